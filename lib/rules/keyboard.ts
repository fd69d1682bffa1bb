/** Rows and columns of QWERTY, QWERTZ and AZERTY keyboards. */
const LINES = ['qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'qsdfghjklm', 'zxcvbnm', 'yxcvbnm', 'wxcvbn'];
const COLUMNS = ['qaz', 'wsx', 'edc', 'rfv', 'tgb', 'yhn', 'ujm', '1qaz', '2wsx', '3edc', '4rfv'];
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '01234567890';

const reversed = (text: string): string => text.split('').toReversed().join('');
const RUNS = [...LINES, ...COLUMNS, DIGITS].flatMap((line) => [line, reversed(line)]);

/** Words and names that happen to lie on one row. */
const WORDS: ReadonlySet<string> = new Set(['wert', 'ertz', 'trew', 'oppo', 'poil', 'mnop', 'werty']);

const SHORTEST_RUN = 3;
const SHORTEST_MASH = 4;

/** Length of the keyboard run that starts a text; 0 if it is shorter than three keys. */
function runLength(text: string): number {
  let length = Math.min(text.length, DIGITS.length);
  while (length >= SHORTEST_RUN && !RUNS.some((line) => line.includes(text.slice(0, length)))) length--;
  return length >= SHORTEST_RUN ? length : 0;
}

/** Whether a lower-case word is nothing but fingers running along the keyboard: `asdf`, `qwer1234`, `jkljkl`, `qazwsx`. */
export function isKeyboardRun(word: string): boolean {
  if (word.length < SHORTEST_MASH || WORDS.has(word)) return false;
  if (ALPHABET.startsWith(word)) return true;
  if (/^\d+$/.test(word) && !/^(?:0?123|321|987|0987)/.test(word)) return false;
  let rest = word;
  while (rest.length > 0) {
    const run = runLength(rest);
    if (run === 0) return false;
    rest = rest.slice(run);
  }
  return true;
}

const VOWELS = /[aeiouy]/g;

/** Whether a lower-case word is a drumming on the home row: `sdfkjh`, `asdlkfj`. */
export function isDrumming(word: string): boolean {
  if (!/^[asdfghjkl]{5,}$/.test(word)) return false;
  const vowels = word.match(VOWELS)?.length ?? 0;
  return vowels === 0 || (vowels === 1 && word.length >= 7 && /[^a]{4}/.test(word));
}
