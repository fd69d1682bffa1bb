import { lineAndColumn, type Problem } from './problem';

const WIDTH = 110;
const BEFORE = 50;
// Control characters would let a pack's text move the cursor, direction marks would let it lie about its order.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text that cannot do anything to a terminal. */
export function shown(text: string): string {
  return text.replace(UNSHOWN, '·');
}

/** A problem with its line, the offending part underlined, and what to write instead. */
export function framed(problem: Problem): string {
  const { file, text, range, severity, message, hint, check } = problem;
  const { line, column } = lineAndColumn(text, range[0]);
  const head = `${file}:${line}:${column} ${severity}${check === undefined ? '' : ` ${check}`}: ${message}`;
  const start = range[0] - column + 1;
  const stop = text.indexOf('\n', start);
  const whole = text.slice(start, stop < 0 ? text.length : stop);
  const from = whole.length <= WIDTH || column <= BEFORE ? 0 : column - BEFORE;
  const cut = `${from > 0 ? '…' : ''}${whole.slice(from, from + WIDTH)}${whole.length > from + WIDTH ? '…' : ''}`;
  const gutter = String(line);
  const indent = ' '.repeat(column - 1 - from + (from > 0 ? 1 : 0));
  const length = Math.max(1, Math.min(range[1], start + whole.length, start + from + WIDTH) - range[0]);
  const margin = `  ${' '.repeat(gutter.length)} |`;
  const carets = `${margin} ${indent}${'^'.repeat(length)}`;
  const beside = indent.length + length + hint.length < WIDTH;
  const below = hint === '' ? [carets] : beside ? [`${carets} ${shown(hint)}`] : [carets, `${margin} ${shown(hint)}`];
  return [shown(head), `  ${gutter} | ${shown(cut)}`, ...below].join('\n');
}
