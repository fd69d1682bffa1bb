import type { StepResult } from './assessment';
import { addDays, daysBetween } from './calendar';

/** What a rep says of a suggested step. `until`: the calendar day (`YYYY-MM-DD`) on which a put-off step comes back. */
export type StepMark = { kind: 'done' } | { kind: 'notNow'; until: string } | { kind: 'doesNotApply'; reason: string };

/** A mark as it is kept: of which step, by its title then, and when it was made (ms). */
export type StepState = StepMark & { step: string; title: string; at: number };

/** A step still to be done. `said`: what the rep said of it before, and why it is here again. */
export type OpenStep = { step: StepResult; said: StepState | null };

/** The steps of a deal as the rep left them; an assessment itself knows nothing of it. */
export type LaidSteps = {
  /** Left to do, in the assessment's order. */
  open: readonly OpenStep[];
  /** Marked done lately, and the rules still ask for it: the CRM does not show it yet. */
  unconfirmed: readonly { step: StepResult; state: StepState }[];
  /** Put off or taken out by the rep. */
  aside: readonly { step: StepResult; state: StepState }[];
  /** Marked done lately, and no longer asked for. */
  settled: readonly StepState[];
};

/** A CRM may need a while to show what was done; after this many days the step is asked for again. */
export const PATIENCE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Lays what the rep said over the steps of an assessment. `now` in ms, `today` as the user's calendar day. */
export function laySteps(
  steps: readonly StepResult[],
  states: readonly StepState[],
  { now, today }: { now: number; today: string },
): LaidSteps {
  const said = new Map(states.map((state) => [state.step, state]));
  const laid = steps.map((step) => ({ step, state: said.get(step.id) ?? null }));
  const asked = new Set(steps.map(({ id }) => id));
  const placed = laid.map((each) => ({ ...each, place: placeOf(each.state, now, today) }));
  const inPlace = (place: Place): { step: StepResult; state: StepState }[] =>
    placed.flatMap(({ step, state, place: its }) => (its === place && state ? [{ step, state }] : []));
  return {
    open: placed.flatMap(({ step, state, place }) => (place === 'open' ? [{ step, said: state }] : [])),
    unconfirmed: inPlace('unconfirmed'),
    aside: inPlace('aside'),
    settled: states.filter((state) => state.kind === 'done' && !asked.has(state.step) && isFresh(state, now)),
  };
}

type Place = 'open' | 'unconfirmed' | 'aside';

function placeOf(state: StepState | null, now: number, today: string): Place {
  switch (state?.kind) {
    case 'done':
      return isFresh(state, now) ? 'unconfirmed' : 'open';
    case 'notNow':
      return state.until > today ? 'aside' : 'open';
    case 'doesNotApply':
      return 'aside';
    case undefined:
      return 'open';
  }
}

function isFresh({ at }: StepState, now: number): boolean {
  return now - at < PATIENCE_DAYS * DAY_MS;
}

/** 5 January 1970 was a Monday. */
const A_MONDAY = '1970-01-05';

/** The days a step is put off to most: tomorrow, and the Monday of next week. */
export function snoozeDays(today: string): { tomorrow: string; nextWeek: string } {
  const weekday = (((daysBetween(A_MONDAY, today) ?? 0) % 7) + 7) % 7;
  return { tomorrow: addDays(today, 1) ?? today, nextWeek: addDays(today, 7 - weekday) ?? today };
}
