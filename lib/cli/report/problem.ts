/** One thing to tell about a file: where, what, and what to write instead. */
export type Problem = {
  severity: 'error' | 'warning' | 'info';
  file: string;
  /** The text of the file, for the line that is shown. */
  text: string;
  /** Offsets into the text. */
  range: readonly [start: number, end: number];
  message: string;
  hint: string;
  /** Id of the check, for findings of lint. */
  check?: string;
  /** Id of the rule it is about. */
  rule?: string;
};

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}

/** A problem as `--json` prints it. */
export function problemJson({ text, range, ...rest }: Problem): Record<string, unknown> {
  const end = lineAndColumn(text, range[1]);
  return { ...rest, ...lineAndColumn(text, range[0]), endLine: end.line, endColumn: end.column };
}
