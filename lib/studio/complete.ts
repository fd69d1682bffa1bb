import { FACTS } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_FIELDS, LIST_LABELS, type FieldType } from '@/lib/domain/fields';
import { FUNCTION_WORDS, type FunctionWord } from './words';

/** One proposal: what is put in, what kind of thing it is, its type and what it means, with an example where there is one. */
export type Proposal = {
  label: string;
  apply?: string;
  kind: 'variable' | 'property' | 'function' | 'method';
  type: string;
  says: string;
  example?: string;
};

export type PackField = { name: string; label: string; type: string };

const TYPES: Readonly<Record<FieldType, string>> = {
  text: 'text',
  longText: 'text',
  picklist: 'text',
  number: 'number',
  percent: 'number',
  money: 'number',
  date: 'date',
  instant: 'date',
};

const LISTS = ['contacts', 'activities', 'products', 'changes'] as const;
type List = (typeof LISTS)[number];

const CHANGE_KEYS: Readonly<Record<string, string>> = { field: 'text', from: 'value', to: 'value', at: 'date' };

/**
 * What may stand at the end of an expression that is being written; `from` is where in it the word begins. Null where nothing
 * can be proposed: inside a text, behind a number.
 */
export function completeExpression(
  before: string,
  fields: readonly PackField[],
): { from: number; options: readonly Proposal[] } | null {
  if (insideText(before)) return null;
  const [word = ''] = /[\w.]*$/.exec(before) ?? [];
  if (/^\d/.test(word)) return null;
  const dot = word.lastIndexOf('.');
  const owner = dot < 0 ? '' : word.slice(0, dot);
  const from = before.length - (word.length - dot - 1);
  const options = dot < 0 ? beginnings(before) : members(owner, before, fields);
  return options.length === 0 ? null : { from, options };
}

function insideText(before: string): boolean {
  let quote = '';
  for (let i = 0; i < before.length; i++) {
    const c = before.charAt(i);
    if (quote !== '' && c === '\\') i += 1;
    else if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
  }
  return quote !== '';
}

function beginnings(before: string): Proposal[] {
  const rows = [...loops(before)].map(([label, list]): Proposal => ({
    label,
    kind: 'variable',
    type: 'row',
    says: list,
  }));
  return [
    ...rows,
    variable('deal', 'fields', 'The deal’s fields', 'deal.amount >= 20000'),
    variable('facts', 'numbers', 'What is derived from the deal and its history', 'facts.daysSilent >= 14'),
    variable('stage', 'text', 'Id of the stage in this pack', 'stage == "discovery"'),
    ...LISTS.map((list) => variable(list, 'list', list === 'changes' ? 'What was seen to change' : LIST_LABELS[list])),
    variable('team', 'figures', 'Figures of the team', 'team.winRate(stage) < 0.2'),
    variable('now', 'date', 'The present moment', 'deal.closeDate < now'),
    ...FUNCTION_WORDS.filter((word) => word.on === undefined).map(asFunction),
  ];
}

function variable(label: string, type: string, says: string, example?: string): Proposal {
  return { label, kind: 'variable', type, says, ...(example === undefined ? {} : { example }) };
}

function asFunction({ name, signature, says, example, on }: FunctionWord): Proposal {
  const closed = signature.startsWith('():') ? '()' : '(';
  return { label: name, apply: `${name}${closed}`, kind: on ? 'method' : 'function', type: signature, says, example };
}

function members(owner: string, before: string, fields: readonly PackField[]): Proposal[] {
  if (owner === 'facts')
    return Object.entries(FACTS).map(([label, { unit, description }]) => property(label, unit, description));
  if (owner === 'team') return FUNCTION_WORDS.filter((word) => word.on === 'team').map(asFunction);
  if (LISTS.some((list) => list === owner)) return FUNCTION_WORDS.filter((word) => word.on === 'list').map(asFunction);
  if (owner === 'deal' || owner.startsWith('deal.')) return dealMembers(owner, fields);
  const list = loops(before).get(owner);
  if (list !== undefined) return rowKeys(list);
  const [row = '', key = ''] = owner.split('.');
  return loops(before).has(row) && key !== '' ? textMethods() : [];
}

function dealMembers(owner: string, fields: readonly PackField[]): Proposal[] {
  const path = owner === 'deal' ? '' : `${owner.slice('deal.'.length)}.`;
  if (path === 'custom.') return fields.map(({ name, label, type }) => property(name, typeName(type), label));
  const below = Object.entries(DEAL_FIELDS).flatMap(([key, { label, type }]): Proposal[] => {
    if (!key.startsWith(path)) return [];
    const [first = '', ...rest] = key.slice(path.length).split('.');
    return [rest.length === 0 ? property(first, TYPES[type], label) : property(first, 'fields', first)];
  });
  if (below.length === 0) return isText(path.slice(0, -1), fields) ? textMethods() : [];
  const own = path === '' && fields.length > 0 ? [property('custom', 'fields', 'The pack’s own fields')] : [];
  return [...new Map([...below, ...own].map((option) => [option.label, option])).values()];
}

function isText(key: string, fields: readonly PackField[]): boolean {
  const types: Readonly<Record<string, { type: FieldType }>> = DEAL_FIELDS;
  const own = fields.find(({ name }) => `custom.${name}` === key)?.type;
  return typeName(own ?? types[key]?.type ?? '') === 'text';
}

function typeName(type: string): string {
  const names: Readonly<Record<string, string>> = { ...TYPES, contact: 'text' };
  return names[type] ?? type;
}

function textMethods(): Proposal[] {
  return FUNCTION_WORDS.filter((word) => word.on === 'text').map(asFunction);
}

function property(label: string, type: string, says: string): Proposal {
  return { label, kind: 'property', type, says };
}

function rowKeys(list: List): Proposal[] {
  if (list === 'changes') return Object.entries(CHANGE_KEYS).map(([key, type]) => property(key, type, 'History'));
  return Object.entries(LIST_FIELDS[list]).map(([key, type]) => property(key, TYPES[type], LIST_LABELS[list]));
}

/** The variables of the loops that an expression has opened, with the list that each walks over. */
function loops(before: string): Map<string, List> {
  const found = before.matchAll(/\b(contacts|activities|products|changes)(?:\.filter\([^)]*\))?\.\w+\(\s*(\w+)\s*,/g);
  return new Map([...found].map(([, list = '', name = '']): [string, List] => [name, list as List]));
}
