import { FACTS } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_LABELS } from '@/lib/domain/fields';
import { ROW_KEYS } from '@/lib/rules/cel/rows';
import type { CompiledPack } from '@/lib/rules/types';

/** What a pack calls its fields and stages. */
export type Names = Pick<CompiledPack, 'fields' | 'stages'>;

const FIELDS: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
const FACT_NAMES: Readonly<Record<string, { label: string; unit: string }>> = FACTS;
const LISTS: Readonly<Record<string, string>> = { ...LIST_LABELS, changes: 'History' };

/** What people call an input: `deal.closeDate` is "Close date". */
export function inputName(input: string, names: Names): string {
  const [root = '', ...rest] = input.split('.');
  const key = rest.join('.');
  if (root === 'deal') return names.fields.find((f) => f.key === key)?.label ?? FIELDS[key]?.label ?? key;
  if (root === 'facts') return factName(key);
  if (root === 'list') return LISTS[key] ?? key;
  return root === 'stage' ? 'Stage' : root === 'now' ? 'today' : input;
}

function factName(key: string): string {
  const fact = FACT_NAMES[key];
  if (fact === undefined) return key;
  return fact.unit === 'days'
    ? `${fact.label} in days`
    : fact.unit === 'percent'
      ? `${fact.label} in percent`
      : fact.label;
}

const CELLS: Readonly<Record<string, string>> = { lastActivityAt: 'last activity', at: 'date', done: 'done mark' };

/** The name of a column of a list's rows. */
export function cellName(list: string, index: number): string {
  const key = ROW_KEYS.get(list)?.[index] ?? 'entry';
  return CELLS[key] ?? key;
}

/** One row of a list: `contact`. */
export function rowName(list: string): string {
  const one: Readonly<Record<string, string>> = {
    contacts: 'contact',
    activities: 'activity',
    products: 'product',
    changes: 'change',
  };
  return one[list] ?? 'entry';
}

/** A stage's title by its id. */
export function stageName(id: string, { stages }: Names): string {
  const title = stages.find((s) => s.id === id)?.title;
  return title === undefined ? (id === '' ? 'a stage the pack does not know' : `"${id}"`) : `"${title}"`;
}

export function numberText(n: number): string {
  return n.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
