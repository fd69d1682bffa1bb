// Control characters, bidi overrides and isolates, zero-width space and BOM: they hide or reorder what a person reads.
const UNSEEN = /(?![\t\n\r])\p{Cc}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const SPACES = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu;
const MINUS = /[\u2010-\u2012\u2212\ufe63\uff0d]/gu;
const APOSTROPHE = /[\u2018\u2019\u02bc\u00b4\u0060]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/gu;

/** Text without control characters, bidi controls and half characters; lines stay, ends are trimmed. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, '').replace(LONE_SURROGATE, '\ufffd').trim();
}

/** Clean text on one line, runs of space (of any kind) made one. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(SPACES, ' '));
}

/** No amount and no date is longer, with all its spaces. */
const LONGEST_RAW = 400;

/**
 * A line with full-width characters, dashes and apostrophes brought to their plain form, for reading numbers and dates;
 * "" when the text is far too long to be either, so that no pattern runs over it.
 */
export function plainLine(text: string): string {
  if (text.length > LONGEST_RAW) return '';
  const narrow = text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return cleanLine(
    narrow
      .replace(/\uffe5/gu, '\u00a5')
      .replace(MINUS, '-')
      .replace(APOSTROPHE, "'"),
  );
}

/** The first `length` UTF-16 units, never half a character. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
