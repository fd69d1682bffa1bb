import type { Book, BookDeal } from '../book';
import { stageKey } from '../book';
import { dayFromNumber, daysInMonth } from '@/lib/domain/calendar';
import { responseHours } from '../metrics/first-response';
import type { Period } from '../periods';
import { dayOf } from '../periods';
import { valueAt } from '../timeline';

/** What a finding is about; the page has a sentence for each, and one for what to do. */
export type FindingCode =
  | 'segment'
  | 'source'
  | 'product'
  | 'owner'
  | 'team'
  | 'account'
  | 'size'
  | 'contacts'
  | 'answeredWithin'
  | 'activityWithin'
  | 'firstDirection'
  | 'firstKind'
  | 'beganBeyond'
  | 'pushedWithin'
  | 'closedInPeriodEnd'
  | 'closedAtMonthEnd'
  | 'closedOnWeekday'
  | 'createdOnWeekday'
  | 'createdInPeriodEnd';

/** A way to part closed deals in two; null: it cannot be said of this deal, so it is on neither side. */
export type Hypothesis = {
  code: FindingCode;
  args: Readonly<Record<string, string | number>>;
  holds: (deal: BookDeal) => boolean | null;
};

const GROUPS = ['segment', 'source', 'product', 'owner', 'team', 'account'] as const;

export type GroupCode = (typeof GROUPS)[number];

/** Whether it is about a level of a group, which is its `level`. */
export function isGroup(code: FindingCode): code is GroupCode {
  return GROUPS.some((group) => group === code);
}

/** What happens in a deal's first days is only held against deals that lived longer than those: else a long life is the cause. */
const LANDMARK = 14;
const PUSH_LANDMARK = 30;

/** Everything that is tested, before it is known which of it has deals enough. */
export function hypothesesOf(book: Book, closed: readonly BookDeal[], periods: readonly Period[]): Hypothesis[] {
  return [
    ...GROUPS.flatMap((code) => levels(closed, code)),
    ...sizes(closed),
    ...(closed.some(({ contacts }) => contacts.length > 0) ? contactCounts() : []),
    ...(closed.some(({ activities }) => activities.length > 0) ? activityPatterns(closed) : []),
    ...stagePatterns(book, closed),
    ...calendar(periods),
  ];
}

function levels(closed: readonly BookDeal[], code: (typeof GROUPS)[number]): Hypothesis[] {
  const found = new Set(closed.flatMap(({ row }) => (row[code] === null ? [] : [row[code]])));
  if (found.size < 2) return [];
  return [...found].map((level) => ({
    code,
    args: { level },
    holds: ({ row }) => (row[code] === null ? null : row[code] === level),
  }));
}

/** Above and below edges within the commonest currency, at thirds of the deals. */
function sizes(closed: readonly BookDeal[]): Hypothesis[] {
  const currency = mainCurrency(closed);
  const amountOf = (deal: BookDeal): number | null =>
    deal.currency === currency ? valueAt(deal.amount, deal.life?.created ?? 0) : null;
  const amounts = closed.flatMap((deal) => amountOf(deal) ?? []).toSorted((a, b) => a - b);
  const edges = [1 / 3, 2 / 3].map((share) => amounts[Math.floor(share * amounts.length)] ?? 0);
  return [...new Set(edges)].map((edge) => ({
    code: 'size' as const,
    args: { edge, currency: currency ?? '' },
    holds: (deal) => {
      const amount = amountOf(deal);
      return amount === null ? null : amount >= edge;
    },
  }));
}

