import { DAY } from '../kit/clock.mjs';
import { deny } from './errors.mjs';

const month = (today, months) => {
  const date = new Date(today);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};
const year = (today, years) => Date.UTC(new Date(today).getUTCFullYear() + years, 0, 1);

/** From the start given to the end, which is not part of it; `n` of months and years leaves the running one out. */
const SPANS = {
  TODAY: (today) => [today, today + DAY],
  YESTERDAY: (today) => [today - DAY, today],
  TOMORROW: (today) => [today + DAY, today + 2 * DAY],
  THIS_MONTH: (today) => [month(today, 0), month(today, 1)],
  LAST_MONTH: (today) => [month(today, -1), month(today, 0)],
  NEXT_MONTH: (today) => [month(today, 1), month(today, 2)],
  THIS_YEAR: (today) => [year(today, 0), year(today, 1)],
  LAST_YEAR: (today) => [year(today, -1), year(today, 0)],
};

const COUNTED = {
  LAST_N_DAYS: (today, n) => [today - n * DAY, today + DAY],
  NEXT_N_DAYS: (today, n) => [today + DAY, today + (n + 1) * DAY],
  LAST_N_MONTHS: (today, n) => [month(today, -n), month(today, 0)],
  NEXT_N_MONTHS: (today, n) => [month(today, 1), month(today, n + 1)],
  LAST_N_YEARS: (today, n) => [year(today, -n), year(today, 0)],
};

/** @param {{ value: string, count?: number }} literal @param {number} now @returns {[start: number, end: number]} in UTC, as the org's user has it */
export function spanOf({ value, count }, now) {
  const today = Math.floor(now / DAY) * DAY;
  const span = count === undefined ? SPANS[value] : COUNTED[value];
  if (!span) throw deny(400, 'MALFORMED_QUERY', `unexpected token: '${value}'`);
  return span(today, count);
}
