import type { Impl } from './functions';
import { charge } from './scope';
import { DAY_MS } from './times';
import { EMPTY, err, isTagged, kindName, type Time, type Value } from './values';

type Part = (d: Date) => number;

const dayOfYear: Part = (d) => Math.floor((d.getTime() - Date.UTC(d.getUTCFullYear(), 0, 1)) / DAY_MS);

/** Parts of a date in CEL's counting: months and days of the year from 0, `getDate` from 1. */
const DATE_PARTS: readonly (readonly [name: string, part: Part])[] = [
  ['getFullYear', (d) => d.getUTCFullYear()],
  ['getMonth', (d) => d.getUTCMonth()],
  ['getDate', (d) => d.getUTCDate()],
  ['getDayOfMonth', (d) => d.getUTCDate() - 1],
  ['getDayOfWeek', (d) => d.getUTCDay()],
  ['getDayOfYear', dayOfYear],
];

/** Parts of a time of day; of a duration the whole units in it. */
const CLOCK_PARTS: readonly (readonly [name: string, unit: number, part: Part])[] = [
  ['getHours', 3_600_000, (d) => d.getUTCHours()],
  ['getMinutes', 60_000, (d) => d.getUTCMinutes()],
  ['getSeconds', 1_000, (d) => d.getUTCSeconds()],
];

const datePart =
  (part: Part): Impl =>
  (s, v, zone) => {
    if (isTagged(v) && v.t === 'empty') return EMPTY;
    if (!isTagged(v) || v.t !== 'time') return err(`${kindName(v)} is not a date`);
    if (zone === null) return part(new Date(v.ms));
    charge(s, ZONE_STEPS);
    const local = localMs(v, zone);
    return typeof local === 'number' ? part(new Date(local)) : local;
  };

const clockPart = (unit: number, part: Part): Impl => {
  const ofDate = datePart(part);
  return (s, v, zone, c) => (isTagged(v) && v.t === 'span' ? Math.trunc(v.ms / unit) + 0 : ofDate(s, v, zone, c));
};

/** Milliseconds are those beyond the second, of a duration too. */
const milliseconds: Impl = (s, v, zone, c) =>
  isTagged(v) && v.t === 'span' ? Math.trunc(v.ms % 1_000) + 0 : datePart((d) => d.getUTCMilliseconds())(s, v, zone, c);

/** Asking a zone costs about 2 µs. */
const ZONE_STEPS = 4;

/** The clock on the wall of a zone, as if it were UTC. A calendar date is the same everywhere. */
function localMs(time: Time, zone: Value): number | Value {
  if (time.date) return time.ms;
  if (typeof zone !== 'string') return err(`${kindName(zone)} is not a time zone`);
  const offset = /^([-+]?)(\d{2}):(\d{2})$/.exec(zone);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return time.ms + (offset[1] === '-' ? -minutes : minutes) * 60_000;
  }
  const format = formatOf(zone);
  return format === null ? err(`there is no time zone "${zone.slice(0, 40)}"`) : wallClock(time.ms, format);
}

function wallClock(ms: number, format: Intl.DateTimeFormat): number {
  const found = new Map(format.formatToParts(ms).map((p): [string, number] => [p.type, Number(p.value)]));
  const of = (name: string): number => found.get(name) ?? 0;
  const day = Date.UTC(2000, of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  const date = new Date(day);
  // Date.UTC takes years below 100 for those of 1900.
  date.setUTCFullYear(of('year'), of('month') - 1, of('day'));
  return date.getTime() + (ms - Math.floor(ms / 1_000) * 1_000);
}

const MAX_ZONES = 32;
const formats = new Map<string, Intl.DateTimeFormat | null>();

/** A zone's formatter: making one takes 50 µs, so the few a pack uses are kept. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  if (formats.size >= MAX_ZONES) formats.clear();
  const made = newFormat(zone);
  formats.set(zone, made);
  return made;
}

function newFormat(timeZone: string): Intl.DateTimeFormat | null {
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', calendar: 'iso8601', ...parts });
  } catch {
    return null;
  }
}

/** `getFullYear()` and its like, with a time zone or without. */
export const TIME_PARTS: readonly (readonly [string, Impl])[] = [
  ...DATE_PARTS.map(([name, part]): [string, Impl] => [name, datePart(part)]),
  ...CLOCK_PARTS.map(([name, unit, part]): [string, Impl] => [name, clockPart(unit, part)]),
  ['getMilliseconds', milliseconds],
];