/** The currency that most of the deals are in. */
export function mainCurrency(deals: readonly BookDeal[]): string | null {
  const counts = new Map<string | null, number>();
  for (const { currency } of deals) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** Whether the deal was still open when it was so old. */
function lived({ life }: BookDeal, days: number): boolean {
  return life !== null && (life.closed === null || life.closed - life.created > days);
}

function contactCounts(): Hypothesis[] {
  return [2, 3].map((least) => ({
    code: 'contacts' as const,
    args: { least, days: LANDMARK },
    holds: (deal) => {
      const { life, contacts } = deal;
      if (life === null || !lived(deal, LANDMARK)) return null;
      const by = life.created + LANDMARK;
      return contacts.filter(({ first_day: day }) => (dayOf(day) ?? Infinity) <= by).length >= least;
    },
  }));
}

function activityPatterns(closed: readonly BookDeal[]): Hypothesis[] {
  const kinds = new Set(
    closed.flatMap(({ activities }) => activities.flatMap(({ kind }) => (kind === null ? [] : [kind]))),
  );
  const first = remembered((deal: BookDeal) =>
    deal.activities.find(({ day }) => day <= (deal.life?.created ?? 0) + LANDMARK),
  );
  const hoursOf = remembered((deal: BookDeal) => (lived(deal, LANDMARK) ? responseHours(deal) : undefined));
  return [
    ...[4, 24].map((hours): Hypothesis => ({
      code: 'answeredWithin',
      args: { hours },
      holds: (deal) => {
        const taken = hoursOf(deal);
        return taken === undefined ? null : taken !== null && taken <= hours;
      },
    })),
    {
      code: 'activityWithin',
      args: { days: 7 },
      holds: (deal) =>
        lived(deal, LANDMARK) ? deal.activities.some(({ day }) => day <= (deal.life?.created ?? 0) + 7) : null,
    },
    {
      code: 'firstDirection',
      args: { direction: 'in' },
      holds: (deal) => {
        const direction = lived(deal, LANDMARK) ? (first(deal)?.direction ?? null) : null;
        return direction === null ? null : direction === 'in';
      },
    },
    ...[...kinds].map((level): Hypothesis => ({
      code: 'firstKind',
      args: { level },
      holds: (deal) => {
        const kind = lived(deal, LANDMARK) ? (first(deal)?.kind ?? null) : null;
        return kind === null ? null : kind === level;
      },
    })),
  ];
}

function stagePatterns({ positions }: Book, closed: readonly BookDeal[]): Hypothesis[] {
  const out: Hypothesis[] = [];
  if (closed.some(({ stage }) => stage.days.length > 1))
    out.push({
      code: 'beganBeyond',
      args: { position: 1 },
      holds: ({ stage, row, life }) => {
        const began = stage.days.length < 2 || life === null ? null : (stage.values[0] ?? null);
        const position = began === null ? undefined : positions.get(stageKey(row.pipeline, began));
        return position === undefined ? null : position > 1;
      },
    });
  if (closed.some(({ closeDateMoves }) => closeDateMoves.length > 0))
    out.push({
      code: 'pushedWithin',
      args: { days: PUSH_LANDMARK },
      holds: (deal) => {
        if (deal.life === null || !lived(deal, PUSH_LANDMARK)) return null;
        const by = deal.life.created + PUSH_LANDMARK;
        return deal.closeDateMoves.some(
          (move) => move.day <= by && move.old !== null && move.new !== null && move.new > move.old,
        );
      },
    });
  return out;
}

/** The same answers, each found once. */
function remembered<K, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, { value: V }>();
  return (key) => {
    const before = known.get(key) ?? { value: of(key) };
    known.set(key, before);
    return before.value;
  };
}

const WEEKDAYS = 7;
const MONTH_END = 3;

function calendar(periods: readonly Period[]): Hypothesis[] {
  const closedOn = (of: (day: number) => boolean) => {
    const known = remembered(of);
    return ({ life }: BookDeal) => (life === null || life.closed === null ? null : known(life.closed));
  };
  const createdOn = (of: (day: number) => boolean) => {
    const known = remembered(of);
    return ({ life }: BookDeal) => (life === null ? null : known(life.created));
  };
  const weekdays = Array.from({ length: WEEKDAYS }, (_, weekday) => weekday);
  return [
    ...[7, 14].map((days): Hypothesis => ({
      code: 'closedInPeriodEnd',
      args: { days },
      holds: closedOn((day) => fromEnd(day, periods) < days),
    })),
    { code: 'closedInPeriodEnd', args: { months: 1 }, holds: closedOn((day) => inLastMonth(day, periods)) },
    { code: 'createdInPeriodEnd', args: { months: 1 }, holds: createdOn((day) => inLastMonth(day, periods)) },
    { code: 'closedAtMonthEnd', args: { days: MONTH_END }, holds: closedOn((day) => toMonthEnd(day) < MONTH_END) },
    ...weekdays.flatMap((weekday): Hypothesis[] => [
      { code: 'closedOnWeekday', args: { weekday }, holds: closedOn((day) => weekdayOf(day) === weekday) },
      { code: 'createdOnWeekday', args: { weekday }, holds: createdOn((day) => weekdayOf(day) === weekday) },
    ]),
  ];
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % WEEKDAYS) + WEEKDAYS) % WEEKDAYS;
}

function fromEnd(day: number, periods: readonly Period[]): number {
  const period = periods.find(({ start, end }) => day >= start && day < end);
  return period === undefined ? Infinity : period.end - 1 - day;
}

/** In the calendar month with which the period ends. */
function inLastMonth(day: number, periods: readonly Period[]): boolean {
  return fromEnd(day, periods) <= toMonthEnd(day);
}

function toMonthEnd(day: number): number {
  const { year, month, day: date } = dayFromNumber(day);
  return daysInMonth(year, month) - date;
}
