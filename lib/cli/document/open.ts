import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from '../report/problem';
import { jsonProblems, type Fault } from './json';
import { rangeAt, type Place } from './place';
import { refusals } from './refusals';
import { yamlProblem } from './yaml-words';

/** A document as text, as data, and with the way from a path in the data back to the text. */
export type Opened = {
  file: string;
  text: string;
  format: 'yaml' | 'json';
  value: unknown;
  yaml: Document.Parsed;
  /** Where something stands: offsets into the text. */
  rangeOf: (place: Place) => [start: number, end: number];
};

const MAX_CHARACTERS = 4_000_000;
/** Uses of one anchor times what it stands for: enough for people, too few for a bomb. */
const MAX_ALIASES = 100;

/** Reads YAML or JSON; everything that is wrong with the writing is reported at once. */
export function openDocument(
  file: string,
  text: string,
): { ok: true; opened: Opened } | { ok: false; problems: Problem[] } {
  const problem = (range: readonly [number, number], message: string, hint = ''): Problem => ({
    severity: 'error',
    file,
    text,
    range: [range[0], range[1]],
    message,
    hint,
  });
  if (text.length > MAX_CHARACTERS)
    return { ok: false, problems: [problem([0, 0], 'the file is too large for a pack')] };
  const format = /\.json\b/i.test(file) ? 'json' : 'yaml';
  const broken = format === 'json' ? jsonProblems(text) : [];
  if (broken.length > 0) return { ok: false, problems: broken.map((b) => problem(b.range, b.message, b.hint)) };
  const yaml = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, schema: 'core' });
  // What is valid JSON is read by the JSON parser: here the positions are all that is wanted, and keys given twice.
  const faults = [...yaml.errors, ...(format === 'json' ? [] : yaml.warnings)].filter(
    (e) => format === 'yaml' || e.code === 'DUPLICATE_KEY',
  );
  const found = [...faults.map((e) => yamlProblem(e, text)), ...refusals(yaml)];
  const first = firstOfLines(found, text);
  if (first.length > 0) return { ok: false, problems: first.map((f) => problem(f.range, f.message, f.hint)) };
  return valueOf(yaml, text, format, file, problem);
}

/** One slip often makes several errors on its line; the first is the one to mend. */
function firstOfLines(faults: readonly Fault[], text: string): Fault[] {
  const lines = new Map<number, Fault>();
  for (const fault of faults.toSorted((a, b) => a.range[0] - b.range[0])) {
    const line = text.slice(0, fault.range[0]).split('\n').length;
    if (!lines.has(line)) lines.set(line, fault);
  }
  return [...lines.values()];
}

function valueOf(
  yaml: Document.Parsed,
  text: string,
  format: Opened['format'],
  file: string,
  problem: (range: readonly [number, number], message: string, hint?: string) => Problem,
): ReturnType<typeof openDocument> {
  const rangeOf: Opened['rangeOf'] = (place) => rangeAt(yaml, text, place);
  try {
    const value: unknown = format === 'json' ? JSON.parse(text) : yaml.toJS({ maxAliasCount: MAX_ALIASES });
    return { ok: true, opened: { file, text, format, value, yaml, rangeOf } };
  } catch {
    // The one thing left that toJS refuses is aliases that unfold to too much.
    const at = Math.max(0, text.indexOf('*'));
    return {
      ok: false,
      problems: [problem([at, at + 1], 'the aliases (*) of this file unfold to too much', 'write the parts out')],
    };
  }
}
