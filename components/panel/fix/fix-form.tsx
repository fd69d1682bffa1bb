import { useEffect, useRef, useState, type JSX } from 'react';
import { dealName } from '@/lib/domain/deal';
import type { Edit } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import type { WriteEntry } from '@/lib/domain/writes';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';
import { EarlierWrites } from './earlier-writes';
import { Review } from './review';
import { WhatIfLine } from '../what-if-line';
import { WriteStatus } from './write-status';

export type FixState = { reviewing: boolean; review: () => void; back: () => void };

/** Whether the changes are being looked at before they are saved. */
export function useFixState(fixing: Fixing): FixState {
  const [reviewing, setReviewing] = useState(false);
  const ready = fixing.pending.edits.length > 0 && Object.keys(fixing.pending.problems).length === 0;
  // Asked for together with the last edit, it is shown once that edit is there.
  return { reviewing: reviewing && ready, review: () => setReviewing(true), back: () => setReviewing(false) };
}

/** Below the gaps: what is about to be saved, how the last save went, and the way back. */
export function FixForm({ fixing, state }: { fixing: Fixing; state: FixState }): JSX.Element {
  const { said } = useWords();
  const { pending, writes } = fixing;
  const labelOf = (field: FieldKey): string => said(fixing.labelOf(field));
  const [latest, ...earlier] = writes.entries;
  const save = async (edits: readonly Edit[], decided?: readonly FieldKey[]): Promise<void> => {
    if (!fixing.deal || writes.busy) return;
    const write = { dealId: fixing.deal.id, dealName: dealName(fixing.deal), edits };
    const entry = await writes.write(decided ? { ...write, decided } : write).catch(() => null);
    if (entry && isOver(entry)) fixing.forget(edits.map((edit) => edit.field));
    state.back();
  };
  useSendWaiting(fixing);
  return (
    <div className="fix">
      {latest && isShown(latest) && (
        <WriteStatus
          entry={latest}
          labelOf={labelOf}
          busy={writes.busy}
          onUndo={(writeId) => void writes.undo(writeId).catch(() => undefined)}
          onRetry={writes.retry}
          onDrop={(writeId) => {
            writes.drop(writeId);
            fixing.forget(latest.edits.map((edit) => edit.field));
          }}
          onInsist={(fields) => void save(latest.edits, fields)}
        />
      )}
      {writes.problem && (
        <p className="notice" data-kind="broken" role="alert">
          {said(writes.problem)}
        </p>
      )}
      <WhatIfLine edits={pending.edits} />
      {state.reviewing && (
        <Review
          edits={pending.edits}
          labelOf={labelOf}
          busy={writes.busy}
          unsaved={fixing.unsaved}
          onSave={() => void save(pending.edits)}
          onBack={state.back}
        />
      )}
      {!state.reviewing && <FixBar fixing={fixing} onReview={state.review} />}
      <EarlierWrites entries={earlier} fixing={fixing} />
    </div>
  );
}

function FixBar({ fixing, onReview }: { fixing: Fixing; onReview: () => void }): JSX.Element | null {
  const { t } = useWords();
  const { edits, problems } = fixing.pending;
  const broken = Object.keys(problems).length;
  if (edits.length + broken === 0) return null;
  return (
    <p className="fix-bar buttons">
      <button type="button" className="button primary" onClick={onReview} disabled={broken > 0 || !fixing.deal}>
        {t('fix.review.count', { count: edits.length })}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => fixing.forget(Object.keys(fixing.draft) as FieldKey[])}
        disabled={fixing.writes.busy}
      >
        {t('fix.discard')}
      </button>
    </p>
  );
}

/** What waits is sent when the deal is open again, and when the computer is online again; the rest waits for its user. */
function useSendWaiting({ deal, writes }: Fixing): void {
  const opened = useRef<string | null>(null);
  const { entries, retry, busy } = writes;
  const waits = entries.some((entry) => entry.state === 'waiting' && !NEEDS_USER.has(reasonOf(entry)));
  const dealId = deal?.id ?? null;
  const known = entries.length > 0;
  useEffect(() => {
    if (dealId === null || !known || opened.current === dealId) return;
    opened.current = dealId;
    if (waits && !busy) retry();
  }, [dealId, known, waits, busy, retry]);
  const again = useRef((): void => undefined);
  useEffect(() => {
    again.current = () => {
      if (waits && !busy) retry();
    };
  });
  useEffect(() => {
    const stop = new AbortController();
    const timers: ReturnType<typeof setTimeout>[] = [];
    const onOnline = (): void => AFTER_ONLINE_MS.forEach((ms) => timers.push(setTimeout(() => again.current(), ms)));
    window.addEventListener('online', onOnline, { signal: stop.signal });
    return () => {
      stop.abort();
      timers.forEach(clearTimeout);
    };
  }, []);
}

/** Word that the network is back comes a moment before it is. */
const AFTER_ONLINE_MS = [0, 2_000, 8_000];

const NEEDS_USER: ReadonlySet<string | null> = new Set(['unsaved', 'signedOut']);

function reasonOf({ result }: WriteEntry): string | null {
  return result?.kind === 'waiting' ? result.reason : null;
}

/** The write is in the CRM or in the outbox: what was typed is kept there. */
function isOver({ state }: WriteEntry): boolean {
  return state === 'done' || state === 'waiting';
}

/** An undo's own entry says all; what was given up says nothing. */
function isShown({ state }: WriteEntry): boolean {
  return state !== 'dropped';
}
