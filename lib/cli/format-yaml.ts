import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { keyOrder } from './format-order';

type Path = readonly (string | number)[];

/** Longest list or map in brackets that stays on one line. */
const WIDTH = 100;

/** YAML in the order of the schema, quotes only where they are needed, comments kept with what they stand by. */
export function formatYaml(text: string): string {
  const document = parseDocument(text, { prettyErrors: false, schema: 'core' });
  tidy(document.contents, []);
  return tight(document.toString({ lineWidth: 0, indent: 2, singleQuote: true, flowCollectionPadding: true }));
}

/** Lists in brackets without the spaces inside, maps in braces with them: `[a, b]`, `{ a: 1 }`. */
function tight(text: string): string {
  const cuts: number[] = [];
  visit(parseDocument(text, { prettyErrors: false, schema: 'core' }), {
    Seq(_at, { flow, range }) {
      if (flow !== true || !range) return;
      const [start, end] = range;
      if (text.startsWith('[ ', start)) cuts.push(start + 1);
      if (text.slice(end - 2, end) === ' ]') cuts.push(end - 2);
    },
  });
  return cuts.toSorted((a, b) => b - a).reduce((t, at) => t.slice(0, at) + t.slice(at + 1), text);
}

function tidy(node: unknown, path: Path): void {
  if (isMap(node)) tidyMap(node, path);
  else if (isSeq(node)) tidyList(node, path);
  else if (isScalar(node)) tidyScalar(node);
}

function tidyMap(map: YAMLMap, path: Path): void {
  const pairs = map.items.filter((pair) => isPair(pair));
  const order = keyOrder(path, pairs.map(nameOf));
  const lead = leadingNote(map, pairs[0]);
  map.items = order.flatMap((key) => pairs.filter((pair) => nameOf(pair) === key).slice(0, 1));
  for (const pair of map.items) {
    if (isScalar(pair.key)) tidyScalar(pair.key);
    tidy(pair.value, [...path, nameOf(pair)]);
  }
  lead();
  opened(map);
  const [first] = map.items;
  if (first !== undefined && isScalar(first.key) && path.length > 0) first.key.spaceBefore = false;
}

/** A comment above the first member belongs to the map for the parser; when another comes first, it goes with its member. */
function leadingNote(map: YAMLMap, first: Pair | undefined): () => void {
  const note = map.commentBefore;
  return () => {
    if (!note || first === undefined || map.items[0] === first || !isScalar(first.key)) return;
    first.key.commentBefore = [note, first.key.commentBefore].filter(Boolean).join('\n');
    map.commentBefore = null;
  };
}

function tidyList(list: YAMLSeq, path: Path): void {
  list.items.forEach((item, i) => tidy(item, [...path, i]));
  opened(list);
}

/** Quotes are the writer's choice again, blocks of several lines stay. */
function tidyScalar(scalar: Scalar): void {
  if (scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE') scalar.type = 'PLAIN';
}

/** What is too long for one line stands in lines. */
function opened(node: YAMLMap | YAMLSeq): void {
  if (node.flow === true && JSON.stringify(node.toJSON()).length > WIDTH) node.flow = false;
}

function nameOf(pair: Pair): string {
  const key = pair.key as Node | null;
  return isScalar(key) ? String(key.value) : '';
}
