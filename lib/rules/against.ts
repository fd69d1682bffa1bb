import { FACTS, type FactKey } from '@/lib/domain/facts';
import { LIST_LABELS, type FieldKey, type ListName } from '@/lib/domain/fields';
import type { Code, Operand } from './cel/code';
import { canonical } from './field-names';
import type { CompiledField } from './types';

/** Labels of the fields, facts and lists an expression reads, but for one field: what that field is compared with. */
export function against(code: Code | null | undefined, own: string, fields: readonly CompiledField[]): string[] {
  if (code === null || code === undefined) return [];
  const names = inputsOf(code).filter((name) => name !== 'now' && name !== `deal.${own}`);
  return [...new Set(names.map((name) => labelOf(name, fields)))];
}

function inputsOf(code: Operand): string[] {
  if (!Array.isArray(code)) return [];
  const [op, ...ops] = code as Operand[];
  if (op === '$' && typeof ops[0] === 'string') return [ops[0]];
  return op === 'k' ? [] : ops.flatMap(inputsOf);
}

function labelOf(name: string, fields: readonly CompiledField[]): string {
  if (name === 'stage') return 'Stage';
  if (name === 'list.changes') return 'History';
  const key = name.slice(name.indexOf('.') + 1);
  if (name.startsWith('facts.')) return FACTS[key as FactKey]?.label ?? key; // the checker lets only facts through
  if (name.startsWith('list.')) return LIST_LABELS[key as ListName] ?? key; // likewise
  const field = key as FieldKey; // likewise
  return fields.find((f) => f.key === field)?.label ?? canonical(field)?.label ?? key;
}
