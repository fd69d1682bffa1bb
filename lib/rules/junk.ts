import { PLACEHOLDERS, VAGUE } from './junk-words';
import { isDrumming, isKeyboardRun } from './keyboard';
import { plainLabel } from './plain-label';

/** Why a text says nothing. */
export type JunkReason = 'placeholder' | 'keyboardMash' | 'repeated' | 'punctuation' | 'tooShort' | 'vague';

/** Longer texts were written by someone: only their first words are looked at. */
const LONGEST = 200;

/**
 * Why a filled text says nothing ("TBD", "asdf", "xxx", "n/a"), or null when it may mean something.
 * `strict` also takes the vague ("follow up", "yes"). Short names such as "3M" or "QA" are no junk.
 */
export function junkReason(value: string, { mode = 'normal' }: { mode?: 'normal' | 'strict' } = {}): JunkReason | null {
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
  if (PLACEHOLDERS.has(plain) || isNumbered(plain)) return 'placeholder';
  if (isRepeated(text, plain)) return 'repeated';
  if (isKeyboardRun(plain) || isDrumming(plain)) return 'keyboardMash';
  return /^[a-z0-9]$/i.test(text) ? 'tooShort' : null;
}

/** Several words, each of them junk: "tbd / tbd", "xxx xxx", "asdf test". */
function wordsJunk(plain: string): JunkReason | null {
  const words = plain.split(' ');
  if (words.length < 2) return null;
  const reasons = words.map((w) => wordJunk(w, w));
  return reasons.every((r) => r !== null && r !== 'tooShort') ? (reasons[0] ?? null) : null;
}

/** "test 2", "tbd1", "asdf123": a stand-in told apart by a number. */
function isNumbered(plain: string): boolean {
  const base = /^(\p{L}{3,})\s?\d{1,3}$/u.exec(plain)?.[1];
  return base !== undefined && (base === 'test' || base === 'tbd' || base === 'dummy' || isKeyboardRun(base));
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
