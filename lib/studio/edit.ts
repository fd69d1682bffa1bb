import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  stringify,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** Keys and positions from the document's root to a value. */
export type Path = readonly (string | number)[];

/** A change of a text: what stands from `from` to `to` gives way to `insert`. */
export type TextEdit = { from: number; to: number; insert: string };

/** What a form wants of the document. A value of null takes a key away. */
export type Wish =
  | { do: 'set'; path: Path; value: string | number | readonly string[] | Readonly<Record<string, unknown>> | null }
  | { do: 'add'; path: Path; item: Readonly<Record<string, unknown>> | string }
  | { do: 'remove'; path: Path };

type Block = YAMLMap<Node, Node | null> | YAMLSeq<Node>;

/**
 * The least change of a pack's text that does what a form wants: only the one node is written, so that comments, order and
 * layout of everything else stay as they are. Null when the text cannot be read, or the place is not there. The result is
 * read again: where the least change would not mean what was wanted, the whole document is written anew.
 */
export function editFor(text: string, wish: Wish): TextEdit | null {
  const document = parseDocument(text, { schema: 'core' });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const wanted = wantedAfter(document, wish);
  if (wanted === null) return null;
  const edit = leastEdit(document, text, wish);
  if (edit !== null && means(applyEdit(text, edit), wanted)) return edit;
  const whole = parseDocument(text, { schema: 'core' });
  change(whole, wish);
  const insert = whole.toString({ lineWidth: 0 });
  return means(insert, wanted) ? { from: 0, to: text.length, insert } : null;
}

export function applyEdit(text: string, { from, to, insert }: TextEdit): string {
  return text.slice(0, from) + insert + text.slice(to);
}

function wantedAfter(document: Document, wish: Wish): string | null {
  const copy = document.clone();
  try {
    return change(copy, wish) ? JSON.stringify(copy.toJS({ maxAliasCount: 100 })) : null;
  } catch {
    return null; // a path through something that is neither list nor map
  }
}

function change(document: Document, wish: Wish): boolean {
  const { path } = wish;
  if (wish.do === 'set' && wish.value !== null) {
    document.setIn(path, document.createNode(wish.value));
    return true;
  }
  if (wish.do !== 'add') return document.deleteIn(path);
  const list = document.getIn(path, true);
  if (isSeq(list)) list.add(document.createNode(wish.item));
  else document.setIn(path, document.createNode([wish.item]));
  return true;
}

function means(text: string, wanted: string): boolean {
  const document = parseDocument(text, { schema: 'core' });
  try {
    return document.errors.length === 0 && JSON.stringify(document.toJS({ maxAliasCount: 100 })) === wanted;
  } catch {
    return false;
  }
}

function leastEdit(document: Document.Parsed, text: string, wish: Wish): TextEdit | null {
  const { path } = wish;
  const parent = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  const flow = inFlow(document, path.slice(0, -1));
  if (wish.do === 'add') {
    const list = document.getIn(path, true);
    if (isSeq(list) && list.items.length > 0) return addItem(text, list as YAMLSeq<Node>, wish.item, flow);
    if (list !== undefined || !isMap(parent) || typeof key !== 'string') return null;
    return addPair(text, parent as YAMLMap<Node, Node>, key, [wish.item], flow);
  }
  if (isSeq(parent) && typeof key === 'number') return removeItem(text, parent as YAMLSeq<Node>, key);
  if (parent === undefined && wish.do === 'set' && wish.value !== null && typeof key === 'string')
    // What is to hold it is not there yet: it comes with it.
    return leastEdit(document, text, { do: 'set', path: path.slice(0, -1), value: { [key]: wish.value } });
  if (!isMap(parent) || typeof key !== 'string') return null;
  const map = parent as YAMLMap<Node, Node | null>;
  const at = map.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  if (wish.do === 'remove' || wish.value === null) return at < 0 ? null : removePair(text, map, at);
  const old = map.items[at]?.value;
  if (at < 0) return addPair(text, map, key, wish.value, flow || map.flow === true);
  if (typeof wish.value === 'object' || !isScalar(old)) return null;
  return setScalar(text, old, wish.value, flow || map.flow === true);
}

function inFlow(document: Document, path: Path): boolean {
  return (
    path.some((_, i) => {
      const node = document.getIn(path.slice(0, i + 1), true);
      return (isMap(node) || isSeq(node)) && node.flow === true;
    }) ||
    (isMap(document.contents) && document.contents.flow === true)
  );
}

