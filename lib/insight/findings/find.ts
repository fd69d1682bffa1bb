import { mean } from '@/lib/domain/quantiles';
import { shareInterval } from '@/lib/domain/lift';
import { closedBetween, type Book, type BookDeal } from '../book';
import type { Asked } from '../metric';
import { dayText } from '../periods';
import { valueAt } from '../timeline';
import { discoveries } from './discovery';
import { differenceOf, fisherP, stratifiedP, type Table2 } from './fisher';
import { hypothesesOf, mainCurrency, type FindingCode, type Hypothesis } from './hypotheses';

/** Something nobody asked for: deals of which this holds are won more or less often than the others. */
export type Finding = {
  code: FindingCode;
  /** What the sentence says: a level, days, hours, an amount … */
  args: Readonly<Record<string, string | number>>;
  /** What to do about it, as a code as well. */
  todo: Todo;
  /** Deals and wins with it and without it. */
  counts: Table2;
  rate: number;
  otherRate: number;
  /** Difference of the two, with 95 %. */
  apart: { value: number; low: number; high: number };
  /** Of Fisher's test, and given every finding above it. */
  p: number;
  pGiven: number;
  /**
   * What the worse side would have brought, had it been won at the rate of the better one: deals × difference × the average
   * won amount. Null where amounts are not known.
   */
  money: { value: number; low: number; high: number; currency: string | null } | null;
  /** Ids on the worse side. */
  deals: readonly string[];
};

export type Todo = 'askWhy' | 'moveEarlier' | 'involveMore' | 'answerSooner' | 'startRight' | 'watchDates';

export type Findings = {
  findings: readonly Finding[];
  /** Closed deals it rests on, and their days. */
  n: number;
  from: string;
  to: string;
  /** Hypotheses tested, and the share of false findings that is held. */
  tested: number;
  q: number;
  /** Not tested, with the reason. */
  notTested: readonly { code: FindingCode; args: Finding['args']; reason: 'tooFew' | 'filledInAtClosing' }[];
};

/** Deals on either side below which nothing is tested, and closed deals in all. */
const FEWEST_SIDE = 20;
const FEWEST = 60;
export const Q = 0.05;

type Tested = Hypothesis & { sides: (boolean | null)[]; counts: Table2; p: number; pGiven: number };

/**
 * Looks for what nobody asked for among the closed deals: every hypothesis by Fisher's exact test, with the false discovery rate
 * held (Benjamini and Yekutieli). Then the strongest is kept, and the others are tested again within its sides (Mantel and
 * Haenszel), and so on: what only shows through another finding is not told twice.
 */
export function findPatterns(book: Book, { asOf, from, periods }: Asked, q = Q): Findings {
  const closed = book.deals.filter((deal) => closedBetween(deal, from, asOf));
  const won = closed.map(({ row }) => row.outcome === 'won');
  const all = closed.length < FEWEST ? [] : hypothesesOf(book, closed, periods);
  const notTested: Findings['notTested'][number][] = [];
  const tested = all.flatMap((hypothesis): Tested[] => {
    const sides = closed.map((deal) => hypothesis.holds(deal));
    const counts = countsOf(sides, won);
    const reason = filledInAtClosing(hypothesis, closed)
      ? ('filledInAtClosing' as const)
      : Math.min(counts.in, counts.out) < FEWEST_SIDE
        ? ('tooFew' as const)
        : null;
    if (reason !== null) {
      notTested.push({ code: hypothesis.code, args: hypothesis.args, reason });
      return [];
    }
    return [{ ...hypothesis, sides, counts, p: fisherP(counts), pGiven: 0 }];
  });
  const kept = selected(
    tested.map((one) => ({ ...one, pGiven: one.p })),
    won,
    q,
  );
  return {
    findings: kept.map((one) => findingOf(one, closed)),
    n: closed.length,
    from: dayText(from),
    to: dayText(asOf),
    tested: tested.length,
    q,
    notTested,
  };
}

/** An amount that lost deals do not have says nothing but that they were lost. */
function filledInAtClosing({ code }: Hypothesis, closed: readonly BookDeal[]): boolean {
  if (code !== 'size') return false;
  const without = (outcome: string): number => {
    const deals = closed.filter(({ row }) => row.outcome === outcome);
    const empty = deals.filter((deal) => (valueAt(deal.amount, deal.life?.created ?? 0) ?? 0) === 0);
    return deals.length === 0 ? 0 : empty.length / deals.length;
  };
  return Math.abs(without('won') - without('lost')) > 0.1;
}

