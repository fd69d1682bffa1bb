import type { Book, BookDeal } from '../book';
import { openAt } from '../book';
import { leftOf, type Asked, type Metric } from '../metric';
import { dayText, type Period } from '../periods';
import { valueAt } from '../timeline';

/** What can happen to a pipeline, in the order of the sum. `pulledIn`/`pushedIn`: from a later/earlier period. */
export const PARTS = [
  'begin',
  'new',
  'pulledIn',
  'pushedIn',
  'grown',
  'shrunk',
  'won',
  'lost',
  'pushedOut',
  'pulledOut',
  'end',
] as const;

export type Part = (typeof PARTS)[number];

/** One addend in one currency; what leaves has a negative amount, so that begin + all others = end, to the cent. */
export type MovementRow = {
  currency: string | null;
  part: Part;
  n: number;
  amount: number;
  deals: readonly string[];
};

/** How the whole open pipeline moved from the end of `since` to the end of `asOf`. */
export function movement(book: Book, asked: Asked): Metric<MovementRow> {
  return moved(book, asked, null, 'movement');
}

/** The same for the pipeline that is due in the period: here deals are also pushed out of it and pulled in. */
export function periodMovement(book: Book, asked: Asked): Metric<MovementRow> {
  return moved(book, asked, asked.period, 'period-movement');
}

function moved(book: Book, { since, asOf }: Asked, scope: Period | null, metric: string): Metric<MovementRow> {
  const sums = new Map<string | null, Map<Part, { amount: number; deals: string[] }>>();
  const seen = new Set<string>();
  let noAmount = 0;
  for (const deal of book.deals) {
    for (const { part, amount } of partsOf(deal, since, asOf, scope)) {
      const parts = sums.get(deal.currency) ?? emptyParts();
      sums.set(deal.currency, parts);
      const sum = parts.get(part);
      if (sum === undefined) continue;
      sum.amount += amount;
      sum.deals.push(deal.id);
      if (!seen.has(deal.id) && valueAt(deal.amount, asOf) === null) noAmount += 1;
      seen.add(deal.id);
    }
  }
  const rows = [...sums].flatMap(([currency, parts]) =>
    [...parts].map(([part, { amount, deals }]): MovementRow => ({ currency, part, n: deals.length, amount, deals })),
  );
  const noPlaceInTime = book.deals.filter(({ life }) => life === null).length;
  return {
    metric,
    n: seen.size,
    from: dayText(since),
    to: dayText(asOf),
    rows,
    left: leftOf({ noPlaceInTime, noAmount }),
  };
}

function emptyParts(): Map<Part, { amount: number; deals: string[] }> {
  return new Map(PARTS.map((part) => [part, { amount: 0, deals: [] }]));
}

type Addend = { part: Part; amount: number };

/** What one deal adds. An amount that is not known counts as 0. */
export function partsOf(deal: BookDeal, since: number, asOf: number, scope: Period | null): Addend[] {
  const { life } = deal;
  if (life === null || life.created > asOf || (life.closed !== null && life.closed <= since)) return [];
  const due = (day: number | null): boolean =>
    scope === null || (day !== null && day >= scope.start && day < scope.end);
  const before = valueAt(deal.closeDate, since);
  // A closing is the last word on when a deal closes.
  const closed = life.closed !== null && life.closed <= asOf ? life.closed : null;
  const after = closed ?? valueAt(deal.closeDate, asOf);
  const was = openAt(deal, since) && due(before);
  const is = due(after);
  if (!was && !is) return [];
  const [first, last] = [valueAt(deal.amount, since) ?? 0, valueAt(deal.amount, asOf) ?? 0];
  const out: Addend[] = [];
  if (was) out.push({ part: 'begin', amount: first });
  else if (life.created > since) out.push({ part: 'new', amount: last });
  else out.push({ part: earlier(before, scope) ? 'pushedIn' : 'pulledIn', amount: last });
  if (was && last !== first) out.push({ part: last > first ? 'grown' : 'shrunk', amount: last - first });
  if (!is) out.push({ part: earlier(after, scope) ? 'pulledOut' : 'pushedOut', amount: 0 - last });
  else if (closed !== null) out.push({ part: deal.row.outcome === 'won' ? 'won' : 'lost', amount: 0 - last });
  else out.push({ part: 'end', amount: last });
  return out;
}

/** No close date is as good as one far ahead. */
function earlier(day: number | null, scope: Period | null): boolean {
  return day !== null && scope !== null && day < scope.start;
}
