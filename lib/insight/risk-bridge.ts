import type { Book, BookDeal } from './book';
import type { CallRow } from './layout';
import { dayOf, dayText } from './periods';
import { valueAt } from './timeline';

/** A deal's course as the forecast of `lib/risk` takes it; days are numbers. */
export type Course = {
  dealId: string;
  createdDay: number | null;
  closedDay: number | null;
  outcome: 'won' | 'lost' | 'open';
  initial: Readonly<Record<string, string | null>>;
  changes: readonly { day: number; factor: string; value: string | null }[];
  amount: number | null;
};

export type Courses = {
  histories: Course[];
  /** The factor that says how far a deal has come; null without any move of stage, for the last stage gives the answer away. */
  stage: 'stage' | null;
  /** Whether open deals have amounts; where they are filled in at closing they are not known before. */
  amountsKnown: boolean;
};

/** Of open deals with an amount below which amounts count as filled in at closing. */
const LEAST_WITH_AMOUNT = 0.5;

/** The deals of one currency as they stood by the end of `asOf`, for the forecast. Deals without a place in time are left out. */
export function coursesOf({ deals }: Book, currency: string | null, asOf: number): Courses {
  const own = deals.filter((deal) => deal.currency === currency && deal.life !== null && deal.life.created <= asOf);
  const histories = own.map((deal) => courseOf(deal, asOf));
  const open = histories.filter(({ outcome }) => outcome === 'open');
  const priced = open.filter(({ amount }) => amount !== null).length;
  return {
    histories,
    stage: histories.some(({ changes }) => changes.length > 0) ? 'stage' : null,
    amountsKnown: open.length > 0 && priced >= LEAST_WITH_AMOUNT * open.length,
  };
}

function courseOf({ id, life, row, stage, amount }: BookDeal, asOf: number): Course {
  const created = life?.created ?? null;
  const closed = life !== null && life.closed !== null && life.closed <= asOf ? life.closed : null;
  const until = closed ?? asOf;
  const moves = stage.days.flatMap((day, i) =>
    // The move into a closing stage is the outcome, not news of the deal.
    day > (created ?? 0) && day <= asOf && (closed === null || day < until)
      ? [{ day, factor: 'stage', value: stage.values[i] ?? null }]
      : [],
  );
  return {
    dealId: id,
    createdDay: created,
    closedDay: closed,
    outcome: closed === null ? 'open' : row.outcome,
    initial: { stage: created === null ? null : valueAt(stage, created) },
    changes: moves,
    amount: valueAt(amount, asOf),
  };
}

/** What the forecast of `lib/risk` said of a period when it began; `period` is `2026-Q2` or `2026-04`. */
export type SaidOfPeriod = {
  period: string;
  forecast: number;
  low: number;
  high: number;
  seasonalRunRate: number;
  runRate: number;
  weighted: number;
};

/** Its forecasts as calls, beside those of the reps: each method a row a period, said on the period's first day. */
export function callsOf(said: readonly SaidOfPeriod[], currency: string | null): CallRow[] {
  return said.flatMap(({ period, forecast, low, high, seasonalRunRate, runRate, weighted }): CallRow[] => {
    const start = startOf(period);
    if (start === null) return [];
    const row = (method: string, value: number, span: { low: number | null; high: number | null }): CallRow => {
      return { period_start: start, said_on: start, method, owner: null, value, ...span, currency };
    };
    const none = { low: null, high: null };
    return [
      row('forecast', forecast, { low, high }),
      row('seasonalRunRate', seasonalRunRate, none),
      row('runRateThen', runRate, none),
      row('weightedByWinRate', weighted, none),
    ];
  });
}

function startOf(period: string): string | null {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  const month = quarter ? String(3 * Number(quarter[2]) - 2).padStart(2, '0') : /^\d{4}-(\d{2})$/.exec(period)?.[1];
  const day = month === undefined ? null : dayOf(`${period.slice(0, 4)}-${month}-01`);
  return day === null ? null : dayText(day);
}
