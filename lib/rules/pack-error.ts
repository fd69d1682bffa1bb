import type { Flaw } from './cel/syntax';

/** One thing wrong with a pack: where, what, and what to write instead. */
export type PackError = {
  /** Id of the pack it is in: this one, or one it extends. */
  pack: string;
  /** Path in the document: `stages[0].exit[1].require`; empty for the whole. */
  path: string;
  message: string;
  /** Place in the document, from 1, where the caller knows it. */
  place?: { line: number; column: number };
  /** The expression it is in, and the place within it: UTF-16 units from 0; line and column from 1. */
  source?: string;
  position?: { start: number; end: number; line: number; column: number };
  /** The offending text. */
  text?: string;
  hint?: string;
};

/** A path of keys as people write it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** Where the value at a path stands in the document, from 1; null when it is not known. */
export type Positions = (path: string) => { line: number; column: number } | null;

/** An error with its place in the document: that of its path, else of what that lies in. */
export function placed(error: PackError, positions: Positions): PackError {
  let { path } = error;
  let place = positions(path);
  while (place === null && path !== '') {
    path = path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
    place = positions(path);
  }
  return place === null ? error : { ...error, place };
}

/** A flaw of an expression as an error of the pack. */
export function flawError(pack: string, path: string, source: string, flaw: Flaw): PackError {
  const { start, end } = flaw.range;
  const before = source.slice(0, start).split('\n');
  return {
    pack,
    path,
    message: flaw.message,
    position: { start, end, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    source,
    text: source.slice(start, end),
    ...(flaw.hint === undefined ? {} : { hint: flaw.hint }),
  };
}
