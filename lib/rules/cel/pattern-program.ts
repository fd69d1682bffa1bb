import type { Pattern, PatternNode } from './pattern-parse';

/** A pattern as instructions of a machine that follows all its ways at once. */
export type Program = {
  /** per instruction: what it does, and one or two numbers for it */
  readonly ops: readonly number[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** the sets of characters that `char` instructions name by their place */
  readonly sets: readonly RegExp[];
};

/** `char` takes one character of set x, the others take none: `fork` goes on at both x and y, `jump` at x. */
export const OPS = { char: 0, fork: 1, jump: 2, start: 3, end: 4, edge: 5, noEdge: 6, match: 7 } as const;

type Op = keyof typeof OPS;

type Draft = { ops: number[]; xs: number[]; ys: number[]; sources: string[]; readonly limit: number };

const TOO_LARGE = new Error('too large');

/** Writes out a pattern, counted repetitions as many times as they count; null where that takes more than `limit` instructions. */
export function programOf({ tree, fold }: Pattern, limit: number): Program | null {
  const draft: Draft = { ops: [], xs: [], ys: [], sources: [], limit };
  try {
    emit(tree, draft);
    put(draft, 'match');
  } catch (error) {
    if (error === TOO_LARGE) return null;
    throw error;
  }
  const { ops, xs, ys, sources } = draft;
  return { ops, xs, ys, sets: sources.map((source) => new RegExp(`^${source}$`, fold ? 'iu' : 'u')) };
}

function put(d: Draft, op: Op, x = 0, y = 0): number {
  if (d.ops.length >= d.limit) throw TOO_LARGE;
  d.xs.push(x);
  d.ys.push(y);
  return d.ops.push(OPS[op]) - 1;
}

function emit(node: PatternNode, d: Draft): void {
  switch (node.t) {
    case 'char':
      put(d, 'char', setOf(node.source, d));
      return;
    case 'start':
    case 'end':
      put(d, node.t);
      return;
    case 'edge':
      put(d, node.between ? 'edge' : 'noEdge');
      return;
    case 'seq':
      for (const part of node.parts) emit(part, d);
      return;
    case 'alt':
      return alternatives(node.options, d);
    case 'repeat':
      return repetition(node.of, node.min, node.max, d);
  }
}

function setOf(source: string, d: Draft): number {
  const known = d.sources.indexOf(source);
  return known < 0 ? d.sources.push(source) - 1 : known;
}

function alternatives(options: readonly PatternNode[], d: Draft): void {
  const ends: number[] = [];
  options.forEach((option, i) => {
    const fork = i < options.length - 1 ? put(d, 'fork') : null;
    if (fork !== null) d.xs[fork] = d.ops.length;
    emit(option, d);
    if (fork === null) return;
    ends.push(put(d, 'jump'));
    d.ys[fork] = d.ops.length;
  });
  for (const end of ends) d.xs[end] = d.ops.length;
}

function repetition(of: PatternNode, min: number, max: number, d: Draft): void {
  for (let i = 0; i < min; i++) emit(of, d);
  if (max === Infinity) return loop(of, d);
  const skips: number[] = [];
  for (let i = min; i < max; i++) {
    skips.push(put(d, 'fork', d.ops.length + 1));
    emit(of, d);
  }
  for (const skip of skips) d.ys[skip] = d.ops.length;
}

function loop(of: PatternNode, d: Draft): void {
  const fork = put(d, 'fork', d.ops.length + 1);
  emit(of, d);
  put(d, 'jump', fork);
  d.ys[fork] = d.ops.length;
}
