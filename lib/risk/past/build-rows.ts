import { ascending, quantile } from '@/lib/domain/quantiles';
import type { DealHistory, Observation, Values } from '../rows';
import { valuesAt } from './values-at';

/** Ages in days at which a deal with history is looked at. */
const AGES = [0, 7, 14, 30, 60, 90, 120, 180, 270, 365] as const;
const LONG_CYCLE = 0.9;

/** Why a deal gave no row. */
export type SetAside = { noCreationDay: number; noCloseDay: number; notYetDecided: number };

export type Rows = { rows: Observation[]; setAside: SetAside };

export type RowSettings = {
  /** Days within which a deal must be won to count as won. */
  horizon: number;
  /** Today, or the day the export was made. */
  asOf: number;
  /** Looks at the deal at later ages too; only where there is a history of its values. */
  withHistory: boolean;
  /** Values computed from the history as of that day (ages, silence …). */
  extra?: (history: DealHistory, day: number) => Values;
};

/** The 90th percentile of the days it took to win; null without a won deal that has both days. */
export function horizonOf(histories: readonly DealHistory[]): number | null {
  const cycles = histories.flatMap(({ outcome, createdDay, closedDay }) =>
    outcome === 'won' && createdDay !== null && closedDay !== null && closedDay >= createdDay
      ? [closedDay - createdDay]
      : [],
  );
  const long = quantile(ascending(cycles), LONG_CYCLE);
  return long === null ? null : Math.max(1, Math.ceil(long));
}

/**
 * Past deals as they were known while open, labelled "won within the horizon". Only rows whose horizon has passed: where recent
 * wins meet deals that are not yet decided, every prediction comes out too high.
 */
export function buildRows(histories: readonly DealHistory[], settings: RowSettings): Rows {
  const setAside: SetAside = { noCreationDay: 0, noCloseDay: 0, notYetDecided: 0 };
  const rows = histories.flatMap((history) => {
    if (history.createdDay === null) return aside(setAside, 'noCreationDay');
    if (history.outcome !== 'open' && history.closedDay === null) return aside(setAside, 'noCloseDay');
    const days = daysOpen(history, history.createdDay, settings);
    if (days.length === 0) return aside(setAside, 'notYetDecided');
    return days.map((day) => rowAt(history, day, days.length, settings));
  });
  return { rows, setAside };
}

function aside(counts: SetAside, why: keyof SetAside): Observation[] {
  counts[why] += 1;
  return [];
}

function daysOpen({ closedDay }: DealHistory, created: number, { horizon, asOf, withHistory }: RowSettings): number[] {
  return (withHistory ? AGES : [0])
    .map((age) => created + age)
    .filter((day) => day + horizon <= asOf && (closedDay === null || day < closedDay || day === created));
}

function rowAt(history: DealHistory, day: number, rows: number, { horizon, extra }: RowSettings): Observation {
  const { dealId, createdDay, closedDay, outcome } = history;
  const won = outcome === 'won' && closedDay !== null && closedDay - day <= horizon;
  return {
    dealId,
    day,
    age: createdDay === null ? null : day - createdDay,
    won: won ? 1 : 0,
    weight: 1 / rows,
    values: { ...valuesAt(history, day), ...extra?.(history, day) },
  };
}

/** One row for each closed deal with what it began with, labelled won or lost: for exports without dates. */
export function outcomeRows(histories: readonly DealHistory[]): Observation[] {
  return histories
    .filter(({ outcome }) => outcome !== 'open')
    .map(({ dealId, createdDay, outcome, initial }) => ({
      dealId,
      day: createdDay,
      age: createdDay === null ? null : 0,
      won: outcome === 'won' ? 1 : 0,
      weight: 1,
      values: initial,
    }));
}
