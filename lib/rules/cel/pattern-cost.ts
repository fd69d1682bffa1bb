import type { PatternNode } from './pattern-parse';

/**
 * An upper bound of what a backtracking matcher does, as `factor` × (length of the text) ^ `degree`.
 * `ways` is in how many ways a node can match from one place, `work` how many characters are looked at to try all of them.
 */
type Bound = { readonly factor: number; readonly degree: number };
type Cost = { readonly ways: Bound; readonly work: Bound };

const ONE: Bound = { factor: 1, degree: 0 };

const times = (a: Bound, b: Bound): Bound => ({ factor: a.factor * b.factor, degree: a.degree + b.degree });
const plus = (a: Bound, b: Bound): Bound => ({ factor: a.factor + b.factor, degree: Math.max(a.degree, b.degree) });
const constant = (factor: number): Bound => ({ factor, degree: 0 });

/**
 * Characters a backtracking matcher looks at per character of the text, at most; Infinity where the work grows faster than
 * the text. The bound holds for any matcher that tries the places of a text and the alternatives of a pattern in turn.
 */
export function costPerCharacter(pattern: PatternNode): number {
  const options = pattern.t === 'alt' ? pattern.options : [pattern];
  let total = sharedPrefixes(options.map(prefixOf));
  for (const option of options) {
    const after = cost(afterPrefix(option)).work;
    // A word can begin only so often in a text: the work that follows it counts once for every time it fits.
    const starts = isAnchored(option) ? ONE : { factor: 1 / period(prefixOf(option)), degree: 1 };
    const work = times(after, starts);
    if (work.degree > 1) return Infinity;
    total += work.factor;
  }
  return total;
}

function isAnchored(node: PatternNode): boolean {
  if (node.t === 'seq') return node.parts[0] !== undefined && isAnchored(node.parts[0]);
  return node.t === 'start' || (node.t === 'alt' && node.options.every(isAnchored));
}

function cost(node: PatternNode): Cost {
  switch (node.t) {
    case 'char':
    case 'start':
    case 'end':
    case 'edge':
      return { ways: ONE, work: ONE };
    case 'seq':
      return inTurn(node.parts.map((part, i) => settled(part, node.parts[i + 1]) ?? cost(part)));
    case 'alt':
      return either(node.options);
    case 'repeat':
      return repeated(node.of, node.min, node.max);
  }
}

function inTurn(parts: readonly Cost[]): Cost {
  let ways = ONE;
  let work = ONE;
  for (const part of parts) {
    work = plus(work, times(ways, part.work));
    ways = times(ways, part.ways);
  }
  return { ways, work };
}

/** A repeated character before something that cannot begin with it: only the longest run can go on, the others fail at one look. */
function settled(part: PatternNode, next: PatternNode | undefined): Cost | null {
  if (part.t !== 'repeat' || part.of.t !== 'char' || next === undefined) return null;
  const firsts = firstsOf(next);
  const one = new RegExp(part.of.source, 'u');
  if (firsts === null || firsts.some((c) => one.test(c))) return null;
  const looks = 2 + part.min + firsts.length;
  const { max } = part;
  return { ways: ONE, work: max === Infinity ? { factor: looks, degree: 1 } : constant(looks * (max + 1)) };
}

/** The characters a node must begin with, none for the end of the text; null where they cannot be listed. */
function firstsOf(node: PatternNode): string[] | null {
  if (node.t === 'end') return [];
  const words = (node.t === 'alt' ? node.options : [node]).map(prefixOf);
  return words.every((w) => w !== '') ? words.map((w) => Array.from(w)[0] ?? '') : null;
}

/** One of several: of those that begin with a word only the ones whose words fit the same text go on. */
function either(options: readonly PatternNode[]): Cost {
  const words = options.map(prefixOf);
  const rests = options.map((o) => cost(afterPrefix(o)));
  let ways = constant(0);
  let work = constant(0);
  for (const word of words) {
    const going = rests.filter((_, j) => word.startsWith(words[j] ?? ''));
    ways = most(ways, going.map((r) => r.ways).reduce(plus, constant(0)));
    work = most(work, going.map((r) => r.work).reduce(plus, constant(0)));
  }
  return { ways, work: plus(work, constant(sharedPrefixes(words))) };
}

const most = (a: Bound, b: Bound): Bound => ({
  factor: Math.max(a.factor, b.factor),
  degree: Math.max(a.degree, b.degree),
});

/** A single character may repeat without end; anything larger only a few times, else its ways would multiply. */
function repeated(of: PatternNode, min: number, max: number): Cost {
  if (of.t === 'char') {
    if (max === Infinity) return { ways: { factor: 1, degree: 1 }, work: { factor: 1 + min, degree: 1 } };
    return { ways: constant(max - min + 1), work: constant(max + 1) };
  }
  const once = cost(of);
  if (max === Infinity || !consumes(of)) return { ways: constant(Infinity), work: constant(Infinity) };
  let ways = min === 0 ? ONE : constant(0);
  let work = ONE;
  let soFar = ONE;
  for (let k = 1; k <= max; k++) {
    work = plus(work, times(soFar, once.work));
    soFar = times(soFar, once.ways);
    if (k >= min) ways = plus(ways, soFar);
  }
  return { ways, work };
}

/** Whether a node takes at least one character: repeating nothing is where engines differ. */
function consumes(node: PatternNode): boolean {
  switch (node.t) {
    case 'char':
      return true;
    case 'start':
    case 'end':
    case 'edge':
      return false;
    case 'seq':
      return node.parts.some(consumes);
    case 'alt':
      return node.options.every(consumes);
    case 'repeat':
      return node.min > 0 && consumes(node.of);
  }
}

/** The word a node must begin with; empty where there is none. */
function prefixOf(node: PatternNode): string {
  if (node.t === 'char') return node.text ?? '';
  if (node.t !== 'seq') return '';
  return node.parts.slice(0, wordLength(node.parts)).map(prefixOf).join('');
}

function afterPrefix(node: PatternNode): PatternNode {
  if (node.t === 'char' && node.text !== null) return { t: 'seq', parts: [] };
  return node.t === 'seq' ? { t: 'seq', parts: node.parts.slice(wordLength(node.parts)) } : node;
}

function wordLength(parts: readonly PatternNode[]): number {
  const end = parts.findIndex((p) => p.t !== 'char' || p.text === null);
  return end < 0 ? parts.length : end;
}

/** Characters looked at to tell words apart at one place, at most: the text can agree with one of them to its end. */
function sharedPrefixes(words: readonly string[]): number {
  return Math.max(...words.map((word) => words.reduce((sum, other) => sum + 1 + common(word, other), 0)));
}

function common(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** The least distance between two places at which a word can stand in one text. */
function period(word: string): number {
  for (let p = 1; p < word.length; p++) if (word.startsWith(word.slice(p))) return p;
  return Math.max(1, word.length);
}
