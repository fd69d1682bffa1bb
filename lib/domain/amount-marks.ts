import { CURRENCY_MARKS, isCurrencyCode, mayMean } from './currencies';
import type { Format } from './hints';
import { SCALES } from './scales';

/** What stands around the digits of an amount. */
export type Marks = {
  negative: boolean;
  opened: boolean;
  closed: boolean;
  approximate: boolean;
  percent: boolean;
  scale: number | null;
  currency: { code: string | null; mark: string } | null;
};

type Place = 'before' | 'after';
type Token = { length: number; apply: (marks: Marks) => boolean };

const ABOUT = [
  'approximately',
  'approx.',
  'approx',
  'about',
  'ungefähr',
  'etwa',
  'environ',
  'env.',
  'circa',
  'ca.',
  '約',
  '≈',
  '~',
];
const NO_CENTS = /^[.,](-{1,2}|[\u2013\u2014])/;
const PERCENT = ['percent', 'prozent', 'pour cent', 'pct', '%'];

export function noMarks(): Marks {
  return {
    negative: false,
    opened: false,
    closed: false,
    approximate: false,
    percent: false,
    scale: null,
    currency: null,
  };
}

/** Reads everything in `text` into `marks`; false when something in it belongs to no amount. */
export function readMarks(text: string, place: Place, format: Format, marks: Marks): boolean {
  let rest = text.trim();
  while (rest !== '') {
    const token = nextToken(rest, place, format);
    if (!token || !token.apply(marks)) return false;
    rest = rest.slice(token.length).trimStart();
  }
  return true;
}

function nextToken(rest: string, place: Place, format: Format): Token | null {
  return (
    signToken(rest, place) ??
    currencyToken(rest, format) ??
    (place === 'after' ? scaleToken(rest) : null) ??
    wordToken(rest)
  );
}

function signToken(rest: string, place: Place): Token | null {
  const noCents = place === 'after' ? NO_CENTS.exec(rest) : null;
  if (noCents) return { length: noCents[0].length, apply: () => true };
  if (rest.startsWith('-')) return { length: 1, apply: (marks) => once(marks.negative, () => (marks.negative = true)) };
  if (rest.startsWith('('))
    return { length: 1, apply: (marks) => place === 'before' && once(marks.opened, () => (marks.opened = true)) };
  if (rest.startsWith(')'))
    return { length: 1, apply: (marks) => marks.opened && once(marks.closed, () => (marks.closed = true)) };
  // "10,000+" is a bound, "+10,000" a sign.
  if (rest.startsWith('+'))
    return { length: 1, apply: (marks) => (place === 'after' ? (marks.approximate = true) : true) };
  return null;
}

function currencyToken(rest: string, format: Format): Token | null {
  const code = /^[A-Z]{3}(?![\p{L}])/u.exec(rest)?.[0];
  if (code !== undefined && isCurrencyCode(code))
    return { length: 3, apply: (marks) => setCurrency(marks, code, code) };
  const found = CURRENCY_MARKS.find(({ mark }) => startsWithWord(rest, mark));
  return found
    ? { length: found.mark.length, apply: (marks) => setCurrency(marks, found.code(format), found.mark) }
    : null;
}

function scaleToken(rest: string): Token | null {
  const joined = /^(k|t|m)(?=eur\b|€)/i.exec(rest);
  if (joined) return { length: 1, apply: (marks) => setScale(marks, joined[0].toLowerCase() === 'm' ? 1e6 : 1e3) };
  const found = SCALES.find(({ mark }) => startsWithWord(rest, mark));
  return found ? { length: found.mark.length, apply: (marks) => setScale(marks, found.factor) } : null;
}

function wordToken(rest: string): Token | null {
  const about = ABOUT.find((word) => startsWithWord(rest, word));
  if (about !== undefined) return { length: about.length, apply: (marks) => (marks.approximate = true) };
  const percent = PERCENT.find((word) => startsWithWord(rest, word));
  return percent === undefined
    ? null
    : { length: percent.length, apply: (marks) => once(marks.percent, () => (marks.percent = true)) };
}

/** Whether `rest` begins with the mark, and no letter runs on from its last letter (`m` is no part of `mark`). */
function startsWithWord(rest: string, mark: string): boolean {
  if (rest.slice(0, mark.length).toLowerCase() !== mark) return false;
  const runsOn = /^[a-zà-ÿ]$/i.test(mark.slice(-1)) && /^[a-zà-ÿ]/i.test(rest.slice(mark.length));
  return !runsOn;
}

function once(already: boolean, set: () => void): boolean {
  if (already) return false;
  set();
  return true;
}

function setScale(marks: Marks, factor: number): boolean {
  return once(marks.scale !== null, () => (marks.scale = factor));
}

function setCurrency(marks: Marks, code: string | null, mark: string): boolean {
  const had = marks.currency;
  if (had === null || had.code === code || mayMean(had.mark, code ?? '')) {
    marks.currency = { code, mark };
    return true;
  }
  return mayMean(mark, had.code ?? '');
}
