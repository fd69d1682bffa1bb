import type { Book, BookDeal } from '../book';
import { leftOf, spreadOf, type Asked, type Metric, type Spread } from '../metric';
import { dayText } from '../periods';

/** Days from the first "not met" to the next "met", of what was fixed; `open`: not fixed yet, or never before the closing. */
export type FlagToFixRow = {
  kind: 'field' | 'criterion';
  rule: string;
  n: number;
  fixed: number;
  open: number;
} & Spread & { deals: readonly string[] };

/** Decision latency: how long it takes from a flag to its fix. Flags raised since `from` count. */
export function flagToFix(book: Book, { asOf, from }: Asked): Metric<FlagToFixRow> {
  const rules = new Map<string, { kind: 'field' | 'criterion'; rule: string; days: number[]; open: string[] }>();
  let n = 0;
  for (const deal of book.deals)
    for (const { kind, rule, raised, fixed } of episodes(deal, asOf)) {
      if (raised < from) continue;
      n += 1;
      const found = rules.get(`${kind} ${rule}`) ?? { kind, rule, days: [], open: [] };
      rules.set(`${kind} ${rule}`, found);
      if (fixed === null) found.open.push(deal.id);
      else found.days.push(fixed - raised);
    }
  return {
    metric: 'flag-to-fix',
    n,
    from: dayText(from),
    to: dayText(asOf),
    rows: [...rules.values()].map(({ kind, rule, days, open }) => ({
      kind,
      rule,
      n: days.length + open.length,
      fixed: days.length,
      open: open.length,
      ...spreadOf(days),
      deals: open,
    })),
    left: leftOf({}),
  };
}

type Episode = { kind: 'field' | 'criterion'; rule: string; raised: number; fixed: number | null };

/** Spells of "not met". Only "met" ends one: what cannot be read meanwhile may still be wrong. */
function episodes(deal: BookDeal, asOf: number): Episode[] {
  const running = new Map<string, Episode>();
  const out: Episode[] = [];
  for (const { kind, rule, verdict, on, about } of deal.flags) {
    if (kind === 'signal' || on > asOf) continue;
    const now = running.get(about);
    if (verdict === 'notMet' && now === undefined) {
      const episode: Episode = { kind, rule, raised: on, fixed: null };
      running.set(about, episode);
      out.push(episode);
    } else if (verdict === 'met' && now !== undefined) {
      now.fixed = on;
      running.delete(about);
    }
  }
  return out;
}
