import { isCollection, isMap, isPair, isScalar, isSeq, type Document, type Node, type Pair, type Scalar } from 'yaml';
import { sourceOffsets } from './offsets';

/** A place as the engine names it: a path in the data, a part of the text there, or the offending words. */
export type Place = { path: string; position?: { start: number; end: number } | undefined; text?: string | undefined };

type Range = [start: number, end: number];
type Found = { node: Node | null; key: Node | null; rest: string };

/** The range of a place in the text. What is not there (a missing key) is the map it is missing from. */
export function rangeAt(document: Document.Parsed, text: string, { path, position, text: words }: Place): Range {
  const { node, key, rest } = walk(document.contents, path);
  if (rest === '' && isScalar(node) && position !== undefined) return withinScalar(text, node, position);
  // An unknown key is itself what is wrong.
  if (rest === '' && isScalar(key) && words === String(key.value)) return rangeOf(key);
  const inside = search(text, node, words);
  if (inside !== null) return inside;
  if (key !== null && !isScalar(node)) return rangeOf(key);
  return node === null ? [0, 1] : firstLine(text, node);
}

function withinScalar(text: string, node: Scalar, position: { start: number; end: number }): Range {
  const offsets = sourceOffsets(text, node);
  const start = offsets[position.start] ?? rangeOf(node)[0];
  return [start, Math.max(start + 1, offsets[position.end] ?? start + 1)];
}

/** Follows a path such as `stages[0].exit[1].require` as far as it goes; keys may hold dots themselves. */
function walk(root: Node | null, path: string): Found {
  let at: Found = { node: root, key: null, rest: path };
  for (let next = step(at); next !== null; next = step(next)) at = next;
  return at;
}

function step({ node, rest }: Found): Found | null {
  if (rest === '') return null;
  const index = /^\[(\d+)\]\.?/.exec(rest);
  if (index !== null && isSeq(node)) {
    const item = node.items[Number(index[1])];
    return isNodeLike(item) ? { node: item, key: null, rest: rest.slice(index[0].length) } : null;
  }
  if (!isMap(node)) return null;
  const fits = node.items.filter((pair) => leads(keyText(pair), rest));
  const best = fits.toSorted((a, b) => keyText(b).length - keyText(a).length)[0];
  if (best === undefined) return null;
  const left = rest.slice(keyText(best).length).replace(/^\./, '');
  return { node: isNodeLike(best.value) ? best.value : null, key: isNodeLike(best.key) ? best.key : null, rest: left };
}

function leads(key: string, path: string): boolean {
  return key !== '' && path.startsWith(key) && ['', '.', '['].includes(path.charAt(key.length));
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function isNodeLike(v: unknown): v is Node {
  return isScalar(v) || isCollection(v) || (typeof v === 'object' && v !== null && !isPair(v) && 'range' in v);
}

function rangeOf(node: Node): Range {
  const [start = 0, end = 1] = node.range ?? [];
  return [start, end];
}

/** The offending words inside a node. */
function search(text: string, node: Node | null, words: string | undefined): Range | null {
  if (node === null || words === undefined || words === '') return null;
  const [start, end] = rangeOf(node);
  const at = text.slice(start, end).toLowerCase().indexOf(words.toLowerCase());
  return at < 0 ? null : [start + at, start + at + words.length];
}

/** What of a node is shown: a scalar, or where a list or map begins. */
function firstLine(text: string, node: Node): Range {
  const [start, end] = rangeOf(node);
  const stop = text.indexOf('\n', start);
  return [start, Math.max(start + 1, stop < 0 ? end : Math.min(end, stop))];
}
