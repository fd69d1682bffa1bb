import { noMarks, readMarks, type Marks } from './amount-marks';
import { plainLine } from './clean-text';
import { LARGEST, readDigits, type Digits } from './digits';
import { resolveFormat, type Format, type FormatHints } from './hints';
import { ODD, mapParsed, parsed, type Parsed } from './parsed';
import { EAST_ASIAN_MARKS, eastAsianFactor } from './scales';
import type { Money } from './deal';

const LONGEST = 80;
const CORE = /[.,]?\d(?:[\d.,' ]*\d)?/;
const COMPOUND = new RegExp(
  `^(?:[\\d.,]*\\d[${EAST_ASIAN_MARKS}]){2,}|^[\\d.,]*\\d[${EAST_ASIAN_MARKS}][\\d.,]*\\d`,
  'u',
);
const COMPOUND_PART = new RegExp(`([\\d.,]*\\d)([${EAST_ASIAN_MARKS}]?)`, 'gu');
/** A second amount in brackets, as multi-currency CRMs show the converted one. */
const CONVERTED = /^(.*\d.*?)\s+\([^()]*\d[^()]*\)$/;

type Amount = { value: number; marks: Marks };

/**
 * Reads an amount of money as people and CRMs write it. A scaled one (`$48.7K`, `120万円`) is approximate, and so is
 * one whose lone separator could be either kind (`1.200` without hints). Never 0 for junk: what is no amount is odd.
 */
export function parseMoney(text: string, hints: FormatHints = {}): Parsed<Money> {
  const line = plainLine(text);
  const own = line.length <= LONGEST ? (CONVERTED.exec(line)?.[1] ?? line) : '';
  const amount = readAmount(own, resolveFormat(hints));
  if (amount.state === 'odd' || amount.value.marks.percent) return ODD;
  return mapParsed(amount, ({ value, marks }) => ({ value, currency: marks.currency?.code ?? null }));
}

/** Reads a plain number: `1,200`, `1.2M`, `10,000+`. A currency or percent sign makes it odd. */
export function parseNumber(text: string, hints: FormatHints = {}): Parsed<number> {
  const amount = readAmount(plainLine(text), resolveFormat(hints));
  if (amount.state === 'odd' || amount.value.marks.percent || amount.value.marks.currency) return ODD;
  return mapParsed(amount, ({ value }) => value);
}

/** Reads a percentage in percent (`45,5 %` is 45.5); the sign may be missing. */
export function parsePercent(text: string, hints: FormatHints = {}): Parsed<number> {
  const amount = readAmount(
    plainLine(text)
      .replace(/^%\s*/, '')
      .replace(/^-%\s*/, '-'),
    resolveFormat(hints),
  );
  if (amount.state === 'odd' || amount.value.marks.currency || amount.value.marks.scale !== null) return ODD;
  return mapParsed(amount, ({ value }) => value);
}

function readAmount(line: string, format: Format): Parsed<Amount> {
  const core = line.length <= LONGEST ? CORE.exec(line) : null;
  if (!core) return ODD;
  const compound = COMPOUND.exec(line.slice(core.index));
  const length = compound?.[0].length ?? core[0].length;
  const marks = noMarks();
  const around =
    readMarks(line.slice(0, core.index), 'before', format, marks) &&
    readMarks(line.slice(core.index + length), 'after', format, marks);
  if (!around || marks.opened !== marks.closed || (marks.opened && marks.negative)) return ODD;
  // "1.250M" is one and a quarter: nobody writes a thousand millions so.
  const decimal = format.decimal ?? (marks.scale === null ? null : loneMark(core[0]));
  const digits = compound ? readCompound(compound[0], format) : readDigits(core[0], decimal);
  return digits ? finish(digits, marks, compound !== null) : ODD;
}

function finish(digits: Digits, marks: Marks, compound: boolean): Parsed<Amount> {
  const size = digits.value * (marks.scale ?? 1);
  const value = Number(size.toPrecision(15)) * (marks.negative || marks.opened ? -1 : 1) + 0;
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST) return ODD;
  return parsed({ value, marks }, digits.approximate || marks.approximate || marks.scale !== null || compound);
}

function loneMark(core: string): '.' | ',' | null {
  if (/^[^,]*\.[^.,]*$/.test(core)) return '.';
  return /^[^.]*,[^.,]*$/.test(core) ? ',' : null;
}

/** `1億2000万`: units fall from left to right. */
function readCompound(text: string, format: Format): Digits | null {
  let value = 0;
  let last = Infinity;
  for (const [, number = '', unit = ''] of text.matchAll(COMPOUND_PART)) {
    const digits = readDigits(number, format.decimal);
    const factor = unit === '' ? 1 : (eastAsianFactor(unit) ?? 1);
    if (!digits || factor >= last) return null;
    value += digits.value * factor;
    last = factor;
  }
  return Number.isFinite(value) ? { value, approximate: true } : null;
}
