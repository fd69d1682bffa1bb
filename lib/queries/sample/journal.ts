import { performWrite, type WritePort } from '@/lib/crm/write/perform';
import { undoEdits } from '@/lib/domain/batch';
import type { Edit } from '@/lib/domain/edits';
import { toDeal } from '@/lib/domain/parse';
import { plainText } from '@/lib/domain/write-text';
import type { NewWrite, WriteEntry } from '@/lib/domain/writes';
import { currentClock } from '@/lib/messaging/current-clock';
import { packsFields } from '@/lib/messaging/packs-fields';
import { SAMPLE_GROUND } from './ground';
import { readingOf } from './record';
import { SAMPLE_TENANT, type SampleStore } from './store';

/** What was written to the sample, and the way back. */
export type SampleJournal = {
  /** Latest first. */
  entries: () => WriteEntry[];
  write: (write: NewWrite) => Promise<WriteEntry>;
  undo: (id: string, writeId: string) => Promise<WriteEntry>;
};

/** Writes to the sample as the background writes to a CRM: reads, looks for conflicts, writes, reads back. */
export function sampleJournal(store: SampleStore): SampleJournal {
  let entries: readonly WriteEntry[] = [];
  const send = async (write: NewWrite, undoes: string | null): Promise<WriteEntry> => {
    const madeAt = Date.now();
    const result = await performWrite(write, portOf(store));
    const entry: WriteEntry = {
      ...write,
      tenant: SAMPLE_TENANT,
      madeAt,
      endedAt: Date.now(),
      state: result.kind,
      undoes,
      result,
    };
    const isBack = result.kind === 'done' && undoes !== null;
    const before = entries.map((each): WriteEntry =>
      isBack && each.id === undoes ? { ...each, state: 'undone' } : each,
    );
    entries = [entry, ...before];
    return entry;
  };
  return {
    entries: () => [...entries],
    write: (write) => send(write, null),
    undo: (id, writeId) => {
      const done = entries.find((entry) => entry.id === writeId);
      if (done?.state !== 'done') throw new Error('only a write that was done can be taken back');
      const { dealId, dealName } = done;
      return send({ id, dealId, dealName, edits: undoEdits(done) }, done.id);
    },
  };
}

function portOf(store: SampleStore): WritePort {
  return {
    way: 'page',
    read: async () => {
      const clock = currentClock();
      const { types } = await packsFields();
      const reading = readingOf(store.state().record, clock.now);
      return { kind: 'read', deal: toDeal(reading, types, SAMPLE_GROUND.adapter.formats, clock) };
    },
    send: (edits) => {
      store.put(textsOf(edits));
      return Promise.resolve({ kind: 'sent' });
    },
    createTask: ({ subject, due }, key) => {
      store.addActivity({ id: key, type: 'Task', subject, at: due ?? '', done: 'false' });
      return Promise.resolve({ kind: 'sent' });
    },
    pause: () => Promise.resolve(),
  };
}

function textsOf(edits: readonly Edit[]): Record<string, string> {
  return Object.fromEntries(edits.map(({ field, to }) => [field, plainText(to)]));
}
