import { weekOf } from './life-table';
import type { LifeTable, LifeWeek } from './model';

const WEEK = 7;
/** Weeks looked ahead for a close date. */
const LONGEST_LOOK = 260;

export type Ahead = {
  /** Chance to be won within these days, and at all. */
  within: number;
  ever: number;
};

/** Where a deal stands in its life; with a stage that the table knows, by the time in that stage. */
export type Standing = { age: number; stage?: { name: string; age: number } };

/**
 * Chance to be won within `days` of a deal that is still open at this age, from the life table alone. `odds` multiplies the
 * odds of winning against losing (the deal's own score against the average one): 1 for the average deal.
 */
export function chanceWithin(table: LifeTable, standing: Standing, days: number, odds = 1): Ahead {
  const course = courseOf(table, standing, odds);
  let [open, won, within] = [1, 0, 0];
  for (let week = 0; week < LONGEST_LOOK && open > 1e-4; week++) {
    const { win, loss } = course(week);
    const share = Math.min(1, Math.max(0, days / WEEK - week));
    within += open * win * share;
    won += open * win;
    open *= 1 - win - loss;
  }
  return { within, ever: won };
}

/** Days from now by which half of the deals like it that are won will have been; null where hardly any ever is. */
export function daysToHalfWon(table: LifeTable, standing: Standing): number | null {
  const { ever } = chanceWithin(table, standing, 0);
  if (ever < 0.01) return null;
  const course = courseOf(table, standing, 1);
  let [open, won] = [1, 0];
  for (let week = 0; week < LONGEST_LOOK; week++) {
    const { win, loss } = course(week);
    const next = won + open * win;
    if (next >= ever / 2) return Math.ceil(WEEK * (week + (next > won ? (ever / 2 - won) / (next - won) : 1)));
    won = next;
    open *= 1 - win - loss;
  }
  return null;
}

/** Where an age lies among won deals: the share of them that closed younger, and how many of those that got this old were won. */
export function againstWon(table: LifeTable, age: number): { olderThan: number; wonOfThoseThisOld: number | null } {
  const from = weekOf(age);
  const wonAll = table.weeks.reduce((sum, week) => sum + week.won, 0);
  const later = table.weeks.slice(from);
  const [won, lost] = [later.reduce((sum, w) => sum + w.won, 0), later.reduce((sum, w) => sum + w.lost, 0)];
  return {
    olderThan: wonAll === 0 ? 0 : 1 - won / wonAll,
    wonOfThoseThisOld: won + lost === 0 ? null : won / (won + lost),
  };
}

type Hazards = { win: number; loss: number };

function courseOf(table: LifeTable, { age, stage }: Standing, odds: number): (week: number) => Hazards {
  const inStage = stage === undefined ? undefined : table.stages[stage.name];
  const [weeks, start] = inStage === undefined ? [table.weeks, age] : [inStage, stage?.age ?? age];
  const last: LifeWeek | undefined = weeks.at(-1);
  return (week) => {
    const at = weeks[weekOf(start) + week] ?? last;
    if (at === undefined) return { win: 0, loss: 0 };
    const both = at.winHazard + at.lossHazard;
    const share = (at.winHazard * odds) / (at.winHazard * odds + at.lossHazard || 1);
    return { win: both * share, loss: both * (1 - share) };
  };
}
