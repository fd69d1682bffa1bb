import { putsOff } from './junk-phrases';
import { PLACEHOLDERS, VAGUE } from './junk-words';
import { isDrumming, isKeyboardRun } from './keyboard';
import { plainLabel } from './plain-label';

/** Why a text says nothing. */
export type JunkReason = 'placeholder' | 'keyboardMash' | 'repeated' | 'punctuation' | 'tooShort' | 'vague';

/** Longer texts were written by someone: only their first words are looked at. */
const LONGEST = 200;

/** What was said of texts before, by mode: a deal's are asked about again for every step that might be taken. */
const said = { normal: new Map<string, JunkReason | null>(), strict: new Map<string, JunkReason | null>() };
/** Begun anew from so many on, so that it stays small. */
const MOST_SAID = 2_000;

/**
 * Why a filled text says nothing ("TBD", "asdf", "xxx", "n/a"), or null when it may mean something.
 * `strict` also takes the vague ("follow up", "yes"). Short names such as "3M" or "QA" are no junk.
 */
export function junkReason(value: string, { mode = 'normal' }: { mode?: 'normal' | 'strict' } = {}): JunkReason | null {
  if (value.length > LONGEST) return reasonOf(value, mode);
  const before = said[mode].get(value);
  if (before !== undefined) return before;
  const reason = reasonOf(value, mode);
  if (said[mode].size >= MOST_SAID) said[mode].clear();
  said[mode].set(value, reason);
  return reason;
}

function reasonOf(value: string, mode: 'normal' | 'strict'): JunkReason | null {
  const text = value.trim();
  if (text === '') return null;
  if (!/[\p{L}\p{N}]/u.test(text)) return 'punctuation';
  const plain = spaced(text);
  if (plain.startsWith('lorem ipsum')) return 'placeholder';
  if (text.length > LONGEST) return isRepeated(text, plain) ? 'repeated' : null;
  const strict = mode === 'strict';
  // Two capitals are an abbreviation someone chose: NA may be North America, NC North Carolina.
  if (/^[A-Z]{2}$/.test(text)) return strict && (PLACEHOLDERS.has(plain) || VAGUE.has(plain)) ? 'placeholder' : null;
  return wordJunk(text, plain) ?? wordsJunk(plain) ?? (strict ? strictJunk(plain) : null);
}

/** A text in plain form with every run of punctuation and space as one space. */
function spaced(text: string): string {
  return plainLabel(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

function wordJunk(text: string, plain: string): JunkReason | null {
  // Nan is a name; NaN is what a spreadsheet leaves behind.
  if (putsOff(plain) || isNumbered(plain) || text === 'NaN') return 'placeholder';
  if (isRepeated(text, plain)) return 'repeated';
  const typed = /\s/.test(text) ? plain : plain.replaceAll(' ', '');
  if (isKeyboardRun(typed) || isDrumming(typed)) return 'keyboardMash';
  return /^[a-z0-9]$/i.test(text) ? 'tooShort' : null;
}

const MOST_WORDS = 12;
const MOST_TOGETHER = 6;

/** Nothing but junk, piece by piece: "tbd / tbd", "n/a – not applicable", "asdf test"; vague words do not fill a placeholder. */
function wordsJunk(plain: string): JunkReason | null {
  const words = plain.split(' ');
  if (words.length < 2 || words.length > MOST_WORDS) return null;
  let first: JunkReason | null = null;
  let placeholder = false;
  for (let start = 0; start < words.length;) {
    const piece = pieceAt(words, start);
    if (piece === null) return null;
    first ??= piece.reason;
    placeholder ||= piece.reason === 'placeholder';
    start += piece.length;
  }
  return first === 'vague' ? (placeholder ? 'placeholder' : null) : first;
}

/** The longest run of words from a place that is junk by itself; null when there is none. */
function pieceAt(words: readonly string[], start: number): { length: number; reason: JunkReason } | null {
  for (let length = Math.min(MOST_TOGETHER, words.length - start); length > 1; length--)
    if (putsOff(words.slice(start, start + length).join(' '))) return { length, reason: 'placeholder' };
  const word = words[start] ?? '';
  const reason = wordJunk(word, word);
  if (reason !== null && reason !== 'tooShort') return { length: 1, reason };
  return VAGUE.has(word) ? { length: 1, reason: 'vague' } : null;
}

const NUMBERED: ReadonlySet<string> = new Set(['test', 'testing', 'tbd', 'dummy', 'abc', 'xyz']);

/** "test 2", "tbd1", "asdf123", "testtest", "0.00": a stand-in told apart by a number, or written twice. */
function isNumbered(plain: string): boolean {
  const base = /^(\p{L}{3,})\s?\d{1,3}$/u.exec(plain)?.[1];
  if (/^0+ 0+$|^00+$|^(?:test|tbd|dummy|bla|foo)+$|^test+$/.test(plain)) return true;
  return base !== undefined && (NUMBERED.has(base) || isKeyboardRun(base));
}

function isRepeated(text: string, plain: string): boolean {
  const solid = plain.replaceAll(' ', '');
  const [first = ''] = solid;
  if (solid.length >= 2 && solid === first.repeat(solid.length)) return isOneKey(text, first, solid.length);
  if (/^(..)\1{2,}$/u.test(solid) || /^(...)\1{2,}$/u.test(solid)) return !/\d/.test(solid) || solid.length > 8;
  // Twice the same three letters is junk only when they cannot be spoken: "couscous" and "tartar" can.
  return /^([^aeiouy\d]{3})\1$/.test(solid) && /^[a-z]+$/.test(solid);
}

/** One key held down. Three capitals are a name (AAA, III) unless they are X, and two letters need to be small. */
function isOneKey(text: string, key: string, length: number): boolean {
  if (/^([A-WYZ])\1\1$/.test(text)) return false;
  if (length === 2) return /^[a-z]{2}$/.test(text) && 'axyz'.includes(key);
  return !/^\d+$/.test(text) || length >= 3;
}

function strictJunk(plain: string): JunkReason | null {
  if (VAGUE.has(plain)) return 'vague';
  const [first = '', ...rest] = plain.split(' ');
  if (rest.length > 0 && (first === 'tbd' || first === 'tbc' || first === 'todo')) return 'placeholder';
  return /^[a-z]{1,2}$/.test(plain) ? 'tooShort' : null;
}
