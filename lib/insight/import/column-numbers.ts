import { parseMoney, parseNumber } from '@/lib/domain/amount';

export type NumberReader = (text: string) => number | null;

/** Reads the numbers of one column, whichever mark it has for decimals; null where a text is no number. */
export function numberReader(texts: readonly string[], asked?: '.' | ','): NumberReader {
  const decimal = asked ?? decimalOf(texts);
  const seen = new Map<string, number | null>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const value = readNumber(text, decimal);
    seen.set(text, value);
    return value;
  };
}

function readNumber(text: string, decimal: '.' | ',' | null): number | null {
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  if (decimal === '.' && /^[-+]?\d*\.\d+(?:e[-+]?\d+)?$/i.test(text)) return Number(text);
  const hints = decimal === null ? {} : { decimal };
  const bare = text.replace(/%$/, '').trim();
  const plain = parseNumber(bare, hints);
  if (plain.state === 'value') return plain.value;
  const money = parseMoney(bare, hints);
  return money.state === 'value' ? money.value.value : null;
}

/** The mark that is followed by other than three digits somewhere; null where nothing tells. */
export function decimalOf(texts: readonly string[]): '.' | ',' | null {
  let [points, commas] = [0, 0];
  for (const text of texts) {
    const match = /([.,])(\d+)\D*$/.exec(text);
    if (!match || (match[2]?.length === 3 && !/^\D*0[.,]/.test(text))) continue;
    if (match[1] === '.') points += 1;
    else commas += 1;
  }
  if (points + commas === 0) return null;
  return points >= commas ? '.' : ',';
}
