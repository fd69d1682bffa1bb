import { addMonths } from '@/lib/domain/calendar';
import type { Call } from '@/lib/domain/review';
import type { ReviewLine } from './lines';

/** When a deal is to close, seen from today. Quarters are those of the calendar. */
export const PERIODS = ['overdue', 'month', 'quarter', 'nextQuarter', 'later', 'none'] as const;
export type Period = (typeof PERIODS)[number];

/** What of the open deals is shown; null: all. */
export type ReviewFilter = {
  /** The week's queue, or every open deal. */
  scope: 'queue' | 'all';
  /** Owners by id; several are a team. */
  owners: readonly string[] | null;
  stage: string | null;
  period: Period | null;
  /** The CRM's own forecast category; '' stands for those without one. */
  category: string | null;
  call: Call | null;
  /** Only what moved since its last review, or was never reviewed. */
  changed: boolean;
};

export const NO_FILTER: ReviewFilter = {
  scope: 'queue',
  owners: null,
  stage: null,
  period: null,
  category: null,
  call: null,
  changed: false,
};

export function filtered(lines: readonly ReviewLine[], filter: ReviewFilter, today: string): ReviewLine[] {
  const owners = filter.owners === null ? null : new Set(filter.owners);
  const bounds = boundsOf(today);
  return lines.filter(
    (line) =>
      // What was talked about today stays, even where that settled it.
      (filter.scope === 'all' || line.reasons.length > 0 || line.reviewed?.day === today) &&
      (owners === null || owners.has(line.owner?.id ?? '')) &&
      (filter.stage === null || line.stage === filter.stage) &&
      (filter.category === null || (line.category ?? '') === filter.category) &&
      (filter.call === null || line.reviewed?.call === filter.call) &&
      (!filter.changed || line.changed !== false) &&
      (filter.period === null || isIn(filter.period, line.closeDate, today, bounds)),
  );
}

type Bounds = { month: string; quarter: string; nextQuarter: string };

/** The first days after this month, this quarter and the next one. */
function boundsOf(today: string): Bounds {
  const first = `${today.slice(0, 7)}-01`;
  const intoQuarter = (Number(today.slice(5, 7)) - 1) % 3;
  const after = (months: number): string => addMonths(first, months) ?? '9999-12-31';
  return { month: after(1), quarter: after(3 - intoQuarter), nextQuarter: after(6 - intoQuarter) };
}

function isIn(period: Period, day: string | null, today: string, bounds: Bounds): boolean {
  if (day === null) return period === 'none';
  switch (period) {
    case 'none':
      return false;
    case 'overdue':
      return day < today;
    case 'month':
      return day >= today && day < bounds.month;
    case 'quarter':
      return day >= today && day < bounds.quarter;
    case 'nextQuarter':
      return day >= bounds.quarter && day < bounds.nextQuarter;
    case 'later':
      return day >= bounds.nextQuarter;
  }
}

/** Sums of one currency; `currency` null: amounts that came without one. */
export type Total = { currency: string | null; deals: number; amount: number; atRisk: number };

/** Sums by currency, that of most deals first, and how many deals have no readable amount above 0. */
export function totalsOf(lines: readonly ReviewLine[]): { totals: Total[]; without: number } {
  const totals = new Map<string | null, Total>();
  let without = 0;
  for (const { amount, stake } of lines) {
    if (stake.value === null || amount.state !== 'value' || typeof amount.value !== 'object') {
      without += 1;
      continue;
    }
    const { currency, value } = amount.value;
    const sum = totals.get(currency) ?? { currency, deals: 0, amount: 0, atRisk: 0 };
    totals.set(currency, {
      currency,
      deals: sum.deals + 1,
      amount: sum.amount + value,
      atRisk: sum.atRisk + stake.value,
    });
  }
  return { totals: [...totals.values()].toSorted((a, b) => b.deals - a.deals), without };
}

/** What there is to choose from, in the order of how many deals have it. */
export function choicesOf(lines: readonly ReviewLine[]): {
  owners: { id: string; name: string; deals: number }[];
  stages: string[];
  categories: string[];
} {
  const owners = new Map<string, { id: string; name: string; deals: number }>();
  const stages = new Map<string, number>();
  const categories = new Map<string, number>();
  for (const { owner, stage, category } of lines) {
    if (owner !== null) owners.set(owner.id, { ...owner, deals: (owners.get(owner.id)?.deals ?? 0) + 1 });
    if (stage !== null) stages.set(stage, (stages.get(stage) ?? 0) + 1);
    categories.set(category ?? '', (categories.get(category ?? '') ?? 0) + 1);
  }
  const byCount = (counts: ReadonlyMap<string, number>): string[] =>
    [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text);
  return {
    owners: [...owners.values()].toSorted((a, b) => b.deals - a.deals || (a.name < b.name ? -1 : 1)),
    stages: byCount(stages),
    categories: byCount(categories),
  };
}
