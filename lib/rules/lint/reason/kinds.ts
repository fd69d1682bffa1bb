import { readMoment } from '@/lib/domain/calendar';
import { FACTS } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_FIELDS, type FieldType } from '@/lib/domain/fields';
import type { Code } from '../../cel/code';
import { constantOf, partAt } from './tree';

/** What an expression gives, as far as the analysis cares. */
export type Kind = 'number' | 'text' | 'date' | 'instant' | 'span' | 'condition' | 'other';

/** The type of each field that a pack declares, by its key. */
export type FieldTypes = ReadonlyMap<string, FieldType>;

const CONDITIONS: ReadonlySet<string> = new Set(
  '&& || ! < <= > >= == != in has blank junk matches contains startsWith endsWith exists all exists_one bool'.split(
    ' ',
  ),
);
const TEXTS: ReadonlySet<string> = new Set(['lowerAscii', 'upperAscii', 'trim', 'substring', 'join', 'string']);
const NUMBERS: ReadonlySet<string> = new Set(
  '* / /i % size int double daysSince daysUntil pushes indexOf lastIndexOf'.split(' '),
);
const NUMBER_FIGURES: ReadonlySet<string> = new Set(['winRate', 'medianAmount']);

/** The kind of value that code gives. */
export function kindOf(code: Code, types: FieldTypes): Kind {
  const [op] = code;
  if (op === 'k') return constantKind(constantOf(code));
  if (op === '$') return inputKind(String(code[1]), types);
  if (op === 'time') return readMoment(String(code[1]))?.ms === null ? 'date' : 'instant';
  if (op === 'span' || op === 'days' || op === 'duration') return 'span';
  if (op === 'neg') return kindOfPart(code, 1, types);
  if (op === '+' || op === '-') return sumKind(op, kindOfPart(code, 1, types), kindOfPart(code, 2, types));
  if (op === 'team') return NUMBER_FIGURES.has(String(constantOf(partAt(code, 1)))) ? 'number' : 'span';
  if (CONDITIONS.has(op)) return 'condition';
  if (TEXTS.has(op)) return 'text';
  return NUMBERS.has(op) || op.startsWith('get') ? (op === 'get' ? 'other' : 'number') : 'other';
}

function kindOfPart(code: Code, index: number, types: FieldTypes): Kind {
  const part = partAt(code, index);
  return part === undefined ? 'other' : kindOf(part, types);
}

function constantKind(value: unknown): Kind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'condition' : 'other';
}

/** A date moved by a span may stop being a date: only whole days keep it one, and those are looked at elsewhere. */
function sumKind(op: '+' | '-', a: Kind, b: Kind): Kind {
  if (a === b && (a === 'number' || a === 'span')) return a;
  if (a === 'text' && b === 'text' && op === '+') return 'text';
  const times = [a, b].filter((k) => k === 'date' || k === 'instant');
  if (times.length === 2 && op === '-') return 'span';
  return times.length === 1 && (a === 'span' || b === 'span') ? (times[0] ?? 'other') : 'other';
}

function inputKind(name: string, types: FieldTypes): Kind {
  if (name === 'now') return 'instant';
  if (name === 'stage') return 'text';
  const [root = '', ...rest] = name.split('.');
  const key = rest.join('.');
  if (root === 'facts') return Object.hasOwn(FACTS, key) ? 'number' : 'other';
  if (root.startsWith('row')) return rowKind(rest[0] ?? '', rest[1] ?? '');
  const canonical: Readonly<Record<string, { type: FieldType }>> = DEAL_FIELDS;
  const type = types.get(key) ?? (Object.hasOwn(canonical, key) ? canonical[key]?.type : undefined);
  return type === undefined ? 'other' : typeKind(type);
}

function rowKind(list: string, key: string): Kind {
  const lists: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = LIST_FIELDS;
  if (list === 'changes') return key === 'field' ? 'text' : key === 'at' ? 'instant' : 'other';
  const type = Object.hasOwn(lists, list) ? lists[list]?.[key] : undefined;
  return type === undefined ? 'other' : typeKind(type);
}

function typeKind(type: FieldType): Kind {
  switch (type) {
    case 'number':
    case 'percent':
    case 'money':
      return 'number';
    case 'date':
    case 'instant':
      return type;
    case 'text':
    case 'longText':
    case 'picklist':
      return 'text';
  }
}

/** Facts that count something: whole, never below zero, and never empty. */
const COUNTS: ReadonlySet<string> = new Set(
  ['contactsEngaged', 'activitiesLast30', 'openActivities', 'pushes', 'pushedDays', 'stageMoves'].map(
    (k) => `facts.${k}`,
  ),
);

/** Whether a term is a count: whole, never below zero, never empty. */
export function isCount(code: Code): boolean {
  if (code[0] === '$') return COUNTS.has(String(code[1]));
  return code[0] === 'size' || (code[0] === 'pushes' && code.length === 2);
}

/** Whether a term is always a whole number. */
export function isWhole(code: Code): boolean {
  if (isCount(code) || code[0] === 'daysSince' || code[0] === 'daysUntil' || code[0] === 'int') return true;
  return code[0] === '$' && /^facts\.(?:ageDays|stageAgeDays|daysSilent)$/.test(String(code[1]));
}

/** Whether a term never goes below zero. */
export function isNonNegative(code: Code): boolean {
  return isCount(code) || (code[0] === '$' && code[1] === 'facts.daysSilent');
}
