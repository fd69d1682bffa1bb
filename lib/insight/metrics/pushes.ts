import { type Book, type BookDeal } from '../book';
import { leftOf, shareOf, spreadOf, type Asked, type Metric, type Share, type Spread } from '../metric';
import { dayText } from '../periods';

/** Deals by how often their close date moved later; `rate` is won / (won + lost). The drift is of these deals. */
export type PushesRow = {
  /** 0, 1, 2 or 3; 3 is three or more. */
  pushes: number;
  n: number;
  won: number;
  lost: number;
  open: number;
} & Share &
  Spread & { deals: readonly string[] };

const MOST = 3;

/**
 * Pushes per deal with what became of them. Drift: days from the first close date that was seen to the last, over deals whose
 * close date ever moved; below 0 is earlier. Deals that were closed since `from` or are open count.
 */
export function pushes(book: Book, { asOf, from }: Asked): Metric<PushesRow> {
  const groups = Array.from({ length: MOST + 1 }, () => ({ deals: [] as BookDeal[], drift: [] as number[] }));
  for (const deal of book.deals) {
    const { life } = deal;
    if (life === null || life.created > asOf || (life.closed !== null && life.closed < from)) continue;
    const until = Math.min(asOf, life.closed ?? asOf);
    const moves = deal.closeDateMoves.filter(({ day }) => day <= until);
    const later = moves.filter((move) => move.old !== null && move.new !== null && move.new > move.old).length;
    const group = groups[Math.min(MOST, later)];
    group?.deals.push(deal);
    const [first, last] = [moves[0]?.old ?? null, moves.at(-1)?.new ?? null];
    if (first !== null && last !== null) group?.drift.push(last - first);
  }
  return {
    metric: 'pushes',
    n: groups.reduce((sum, { deals }) => sum + deals.length, 0),
    from: dayText(from),
    to: dayText(asOf),
    rows: groups.flatMap(({ deals, drift }, count) => (deals.length === 0 ? [] : [rowOf(count, deals, drift, asOf)])),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

function rowOf(count: number, deals: readonly BookDeal[], drift: readonly number[], asOf: number): PushesRow {
  const ended = deals.filter(({ life }) => life !== null && life.closed !== null && life.closed <= asOf);
  const won = ended.filter(({ row }) => row.outcome === 'won').length;
  return {
    pushes: count,
    n: deals.length,
    won,
    lost: ended.length - won,
    open: deals.length - ended.length,
    ...shareOf(won, ended.length),
    ...spreadOf(drift),
    deals: deals.map(({ id }) => id),
  };
}
