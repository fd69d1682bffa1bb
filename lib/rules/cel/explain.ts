import type { ASTNode } from '@marcbachmann/cel-js';
import { FACTS } from '@/lib/domain/facts';
import { TEAM_FIGURES, type Vocabulary } from './env';
import { FORBIDDEN } from './forbidden-names';
import { ROW_KEYS } from './rows';
import { didYouMean } from '@/lib/domain/suggest';
import { typeOf, type Flaw, type Range } from './syntax';

/** Names at the top of an expression. */
const VARIABLES = ['deal', 'stage', 'contacts', 'activities', 'products', 'changes', 'facts', 'team', 'now'] as const;

const FUNCTION_NAMES = [
  'daysSince',
  'daysUntil',
  'blank',
  'junk',
  'count',
  'latest',
  'pushes',
  'days',
  'has',
  'size',
  'int',
  'double',
  'string',
  'bool',
  'timestamp',
  'duration',
  'exists',
  'all',
  'exists_one',
  'filter',
  'map',
  'startsWith',
  'endsWith',
  'contains',
  'matches',
  'lowerAscii',
  'upperAscii',
  'trim',
  'indexOf',
  'lastIndexOf',
  'substring',
  'split',
  'join',
  ...Object.keys(TEAM_FIGURES),
];

const TYPE_NAMES: readonly (readonly [RegExp, string])[] = [
  [/google\.protobuf\.Timestamp/g, 'date'],
  [/google\.protobuf\.Duration/g, 'duration'],
  [/\bdyn<([^<>]*)>/g, '$1'],
  [/\b(?:double|int)\b/g, 'number'],
  [/\bstring\b/g, 'text'],
  [/\bbool\b/g, 'condition'],
  [/\$(?=[a-z])/g, ''],
];

/** A library's type name in the words of the guide. */
export function plainTypes(text: string): string {
  return TYPE_NAMES.reduce((t, [from, to]) => t.replace(from, to), text);
}

type LibraryError = { code?: unknown; summary?: unknown; message?: unknown; range?: unknown; node?: unknown };

/** Turns the library's error into a flaw: its place, plain words, a suggestion. */
export function explain(error: unknown, source: string, words: Vocabulary): Flaw {
  const e: LibraryError = typeof error === 'object' && error !== null ? error : {};
  const said = typeof e.summary === 'string' ? e.summary : e.message;
  const message = plainTypes(typeof said === 'string' ? said : 'it cannot be read');
  const range = rangeOf(e.range, source);
  const written = source.slice(range.start, range.end);
  switch (e.code) {
    case 'unknown_variable':
      return { range, message: `there is no "${written}"`, ...didYouMean(written, VARIABLES) };
    case 'no_such_key':
      return { range, message: `there is no "${written}" here`, ...didYouMean(written, keysBeside(e.node, words)) };
    case 'reserved_identifier':
      return {
        range,
        message: FORBIDDEN.has(written) ? `"${written}" cannot be used here` : `"${written}" is a reserved word`,
      };
    case 'no_matching_overload':
      return { range, ...functionFlaw(message) };
    case 'no_such_overload':
      return {
        range,
        message: message.replace('no such overload: ', 'these do not go together: '),
        ...dateHint(message),
      };
    case 'limit_exceeded':
      return { range, message: `the expression is too long or nests too deep (${message})` };
    default:
      return { range, message };
  }
}

function rangeOf(range: unknown, source: string): Range {
  const r: { start?: unknown; end?: unknown } = typeof range === 'object' && range !== null ? range : {};
  const start = typeof r.start === 'number' ? Math.min(r.start, source.length) : 0;
  const end = typeof r.end === 'number' ? Math.min(Math.max(r.end, start), source.length) : source.length;
  return { start, end };
}

/** The keys that would have been right where a key was wrong. */
function keysBeside(node: unknown, words: Vocabulary): string[] {
  if (typeof node !== 'object' || node === null || !('op' in node) || node.op !== '.') return [];
  // An error's node is the syntax node that failed; the library types it loosely.
  const [target] = (node as Extract<ASTNode, { op: '.' }>).args;
  return keysOf(typeOf(target), words);
}

/** The keys of a type by its name. */
export function keysOf(type: string, words: Vocabulary): string[] {
  if (type === '$facts') return Object.keys(FACTS);
  if (type === 'Contact') return [...(ROW_KEYS.get('contacts') ?? [])];
  if (type === 'Activity') return [...(ROW_KEYS.get('activities') ?? [])];
  if (type === 'Product') return [...(ROW_KEYS.get('products') ?? [])];
  if (type === 'FieldChange') return [...(ROW_KEYS.get('changes') ?? [])];
  if (!type.startsWith('$deal')) return [];
  let at: unknown = words.deal;
  for (const key of type.split('.').slice(1))
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([k]) => k === key)?.[1] : null;
  return typeof at === 'object' && at !== null ? Object.keys(at) : [];
}

function functionFlaw(message: string): { message: string; hint?: string } {
  const call = /'(?:[\w.<>, ]+\.)?(\w+)\((.*)\)'/.exec(message);
  const name = call?.[1] ?? '';
  if (FUNCTION_NAMES.includes(name)) return { message: `${name} cannot be used with (${call?.[2] ?? ''}) here` };
  return { message: `there is no function "${name}"`, ...didYouMean(name, FUNCTION_NAMES) };
}

function dateHint(message: string): { hint?: string } {
  return /date (?:[<>=!]=?) text|text (?:[<>=!]=?) date/.test(message)
    ? { hint: 'write a date as timestamp("2026-03-31")' }
    : {};
}
