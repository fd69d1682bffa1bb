import type { Scalar } from 'yaml';

/**
 * For each character of a scalar's value, and one beyond, where it stands in the source: through quotes, escapes, folded
 * lines and the indentation of blocks. Value and source are walked side by side; they differ only in those.
 */
export function sourceOffsets(source: string, scalar: Scalar): number[] {
  const value = String(scalar.value);
  const [start = 0, end = 0] = scalar.range ?? [];
  const text: Source = { source, type: scalar.type, indent: indentOf(source, scalar, start) };
  const offsets: number[] = [];
  let at = contentStart(text, start);
  for (const sign of signsOf(value, source)) {
    at = skipped(text, at, sign.charAt(0));
    // A sign beyond the basic plane is two units of the value, but may be one escape.
    const single = sign.length === 2 && source.startsWith('\\U', at);
    for (const unit of single ? [sign] : sign.split('')) {
      for (let i = 0; i < unit.length; i++) offsets.push(Math.min(at, end));
      at += written(text, at, unit.charAt(0));
    }
  }
  offsets.push(Math.min(at, end));
  return offsets;
}

/** Where a scalar is read from: how it is written, and how far the lines of a block are indented. */
type Source = { source: string; type: Scalar['type']; indent: number };

/** The signs of a text; as single units where nothing is written as an escape of two. */
function signsOf(value: string, source: string): Iterable<string> {
  return source.includes('\\U') ? value : value.split('');
}

function isBlock(type: Scalar['type']): boolean {
  return type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL';
}

/** A block's lines lose the indentation of its first filled one; elsewhere all of it is lost. */
function indentOf(source: string, { type }: Scalar, start: number): number {
  if (!isBlock(type)) return Infinity;
  const lines = source.slice(source.indexOf('\n', start) + 1).split('\n');
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return first.length - first.trimStart().length;
}

function contentStart(text: Source, start: number): number {
  if (text.type === 'QUOTE_DOUBLE' || text.type === 'QUOTE_SINGLE') return start + 1;
  return isBlock(text.type) ? indented(text, text.source.indexOf('\n', start) + 1) : start;
}

/** The first sign of a line after its indentation. */
function indented({ source, indent }: Source, at: number): number {
  let i = at;
  while (i - at < indent && (source.charAt(i) === ' ' || source.charAt(i) === '\t')) i += 1;
  return i;
}

/** The end of the line when only spaces come before it; -1 when something else does. */
function lineEnd({ source, type }: Source, at: number): number {
  let i = at;
  while (!isBlock(type) && (source.charAt(i) === ' ' || source.charAt(i) === '\t')) i += 1;
  if (source.charAt(i) === '\r') i += 1;
  return source.charAt(i) === '\n' ? i : -1;
}

/** Where the next sign of the value stands: line ends of the source that it does not have are passed over. */
function skipped(text: Source, from: number, sign: string): number {
  let at = from;
  if (text.type === 'QUOTE_DOUBLE' && text.source.startsWith('\\\n', at)) at = indented(text, at + 2);
  if (sign === ' ' || sign === '\n') return at;
  for (let end = lineEnd(text, at); end >= 0; end = lineEnd(text, at)) at = indented(text, end + 1);
  return at;
}

/** Length of what an escape in double quotes is followed by: \x41, \u0041, \U00000041. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** How many characters of the source make this sign of the value. */
function written(text: Source, at: number, sign: string): number {
  const here = text.source.charAt(at);
  if (text.type === 'QUOTE_DOUBLE' && here === '\\') return 2 + (DIGITS[text.source.charAt(at + 1)] ?? 0);
  if (text.type === 'QUOTE_SINGLE' && here === "'") return 2;
  const end = sign === ' ' || sign === '\n' ? lineEnd(text, at) : -1;
  return end < 0 ? 1 : indented(text, end + 1) - at;
}
