import { openAt, type Book, type BookDeal, type Flag } from '../book';
import { leftOf, shareOf, type Asked, type Metric, type Share } from '../metric';
import { dayText, type Period } from '../periods';

/** How one field or criterion stands on the open deals of everyone, a team or an owner; `rate` is met / n. */
export type HygieneRow = {
  kind: 'field' | 'criterion';
  rule: string;
  by: 'all' | 'team' | 'owner';
  level: string | null;
  /** Deals on which it could be judged: met and not met. */
  n: number;
  met: number;
  /** Why it is not met, of fields. */
  missing: number;
  junk: number;
  stale: number;
  /** Could not be read, or the rule broke: counted apart, never as missing. */
  unknown: number;
} & Share & { deals: readonly string[] };

type Count = Omit<HygieneRow, keyof Share | 'deals'> & { not: string[] };

const GROUPS = ['all', 'team', 'owner'] as const;

/** Completeness, junk and freshness of fields, and compliance with each criterion, as the open deals stand now. */
export function hygiene(book: Book, { asOf }: Asked): Metric<HygieneRow> {
  const counts = new Map<string, Count>();
  const open = book.deals.filter((deal) => openAt(deal, asOf));
  for (const deal of open)
    for (const flag of lastFlags(deal, asOf)) {
      if (flag.kind === 'signal' || flag.verdict === 'notApplicable') continue;
      for (const by of GROUPS) count(counts, deal, flag, flag.kind, by);
    }
  return {
    metric: 'hygiene',
    n: open.length,
    from: null,
    to: dayText(asOf),
    rows: [...counts.values()].map(({ not, ...row }) => ({ ...row, ...shareOf(row.met, row.n), deals: not })),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

function count(
  counts: Map<string, Count>,
  deal: BookDeal,
  { rule, verdict, reason }: Flag,
  kind: HygieneRow['kind'],
  by: HygieneRow['by'],
): void {
  const level = by === 'all' ? null : deal.row[by];
  const key = JSON.stringify([kind, rule, by, level]);
  const row = counts.get(key) ?? {
    kind,
    rule,
    by,
    level,
    n: 0,
    met: 0,
    missing: 0,
    junk: 0,
    stale: 0,
    unknown: 0,
    not: [],
  };
  counts.set(key, row);
  if (verdict === 'met' || verdict === 'notMet') row.n += 1;
  else row.unknown += 1;
  if (verdict === 'met') row.met += 1;
  if (verdict !== 'notMet') return;
  row.not.push(deal.id);
  if (reason === 'missing' || reason === 'junk' || reason === 'stale') row[reason] += 1;
}

/** What was last said of each rule by the end of a day. */
export function lastFlags(deal: BookDeal, day: number): Iterable<Flag> {
  const last = new Map<string, Flag>();
  for (const flag of deal.flags) if (flag.on <= day) last.set(flag.about, flag);
  return last.values();
}

/** The same rate at the end of each month (of the last one: on the day asked about). */
export type HygieneTrendRow = {
  month: string;
  kind: 'field' | 'criterion';
  rule: string;
  n: number;
  met: number;
} & Share;

/** Trend of completeness and compliance. */
export function hygieneTrend(book: Book, { asOf, months }: Asked): Metric<HygieneTrendRow> {
  const past = months.filter(({ start }) => start <= asOf);
  const counts = past.map(() => new Map<string, Omit<HygieneTrendRow, keyof Share>>());
  for (const deal of book.deals) if (deal.flags.length > 0) countMonths(deal, past, asOf, counts);
  const rows = counts.flatMap((month) => [...month.values()].map((row) => ({ ...row, ...shareOf(row.met, row.n) })));
  return {
    metric: 'hygiene-trend',
    n: book.deals.filter(({ flags }) => flags.length > 0).length,
    from: past[0] === undefined ? null : dayText(past[0].start),
    to: dayText(asOf),
    rows,
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

/** Walks a deal's flags once, from month to month. */
function countMonths(
  deal: BookDeal,
  months: readonly Period[],
  asOf: number,
  counts: readonly Map<string, Omit<HygieneTrendRow, keyof Share>>[],
): void {
  const last = new Map<string, Flag>();
  let at = 0;
  months.forEach(({ start, end }, i) => {
    const day = Math.min(asOf, end - 1);
    for (let flag = deal.flags[at]; flag !== undefined && flag.on <= day; flag = deal.flags[(at += 1)])
      last.set(flag.about, flag);
    if (last.size === 0 || !openAt(deal, day)) return;
    for (const { kind, rule, verdict, about } of last.values()) {
      if (kind === 'signal' || (verdict !== 'met' && verdict !== 'notMet')) continue;
      const row = counts[i]?.get(about) ?? { month: dayText(start), kind, rule, n: 0, met: 0 };
      counts[i]?.set(about, row);
      row.n += 1;
      if (verdict === 'met') row.met += 1;
    }
  });
}