function countsOf(sides: readonly (boolean | null)[], won: readonly boolean[]): Table2 {
  const counts = { in: 0, inWon: 0, out: 0, outWon: 0 };
  sides.forEach((side, i) => add(counts, side, won[i] === true));
  return counts;
}

function add(table: Table2, side: boolean | null, won: boolean): void {
  if (side === null) return;
  table[side ? 'in' : 'out'] += 1;
  if (won) table[side ? 'inWon' : 'outWon'] += 1;
}

function selected(tested: Tested[], won: readonly boolean[], q: number): Tested[] {
  const kept: Tested[] = [];
  let strata = won.map(() => 0);
  for (;;) {
    const found = discoveries(
      tested.map(({ pGiven }) => pGiven),
      q,
    );
    const next = tested
      .filter((one, i) => found[i] === true && !kept.includes(one))
      .toSorted((a, b) => a.pGiven - b.pGiven || strength(b) - strength(a))[0];
    if (next === undefined) return kept;
    kept.push(next);
    strata = strata.map((stratum, i) => 3 * stratum + SIDES.indexOf(next.sides[i] ?? null));
    for (const one of tested)
      if (!kept.includes(one)) one.pGiven = Math.max(one.pGiven, stratifiedP(withinStrata(one, strata, won)));
  }
}

/** How far the rates lie apart: of two that chance cannot explain at all (p = 0) the sharper one is told. */
function strength({ counts: { in: n1, inWon, out: n0, outWon } }: Tested): number {
  const [a, b] = [inWon / n1, outWon / n0];
  return ((a - b) ** 2 * n1 * n0) / (n1 + n0);
}

/** The sides of each finding kept so far part the deals in three. */
const SIDES = [null, true, false] as const;

function withinStrata({ sides }: Tested, strata: readonly number[], won: readonly boolean[]): Table2[] {
  const tables = new Map<number, Table2>();
  strata.forEach((stratum, i) => {
    const table = tables.get(stratum) ?? { in: 0, inWon: 0, out: 0, outWon: 0 };
    tables.set(stratum, table);
    add(table, sides[i] ?? null, won[i] === true);
  });
  return [...tables.values()];
}

function findingOf(one: Tested, closed: readonly BookDeal[]): Finding {
  const { code, args, counts, p, pGiven, sides } = one;
  const [rate, otherRate] = [counts.inWon / counts.in, counts.outWon / counts.out];
  const none = { low: 0, high: 1 };
  const apart = differenceOf(
    { in: rate, out: otherRate },
    {
      in: shareInterval(counts.inWon, counts.in) ?? none,
      out: shareInterval(counts.outWon, counts.out) ?? none,
    },
  );
  const worse = rate < otherRate;
  return {
    code,
    args,
    todo: todoOf(code),
    counts,
    rate,
    otherRate,
    apart: { value: rate - otherRate, ...apart },
    p,
    pGiven,
    money: moneyOf(rate - otherRate, apart, worse ? counts.in : counts.out, closed),
    deals: closed.flatMap(({ id }, i) => (sides[i] === worse ? [id] : [])),
  };
}

function moneyOf(
  apart: number,
  { low, high }: { low: number; high: number },
  deals: number,
  closed: readonly BookDeal[],
): Finding['money'] {
  const currency = mainCurrency(closed);
  const amounts = closed.flatMap((deal) => {
    const amount = deal.row.outcome === 'won' && deal.currency === currency ? deal.row.amount : null;
    return amount !== null && amount > 0 ? [amount] : [];
  });
  if (amounts.length === 0) return null;
  const worth = deals * mean(amounts);
  const ends = [Math.abs(low) * worth, Math.abs(high) * worth].toSorted((a, b) => a - b);
  return { value: Math.abs(apart) * worth, low: ends[0] ?? 0, high: ends[1] ?? 0, currency };
}

function todoOf(code: FindingCode): Todo {
  switch (code) {
    case 'contacts':
      return 'involveMore';
    case 'answeredWithin':
    case 'activityWithin':
      return 'answerSooner';
    case 'firstDirection':
    case 'firstKind':
    case 'beganBeyond':
      return 'startRight';
    case 'pushedWithin':
      return 'watchDates';
    case 'closedInPeriodEnd':
    case 'closedAtMonthEnd':
    case 'closedOnWeekday':
      return 'moveEarlier';
    case 'segment':
    case 'source':
    case 'product':
    case 'owner':
    case 'team':
    case 'account':
    case 'size':
    case 'createdOnWeekday':
    case 'createdInPeriodEnd':
      return 'askWhy';
  }
}
