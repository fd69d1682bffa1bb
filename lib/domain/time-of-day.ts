/** A time of day cut out of a text; `offset` is minutes east of UTC, null when the text names no zone. */
export type TimeOfDay = { hour: number; minute: number; second: number; offset: number | null };

const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  bst: 60,
  cet: 60,
  cest: 120,
  jst: 540,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

const TIME = new RegExp(
  String.raw`(?:^|[\s,t]|(?<=\d日)|(?<=일))\s*(?:at |um |a |alle |kl\.? ?|- )?(午前|午後|오전|오후|上午|下午)?\s*` +
    String.raw`(\d{1,2})(?:(?::|h|時|点|시 ?)(\d{2})?(?::(\d{2})(?:[.,]\d{1,9})?)?(?:分|분)?)?\s*(a\.?m\.?|p\.?m\.?|uhr)?` +
    String.raw`\s*(?:(z|[a-z]{3,4})?\s*([+-]\d{1,2}(?::?\d{2})?)?)?\)?$`,
  'u',
);

/**
 * Splits `12/4/2026, 3:30 PM` into its day and its time. `time` is null when there is none,
 * and the whole is null when there is a time that does not exist.
 */
export function splitTime(text: string): { day: string; time: TimeOfDay | null } | null {
  const match = TIME.exec(text);
  // A bare number at the end is a year or a day, not an hour.
  if (!match || !isTime(match)) return { day: text, time: null };
  const time = timeOf(match);
  const day = text.slice(0, match.index).replace(/[\s,]+$/, '');
  return time ? { day, time } : null;
}

function isTime([whole, east, , minute, , half]: RegExpExecArray): boolean {
  return minute !== undefined || half !== undefined || east !== undefined || /\d(?:h|時|点|시)$/u.test(whole.trim());
}

function timeOf([
  ,
  east,
  hours = '',
  minutes = '0',
  seconds = '0',
  half,
  zone,
  shift,
]: RegExpExecArray): TimeOfDay | null {
  const afternoon = half?.startsWith('p') === true || /^(?:午後|오후|下午)$/.test(east ?? '');
  const halves = east !== undefined || (half !== undefined && half !== 'uhr');
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (minute > 59 || second > 59 || hour > (halves ? 12 : 24) || (hour === 24 && minute > 0)) return null;
  const offset = offsetOf(zone, shift);
  if (offset === undefined) return null;
  return { hour: (halves ? (hour % 12) + (afternoon ? 12 : 0) : hour) % 24, minute, second, offset };
}

function offsetOf(zone: string | undefined, shift: string | undefined): number | null | undefined {
  const base = zone === undefined ? null : Object.hasOwn(ZONES, zone) ? ZONES[zone] : undefined;
  if (base === undefined || shift === undefined) return base;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(shift) ?? [];
  const minutesEast = Number(hours) * 60 + Number(minutes);
  if (minutesEast > 18 * 60 || Number(minutes) > 59) return undefined;
  return (base ?? 0) + (sign === '-' ? -minutesEast : minutesEast);
}
