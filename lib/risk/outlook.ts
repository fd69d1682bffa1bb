import type { Outlook } from '@/lib/domain/assessment';
import { chanceWithin, daysToHalfWon, type Standing } from './chance-by-date';
import type { LifeTable } from './model';

export type OutlookInput = Standing & {
  closeDate: { date: string; inDays: number } | null;
  /** The day so many days from today. */
  dayIn: (days: number) => string | null;
};

/** Wins below which the table is too short a past to read a date from. */
const FEWEST_WON = 5;

/**
 * When the deal may close, from the life table: the chance to be won by its close date, and the day by which half of the deals
 * like it that are won will have been. Null where too few deals were won to tell.
 */
export function outlookOf(table: LifeTable, { closeDate, dayIn, ...standing }: OutlookInput): Outlook | null {
  const won = table.weeks.reduce((sum, week) => sum + week.won, 0);
  if (won < FEWEST_WON) return null;
  const known = standing.stage === undefined || Object.hasOwn(table.stages, standing.stage.name);
  const place: Standing = known ? standing : { age: standing.age };
  const half = daysToHalfWon(table, place);
  const within =
    closeDate === null || closeDate.inDays < 0 ? null : chanceWithin(table, place, closeDate.inDays).within;
  return {
    byCloseDate: within === null ? null : Math.round(100 * within),
    closeDate: closeDate?.date ?? null,
    realistic: half === null ? null : dayIn(half),
  };
}
