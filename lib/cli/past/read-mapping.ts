import { pathText } from '@/lib/rules/pack-error';
import { didYouMean } from '@/lib/domain/suggest';
import { UsageError } from '../command';
import { openDocument, type Opened } from '../document/open';
import type { CliIo } from '../io';
import type { Problem } from '../report/problem';
import { mappingSchema, type Mapping } from './mapping-schema';

export type MappingFile = { mapping: Mapping; opened: Opened };

export type ReadMapping = { ok: true; file: MappingFile } | { ok: false; problems: readonly Problem[] };

const INNER_KEYS = [
  'column',
  'train',
  'test',
  'file',
  'key',
  'deal',
  'time',
  'field',
  'value',
  'activity',
  'closeDate',
];
const KEYS = [...Object.keys(mappingSchema.shape), ...INNER_KEYS];

/** Reads a mapping file; every error at once, with its place. Throws a UsageError when there is no such file. */
export function readMapping(name: string, io: CliIo): ReadMapping {
  const text = io.read(name);
  if (text === null) throw new UsageError(`"${name}" cannot be read`);
  const document = openDocument(name, text);
  if (!document.ok) return document;
  const { opened } = document;
  const parsed = mappingSchema.safeParse(opened.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(({ path, message, ...issue }) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) =>
            mappingProblem(opened, [...path, key], `"${key}" is not known here`, didYouMean(key, KEYS).hint, key),
          )
        : [mappingProblem(opened, path, inWords(path, message, opened.value))],
    );
    return { ok: false, problems };
  }
  const { won, lost, open, ...mapping } = parsed.data;
  const outcome = {
    ...mapping.outcome,
    won: mapping.outcome.won ?? won,
    lost: mapping.outcome.lost ?? lost,
    open: mapping.outcome.open ?? open,
  };
  if (outcome.won === undefined)
    return {
      ok: false,
      problems: [mappingProblem(opened, ['outcome'], 'outcome does not say which values are won', 'won: [Won]')],
    };
  return { ok: true, file: { mapping: { ...mapping, outcome }, opened } };
}

function inWords(path: readonly PropertyKey[], message: string, value: unknown): string {
  const key = pathText(path);
  if (typeof value !== 'object' || value === null)
    return 'a mapping is a list of keys and columns, such as "outcome: Status"';
  if (key !== '' && !(String(path[0]) in value)) return `"${key}" is missing`;
  return key === '' ? message : `${key}: ${message}`;
}

/** An error at a place of the mapping. */
export function mappingProblem(
  opened: Opened,
  path: readonly PropertyKey[],
  message: string,
  hint = '',
  text?: string,
): Problem {
  const place = { path: pathText(path), ...(text === undefined ? {} : { text }) };
  return { severity: 'error', file: opened.file, text: opened.text, range: opened.rangeOf(place), message, hint };
}
