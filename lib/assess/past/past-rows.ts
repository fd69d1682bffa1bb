import { deriveFacts } from '@/lib/domain/derive-facts';
import { valuesAt } from '@/lib/risk/past/values-at';
import type { DealHistory, Observation, Progress, ValueChange, Values } from '@/lib/risk/rows';
import type { DealOutcome } from '@/lib/risk/dispute-ledger';
import type { ClosedDeal, PastVerdicts } from '@/lib/risk/rule-backtest';
import { evaluatePack } from '@/lib/rules/evaluate';
import { findStage } from '@/lib/rules/find-stage';
import type { RunnablePack } from '@/lib/rules/types';
import { factorDefs, factorValues, type TeamUsual } from '../factors';
import { signalsOnly } from '../what-if';
import { AGES, lookOf } from './ages';
import { coveredSince, DAY_MS, endOf, startOf, type DealEnd, type DealRecord } from './record';
import { situationThen } from './situation-then';
import { usualOf, type UsualThen } from './team-usual';
import { firesUnder, type Fires } from './verdicts-then';

/** Below so many won deals the horizon is this, for there is no cycle to tell. */
const FEWEST_WON = 5;
const NO_CYCLE_DAYS = 90;

export type PastInput = { records: readonly DealRecord[]; pack: RunnablePack; now: number };

/** What a team's past says, ready for the fit, the life table and the backtest of rules. */
export type Past = {
  observations: Observation[];
  histories: DealHistory[];
  verdicts: PastVerdicts[];
  closed: ClosedDeal[];
  ends: DealOutcome[];
  /** Factors of which the past is known: what was only read when a deal was over may give the answer away. */
  movable: ReadonlySet<string>;
  /** What amounts are usual now. */
  usual: TeamUsual;
  horizonDays: number;
  counts: PastCounts;
};

/**
 * `unseen`: closed deals of which nothing was known before they closed. `immature`: rows whose answer is not due yet.
 * `fromStart`: deals with no history, of which only the row at creation is known.
 */
export type PastCounts = {
  deals: number;
  won: number;
  lost: number;
  open: number;
  unseen: number;
  immature: number;
  fromStart: number;
};

/** `verdicts`: of closed deals alone. */
type Look = { age: number; day: number; values: Values; verdicts: PastVerdicts | null };
type Course = {
  record: DealRecord;
  start: { at: number; known: boolean };
  end: DealEnd | null;
  looks: Look[];
  fromStart: boolean;
};

/**
 * Looks at every deal at the ages above as it was known then, as long as it was open. The answer is "won within the horizon",
 * which is the 90th percentile of won cycles; a look whose horizon has not passed yet is left out, won or not: to keep the
 * early wins and not the rest would say that everything is won. A generator: whoever drives it may stop between two deals.
 */
export function* pastRows({ records, pack, now }: PastInput): Generator<Progress, Past> {
  const usual = usualOf(records);
  const lean = signalsOnly(pack);
  const fires = firesUnder(pack);
  const courses: Course[] = [];
  for (const record of records) {
    const course = courseOf(record, { pack, lean, fires, usual, now });
    if (course !== null) courses.push(course);
    yield { phase: 'history', done: courses.length, total: records.length };
  }
  const horizonDays = horizonOf(courses);
  const observations = courses.flatMap((course) => observationsOf(course, horizonDays, now));
  const looks = courses.reduce((sum, course) => sum + course.looks.length, 0);
  const closed = courses.flatMap(({ record, end }): ClosedDeal[] =>
    end === null ? [] : [{ dealId: record.dealId, won: end.won, closedDay: dayOf(end.closedAt) }],
  );
  return {
    observations,
    histories: courses.map((course) => historyOf(course, pack)),
    verdicts: courses.flatMap((course) => course.looks.flatMap(({ verdicts }) => verdicts ?? [])),
    closed,
    ends: courses.flatMap(({ record, end }): DealOutcome[] =>
      end === null ? [] : [{ dealId: record.dealId, ...end }],
    ),
    movable: movable(pack),
    usual: usual(now),
    horizonDays,
    counts: {
      deals: courses.length,
      won: closed.filter((deal) => deal.won).length,
      lost: closed.filter((deal) => !deal.won).length,
      open: courses.length - closed.length,
      unseen: courses.filter(({ end, looks: seen }) => end !== null && seen.length === 0).length,
      immature: looks - observations.length,
      fromStart: courses.filter((course) => course.fromStart).length,
    },
  };
}

type Context = { pack: RunnablePack; lean: RunnablePack; fires: Fires; usual: UsualThen; now: number };

