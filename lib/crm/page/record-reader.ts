import type { ReadPlan } from '@/lib/crm/adapter-schema';
import { watchRecord, type Leftover, type Seen } from './watch';

/** Reads one record at a time: a new one ends the one before. */
export type RecordReader = {
  read: (plan: ReadPlan, recordId: string, emit: (seen: Seen) => void) => void;
  stop: () => void;
};

/** A reader that remembers what was on screen last, so that it is not taken for the next record. */
export function recordReader(document: Document, now: () => number): RecordReader {
  let leftover: Leftover = null;
  let watching = new AbortController();
  const stop = (): void => watching.abort();
  return {
    stop,
    read: (plan, recordId, emit) => {
      stop();
      watching = new AbortController();
      const remember = (seen: Seen): void => {
        if (seen.type === 'reading') leftover = { recordId, fields: seen.reading.fields };
        emit(seen);
      };
      watchRecord({ plan, recordId, document, leftover, now, emit: remember, signal: watching.signal });
    },
  };
}
