import { closedBetween, type Book } from '../book';
import { leftOf, shareOf, type Asked, type Metric, type Share } from '../metric';
import { dayText } from '../periods';

/** Closed deals by the chance that was last given before the day they closed; bin 3 is 30–40 %, the last holds 100 %. */
export type ReliabilityRow = { bin: number; n: number; mean_chance: number; won: number } & Share & {
    deals: readonly string[];
  };

const BINS = 10;

/** Reliability chart of the score: what was said against what came. */
export function reliability(book: Book, { asOf, from }: Asked): Metric<ReliabilityRow> {
  const bins = Array.from({ length: BINS }, () => ({ sum: 0, won: 0, deals: [] as string[] }));
  for (const deal of book.deals) {
    if (!closedBetween(deal, from, asOf)) continue;
    const closed = deal.life?.closed ?? 0;
    const said = deal.scores.reduce<{ day: number; chance: number } | null>(
      (last, score) => (score.day < closed && (last === null || score.day >= last.day) ? score : last),
      null,
    );
    if (said === null) continue;
    const bin = bins[Math.min(BINS - 1, Math.floor(said.chance * BINS))];
    if (bin === undefined) continue;
    bin.sum += said.chance;
    if (deal.row.outcome === 'won') bin.won += 1;
    bin.deals.push(deal.id);
  }
  return {
    metric: 'reliability',
    n: bins.reduce((sum, { deals }) => sum + deals.length, 0),
    from: dayText(from),
    to: dayText(asOf),
    rows: bins.flatMap(({ sum, won, deals }, bin) => {
      const n = deals.length;
      return n === 0 ? [] : [{ bin, n, mean_chance: sum / n, won, ...shareOf(won, n), deals }];
    }),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}
