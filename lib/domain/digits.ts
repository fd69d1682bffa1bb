/** The number that digits with separators stand for; `approximate` when a lone separator could be either kind. */
export type Digits = { value: number; approximate: boolean };

/** Nothing on a deal is larger, in any currency; beyond it a text of digits is a telephone number or an id. */
export const LARGEST = 1e15;

/**
 * Reads `1.200,50`, `1,200.50`, `1 200,50`, `1'200.50`, `12,34,567`, `1200`.
 * A lone separator before three digits is decided by `decimal`; without it, it groups thousands and the result is approximate.
 * Null when the separators make no sense.
 */
export function readDigits(text: string, decimal: '.' | ',' | null): Digits | null {
  const split = splitDecimal(text, decimal);
  if (!split) return null;
  const whole = ungroup(split.whole);
  if (whole === null || !/^\d*$/.test(split.fraction)) return null;
  const value = Number(`${whole}.${split.fraction === '' ? '0' : split.fraction}`);
  return Number.isFinite(value) && value <= LARGEST ? { value, approximate: split.guessed } : null;
}

type Split = { whole: string; fraction: string; guessed: boolean };

function splitDecimal(text: string, decimal: '.' | ',' | null): Split | null {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points > 0 && commas > 0) {
    const last = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
    return text.indexOf(last) === text.lastIndexOf(last) ? splitAt(text, last, false) : null;
  }
  if (points + commas !== 1) return { whole: text, fraction: '', guessed: false };
  return splitLone(text, points === 1 ? '.' : ',', decimal);
}

function splitLone(text: string, mark: '.' | ',', decimal: '.' | ',' | null): Split | null {
  const at = splitAt(text, mark, false);
  const couldGroup = at.fraction.length === 3 && /^[1-9]\d{0,2}$/.test(at.whole);
  if (!couldGroup || decimal === mark) return at;
  return { whole: text, fraction: '', guessed: decimal === null };
}

function splitAt(text: string, mark: string, guessed: boolean): Split {
  const index = text.indexOf(mark);
  return { whole: text.slice(0, index), fraction: text.slice(index + 1), guessed };
}

/** Digits without their group marks; null when the groups are neither threes nor Indian (2-2-3). */
function ungroup(text: string): string | null {
  const marks = new Set(text.replace(/\d/g, ''));
  if (marks.size === 0) return text === '' ? '0' : text;
  if (marks.size > 1) return null;
  const [first = '', ...groups] = text.split(/[.,' ]/);
  const threes = groups.every((group) => group.length === 3);
  const indian = groups.every((group, index) => group.length === (index === groups.length - 1 ? 3 : 2));
  const fits = threes ? /^\d{1,3}$/.test(first) : indian && /^\d{1,2}$/.test(first);
  return fits ? `${first}${groups.join('')}` : null;
}
