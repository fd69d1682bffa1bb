import type { CliIo } from '../io';
import { framed } from './frame';
import { problemJson, type Problem } from './problem';

/** Prints problems to people, the places in order. */
export function printProblems(problems: readonly Problem[], io: CliIo): void {
  for (const problem of problems.toSorted(byPlace)) io.out(`${framed(problem)}\n\n`);
}

function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.range[0] - b.range[0] : a.file < b.file ? -1 : 1;
}

/** Prints one JSON document. */
export function printJson(value: unknown, io: CliIo): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** Problems as `--json` prints them, the places in order. */
export function problemsJson(problems: readonly Problem[]): Record<string, unknown>[] {
  return problems.toSorted(byPlace).map(problemJson);
}

/** `3 errors, 1 warning`. */
export function countOf(problems: readonly Problem[]): string {
  const kinds = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const n = problems.filter((p) => p.severity === severity).length;
    const word = severity === 'info' ? (n === 1 ? 'remark' : 'remarks') : `${severity}${n === 1 ? '' : 's'}`;
    return n === 0 ? [] : [`${n} ${word}`];
  });
  return kinds.join(', ');
}
