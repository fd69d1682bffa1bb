import { addDays, dayNumber, readDay } from './calendar';
import type { Clock } from './clock';

/** Sunday first; plain, lower case, without accents. */
const NAMES: readonly (readonly string[])[] = [
  ['sunday', 'sonntag', 'dimanche', '日曜日'],
  ['monday', 'montag', 'lundi', '月曜日'],
  ['tuesday', 'dienstag', 'mardi', '火曜日'],
  ['wednesday', 'mittwoch', 'mercredi', '水曜日'],
  ['thursday', 'donnerstag', 'jeudi', '木曜日'],
  ['friday', 'freitag', 'vendredi', '金曜日'],
  ['saturday', 'samstag', 'samedi', '土曜日'],
];
const LAST = /^(?:last|letzten|letzter) (\p{L}+)$|^(\p{L}+) dernier$|^(?:先週の|前の)(\p{L}+)$/u;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** The day that "last Friday" names: the latest one before today. Null when the text is no such thing. */
export function lastWeekday(text: string, clock: Clock): string | null {
  const found = LAST.exec(text);
  const name = found?.[1] ?? found?.[2] ?? found?.[3];
  const weekday = name === undefined ? -1 : NAMES.findIndex((names) => names.includes(name));
  const today = readDay(clock.today);
  if (weekday === -1 || today === null) return null;
  const back = (dayNumber(today) + EPOCH_WEEKDAY - weekday + 700_000) % 7;
  return addDays(clock.today, -(back === 0 ? 7 : back));
}