function setScalar(text: string, old: Scalar, value: string | number, flow: boolean): TextEdit | null {
  const [from, end] = old.range ?? [];
  if (from === undefined || end === undefined) return null;
  const block = old.type === Scalar.BLOCK_FOLDED || old.type === Scalar.BLOCK_LITERAL;
  const to = block && text.charAt(end - 1) === '\n' ? end - 1 : end;
  return { from, to, insert: scalarText(value, flow, block ? undefined : old.type) };
}

function scalarText(value: string | number, flow: boolean, like?: Scalar['type']): string {
  if (flow || (typeof value === 'string' && value.includes('\n'))) return JSON.stringify(value);
  const scalar = new Scalar(value);
  if (typeof value === 'string' && (like === Scalar.QUOTE_DOUBLE || like === Scalar.QUOTE_SINGLE)) scalar.type = like;
  return stringify(scalar, { lineWidth: 0 }).trimEnd();
}

function addPair(
  text: string,
  map: YAMLMap<Node, Node | null>,
  key: string,
  value: unknown,
  flow: boolean,
): TextEdit | null {
  const last = map.items.at(-1);
  if (last === undefined) return null;
  if (flow) return insertAt(text, endOf(last), `, ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const first = map.items[0]?.key.range?.[0];
  if (first === undefined) return null;
  const indent = ' '.repeat(columnOf(text, first));
  const written = stringify({ [key]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
  return insertAt(text, lineEnd(text, endOf(last)), written.map((line) => `\n${indent}${line}`).join(''));
}

function addItem(text: string, list: YAMLSeq<Node>, item: unknown, flow: boolean): TextEdit | null {
  const [first, last] = [list.items[0], list.items.at(-1)];
  if (first?.range === undefined || first.range === null || last === undefined) return null;
  if (flow || list.flow === true) return insertAt(text, endOf(last), `, ${JSON.stringify(item)}`);
  const indent = ' '.repeat(columnOf(text, text.lastIndexOf('-', first.range[0] - 1)));
  const written = stringify([item], { lineWidth: 0 }).trimEnd().split('\n');
  return insertAt(text, lineEnd(text, endOf(last)), written.map((line) => `\n${indent}${line}`).join(''));
}

function removePair(text: string, map: YAMLMap<Node, Node | null>, at: number): TextEdit | null {
  const [pair, before, next] = [map.items[at], map.items[at - 1], map.items[at + 1]];
  const from = pair?.key.range?.[0];
  if (pair === undefined || from === undefined) return null;
  const nextAt = next?.key.range?.[0];
  if (nextAt !== undefined) return { from, to: nextAt, insert: '' };
  if (before === undefined) return null;
  return map.flow === true
    ? cut(endOf(before), endOf(pair))
    : cut(lineEnd(text, endOf(before)), lineEnd(text, endOf(pair)));
}

function removeItem(text: string, list: YAMLSeq<Node>, at: number): TextEdit | null {
  const [item, before, next] = [list.items[at], list.items[at - 1], list.items[at + 1]];
  const from = item?.range?.[0];
  if (item === undefined || from === undefined) return null;
  if (next?.range) return { from, to: next.range[0], insert: '' };
  if (before === undefined) {
    const start = list.range?.[0];
    return start === undefined
      ? null
      : { from: start, to: list.flow === true ? (list.range?.[1] ?? start) : lineEnd(text, endOf(item)), insert: '[]' };
  }
  return list.flow === true
    ? cut(endOf(before), endOf(item))
    : cut(lineEnd(text, endOf(before)), lineEnd(text, endOf(item)));
}

function cut(from: number, to: number): TextEdit {
  return { from, to, insert: '' };
}

function insertAt(_text: string, at: number, insert: string): TextEdit {
  return { from: at, to: at, insert };
}

/** Where the last thing that a node holds ends; block scalars end behind their last line break. */
function endOf(node: Node | Pair<Node, Node | null>): number {
  if ('key' in node) return node.value === null ? (node.key.range?.[1] ?? 0) : endOf(node.value);
  const last = isMap(node) || isSeq(node) ? (node as Block).items.at(-1) : undefined;
  const flow = (isMap(node) || isSeq(node)) && node.flow === true;
  return last === undefined || flow ? (node.range?.[1] ?? 0) : endOf(last);
}

/** The end of the line that a position is in; right behind a line break, of the line before. */
function lineEnd(text: string, at: number): number {
  if (text.charAt(at - 1) === '\n') return at - 1;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}