function courseOf(record: DealRecord, context: Context): Course | null {
  const start = startOf(record);
  if (start === null) return null;
  const end = endOf(record, context.pack);
  const covered = coveredSince(record);
  const lastDay = dayOf(end?.closedAt ?? context.now + DAY_MS);
  const looks = AGES.flatMap((age): Look[] => {
    const at = lookOf(start.at, age);
    if (at > context.now || dayOf(at) >= lastDay) return [];
    // Without history, what is known is what the deal was made with: one row, not the same row at every age.
    if (age > 0 && at < covered) return [];
    return lookAt(record, { age, at, closed: end !== null }, context);
  });
  const fromStart = looks.length === 1 && looks[0]?.age === 0 && start.at < covered;
  return { record, start, end, looks, fromStart };
}

/** Only closed deals serve the backtest of rules: of the others, the criteria need not be judged. */
function lookAt(
  record: DealRecord,
  { age, at, closed }: { age: number; at: number; closed: boolean },
  { pack, lean, fires, usual }: Context,
): Look[] {
  const then = situationThen(record, at);
  if (then === null) return [];
  const { deal, history, clock } = then;
  const facts = deriveFacts(deal, history, clock);
  const { changes, watchedSince } = history;
  const result = evaluatePack(closed ? pack : lean, { deal, facts, changes, clock, watchedSince });
  const { signals, stage } = result;
  const values = factorValues({ deal, facts, signals, stage, usual: usual(at) });
  const day = dayOf(at);
  const said = { dealId: record.dealId, day, stage: stage.title };
  return [{ age, day, values, verdicts: closed ? { ...said, fires: fires(result, deal) } : null }];
}

function horizonOf(courses: readonly Course[]): number {
  const cycles = courses
    .flatMap(({ start, end }) => (end?.won === true ? [Math.max(0, end.closedAt - start.at) / DAY_MS] : []))
    .toSorted((a, b) => a - b);
  if (cycles.length < FEWEST_WON) return NO_CYCLE_DAYS;
  return Math.max(1, Math.ceil(cycles[Math.ceil(cycles.length * 0.9) - 1] ?? NO_CYCLE_DAYS));
}

function observationsOf({ record, start, looks, end }: Course, horizonDays: number, now: number): Observation[] {
  const mature = looks.filter(({ day }) => day + horizonDays <= dayOf(now));
  return mature.map(({ age, day, values }) => ({
    dealId: record.dealId,
    day,
    age: start.known ? age : null,
    won: end?.won === true && dayOf(end.closedAt) <= day + horizonDays ? 1 : 0,
    weight: 1 / mature.length,
    values,
  }));
}

/** The course of a deal, with the days of its moves between stages; every value that a row has is in it on the row's day. */
function historyOf({ record, start, end, looks }: Course, pack: RunnablePack): DealHistory {
  const [first] = looks;
  const changes: ValueChange[] = stageMoves(record, pack).filter((move) => move.day > (first?.day ?? -Infinity));
  const history: DealHistory = {
    dealId: record.dealId,
    createdDay: start.known ? dayOf(start.at) : null,
    closedDay: end === null ? null : dayOf(end.closedAt),
    outcome: end === null ? 'open' : end.won ? 'won' : 'lost',
    initial: first?.values ?? {},
    changes,
    amount: null,
  };
  for (const { day, values } of looks) {
    const known = valuesAt(history, day);
    for (const [factor, value] of Object.entries(values))
      if (value !== undefined && value !== known[factor]) changes.push({ day, factor, value });
  }
  return history;
}

function stageMoves({ dealId, changes }: DealRecord, pack: RunnablePack): ValueChange[] {
  return changes.flatMap(({ field, to, seenAt }): ValueChange[] => {
    if (field !== 'stage.label') return [];
    const { stage } = findStage(pack, { id: dealId, url: '', readAt: 0, fields: { 'stage.label': to }, lists: {} });
    const value = stage.id ?? stage.label;
    return value === null || stage.state === 'closed' ? [] : [{ day: dayOf(seenAt), factor: 'stage', value }];
  });
}

/** What is read of a deal without history is taken to have been so from the start: these alone are not known as of then. */
const FROM_THE_START: ReadonlySet<string> = new Set(['source', 'type', 'pipeline', 'industry', 'region']);

function movable(pack: RunnablePack): Set<string> {
  return new Set(
    factorDefs(pack)
      .map((factor) => factor.id)
      .filter((id) => !FROM_THE_START.has(id)),
  );
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
