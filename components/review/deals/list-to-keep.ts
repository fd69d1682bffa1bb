import { totalsOf } from '@/lib/assess/review/filter';
import type { LastList } from '@/lib/queries/use-last-look';
import type { ReviewAnswer } from '@/lib/queries/use-review';
import type { LineGroup } from './texts';

/** Rows of the first group that are kept: more than a window shows. Each further one keeps fewer, so that their order stays. */
const MOST = 60;
const FEWER = 5;
const FEWEST = 5;

/** What the list shows first, small enough to be there at once the next time. */
export function listToKeep(
  answer: ReviewAnswer,
  groups: readonly LineGroup[],
  decided: number,
): Omit<LastList, 'tenants'> {
  const rows = groups.flatMap((group) => group.rows);
  const lines = groups.flatMap((group, at) => group.rows.slice(0, Math.max(FEWEST, MOST - at * FEWER)));
  return { answer: { ...answer, lines }, shown: rows.length, of: answer.lines.length, decided, sums: totalsOf(rows) };
}
