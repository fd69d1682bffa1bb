import type { Assessment, Verdict } from '@/lib/domain/assessment';
import { changesBetween } from '@/lib/domain/changes';
import type { Deal } from '@/lib/domain/deal';
import { fieldAfter, type Edit } from '@/lib/domain/edits';
import type { History } from '@/lib/domain/facts';
import { effectOf } from '@/lib/risk/rank-steps';
import { assess, type AssessInput } from './assess';

/** What would be otherwise if these edits were saved. */
export type EditsEffect = {
  /** Points by which the risk would move; null where there is no risk to move. */
  points: number | null;
  /** Criteria whose verdict would be another. */
  gates: readonly { id: string; title: string; was: Verdict['kind'] | null; is: Verdict['kind'] }[];
  /** The whole assessment as it would be: risk, gates, gaps, steps. */
  after: Assessment;
};

/**
 * The deal as it would be assessed once the edits are saved: fields as typed, the moves they leave in the history (a close date
 * put off is a push at once), everything judged anew. Pure, and fast enough to run as somebody types.
 */
export function whatIfEdited(input: AssessInput, before: Assessment, edits: readonly Edit[]): EditsEffect {
  const { deal, history, clock } = input;
  const fields = Object.fromEntries(edits.map((edit) => [edit.field, fieldAfter(edit)]));
  const edited: Deal = { ...deal, readAt: clock.now, fields: { ...deal.fields, ...fields } };
  const after = assess({ ...input, deal: edited, history: continued(history, deal, edited) });
  const was = new Map(before.criteria.map(({ id, verdict }) => [id, verdict.kind]));
  const gates = after.criteria.flatMap(({ id, title, verdict }) => {
    const kind = was.get(id) ?? null;
    return kind === verdict.kind ? [] : [{ id, title, was: kind, is: verdict.kind }];
  });
  const [a, b] = [before.risk, after.risk];
  return { points: a.state === 'none' || b.state === 'none' ? null : effectOf(a, b), gates, after };
}

/** The history with what moved between two readings: as it is once the later one is kept. */
export function continued(history: History, from: Deal, to: Deal): History {
  const moves = changesBetween(from, to);
  if (moves.length === 0) return history;
  return { changes: [...history.changes, ...moves], watchedSince: history.watchedSince ?? from.readAt };
}
