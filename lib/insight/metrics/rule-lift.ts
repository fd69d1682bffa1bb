import { liftOf } from '@/lib/domain/lift';
import { closedBetween, type Book } from '../book';
import { leftOf, type Asked, type Metric } from '../metric';
import { dayText } from '../periods';
import { lastFlags } from './hygiene';

/** A rule as it last stood before the day of closing; it fires when a signal is met or a criterion or field is not. */
export type RuleLiftRow = {
  kind: string;
  rule: string;
  fired: number;
  fired_won: number;
  quiet: number;
  quiet_won: number;
  /** Win rate where it fired over where it did not, with 95 %; null when one side has no deal. */
  lift: number | null;
  low: number | null;
  high: number | null;
};

/** What each rule was worth on closed deals: did deals on which it fired end otherwise? */
export function ruleLift(book: Book, { asOf, from }: Asked): Metric<RuleLiftRow> {
  const counts = new Map<string, Omit<RuleLiftRow, 'lift' | 'low' | 'high'>>();
  let n = 0;
  for (const deal of book.deals) {
    if (deal.flags.length === 0 || !closedBetween(deal, from, asOf)) continue;
    n += 1;
    for (const { kind, rule, verdict, about } of lastFlags(deal, (deal.life?.closed ?? 0) - 1)) {
      if (verdict !== 'met' && verdict !== 'notMet') continue;
      const row = counts.get(about) ?? { kind, rule, fired: 0, fired_won: 0, quiet: 0, quiet_won: 0 };
      counts.set(about, row);
      const side = (kind === 'signal') === (verdict === 'met') ? 'fired' : 'quiet';
      row[side] += 1;
      if (deal.row.outcome === 'won') row[`${side}_won`] += 1;
    }
  }
  return {
    metric: 'rule-lift',
    n,
    from: dayText(from),
    to: dayText(asOf),
    rows: [...counts.values()].map((row) => {
      const lift = liftOf({ deals: row.fired, won: row.fired_won }, { deals: row.quiet, won: row.quiet_won });
      return { ...row, lift: lift?.value ?? null, low: lift?.low ?? null, high: lift?.high ?? null };
    }),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}
