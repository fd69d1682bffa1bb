import type { Clock } from '@/lib/domain/clock';
import { fieldOf, type Deal, type Field, type FieldValue, type RowList } from '@/lib/domain/deal';
import { DEAL_FIELDS, LIST_FIELDS, type FieldKey, type FieldType } from '@/lib/domain/fields';
import { evaluatePack } from '@/lib/rules/evaluate';
import { junkReason } from '@/lib/rules/junk';
import { testInput } from '@/lib/rules/pack-tests';
import { testSchema, type PackTest } from '@/lib/rules/test-schema';
import type { RunnablePack } from '@/lib/rules/types';
import { inputOf, type KeptDeal } from './try';

/** A test made of a real deal, as it is written down, and the rules that say something else once it is scrubbed. */
export type Recorded = { test: Readonly<Record<string, unknown>>; differs: readonly string[] };

type Lists = 'contacts' | 'activities' | 'products';

/**
 * A test from a real deal, with nothing in it by which the deal, a person or a firm could be recognised: names, addresses, ids
 * and free texts give way to made-up ones. Amounts, dates, stages, picklists, roles and types stay, for rules are about those; a
 * placeholder stays too, as it says nothing of anyone. What could not be read is unknown in the test. Every verdict is that
 * on the scrubbed deal; `differs` names the rules that said something else of the real one.
 */
export function recordTest(name: string, pack: RunnablePack, kept: KeptDeal, clock: Clock): Recorded {
  const { deal, history } = kept;
  const draft = {
    name,
    now: clock.today,
    deal: { ...fieldsOf(deal, pack), ...listsOf(deal) },
    ...unknownOf(deal, pack, history.watchedSince),
    ...changesOf(kept, pack),
  };
  const parsed = testSchema.parse(draft);
  const expect = verdictsOn(parsed, pack);
  const real = new Map(verdictsIn(pack, inputOf(kept, clock)));
  const differs = [...expect].filter(([id, kind]) => real.get(id) !== kind).map(([id]) => id);
  return { test: { ...draft, expect: Object.fromEntries(expect) }, differs };
}

function verdictsOn(test: PackTest, pack: RunnablePack): [string, string][] {
  return verdictsIn(pack, testInput(test, pack));
}

function verdictsIn(pack: RunnablePack, input: Parameters<typeof evaluatePack>[1]): [string, string][] {
  const { criteria, signals } = evaluatePack(pack, input);
  return [...criteria, ...signals].map(({ id, verdict }) => [id, verdict.kind]);
}

/** What a made-up text stands for, by field; every other free text is `Text`. */
const STAND_INS: Readonly<Record<string, string>> = {
  name: 'Deal',
  'account.name': 'Account',
  'owner.name': 'Owner',
  description: 'A description of the deal.',
  nextStep: 'A next step that was agreed.',
};

/** Never in a test: they name the record. */
const LEFT_OUT: ReadonlySet<string> = new Set(['account.id', 'owner.id', 'stage.id']);

function keysOf(pack: RunnablePack): { key: FieldKey; type: FieldType }[] {
  const own = pack.fields.filter(({ key }) => key.startsWith('custom.')).map(({ key, type }) => ({ key, type }));
  const canonical = Object.entries(DEAL_FIELDS).map(([key, { type }]) => ({ key: key as FieldKey, type }));
  return [...canonical, ...own];
}

function fieldsOf(deal: Deal, pack: RunnablePack): Record<string, unknown> {
  const entries = keysOf(pack).flatMap(({ key, type }): [string, unknown][] => {
    const field = fieldOf(deal, key);
    if (LEFT_OUT.has(key) || field.state !== 'value') return [];
    return [[key === 'stage.label' ? 'stage' : key, scrubbed(field.value, key, type)]];
  });
  return Object.fromEntries(entries);
}

function scrubbed(value: FieldValue, key: string, type: FieldType): FieldValue {
  if (typeof value !== 'string' || !isFree(type)) return value;
  // A placeholder is what a rule about placeholders is tested with; it is a word of everybody's.
  if (value.trim() === '' || junkReason(value, { mode: 'normal' }) !== null) return value.length > 20 ? 'TBD' : value;
  return STAND_INS[key] ?? 'Text';
}

function isFree(type: FieldType): boolean {
  return type === 'text' || type === 'longText';
}

/** Of a list's rows, what rules ask about: roles, kinds, dates. A name becomes a number. */
function listsOf(deal: Deal): Partial<Record<Lists, unknown>> {
  const lists = (['contacts', 'activities', 'products'] as const).flatMap((name): [Lists, unknown][] => {
    const list = deal.lists[name];
    return list?.state === 'rows' ? [[name, rowsOf(list, name)]] : [];
  });
  return Object.fromEntries(lists);
}

const KEPT_CELLS: ReadonlySet<string> = new Set(['role', 'type', 'direction', 'done']);
const ROW_NAMES: Readonly<Record<Lists, string>> = { contacts: 'Contact', activities: 'Activity', products: 'Product' };

function rowsOf(list: Extract<RowList, { state: 'rows' }>, name: Lists): Record<string, unknown>[] {
  return list.rows.map((row, i) => {
    const cells = Object.entries(LIST_FIELDS[name]).flatMap(([key, type]): [string, unknown][] => {
      const field: Field | undefined = row[key];
      if (field?.state !== 'value' || key === 'id') return [];
      if (!isFree(type) || KEPT_CELLS.has(key)) return [[key, field.value]];
      if (key === 'email') return [[key, `contact${i + 1}@example.com`]];
      return [[key, `${key === 'title' ? 'Title' : ROW_NAMES[name]} ${i + 1}`]];
    });
    return Object.fromEntries(cells);
  });
}

function unknownOf(deal: Deal, pack: RunnablePack, watchedSince: number | null): { unknown?: string[] } {
  const fields = keysOf(pack).flatMap(({ key }) =>
    fieldOf(deal, key).state === 'unknown' && !LEFT_OUT.has(key) ? [key === 'stage.label' ? 'stage' : key] : [],
  );
  const names = fields.filter((name) => /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$/.test(name));
  const lists = (['contacts', 'activities', 'products'] as const).flatMap((name): string[] => {
    const list = deal.lists[name];
    if (list?.state !== 'rows') return [name];
    return [...(list.complete ? [] : [`${name}.rest`]), ...cellsOf(list, name)];
  });
  const unknown = [...names, ...lists, ...(watchedSince === null ? ['changes'] : [])];
  return unknown.length === 0 ? {} : { unknown };
}

function cellsOf(list: Extract<RowList, { state: 'rows' }>, name: Lists): string[] {
  return Object.keys(LIST_FIELDS[name]).flatMap((key): string[] => {
    const unread = list.rows.map((row) => row[key] === undefined || row[key].state === 'unknown');
    if (unread.length > 0 && unread.every(Boolean)) return [`${name}.${key}`];
    return unread.flatMap((is, i) => (is ? [`${name}[${i}].${key}`] : []));
  });
}

/** Only changes between values that can be told without telling whose they are. */
function changesOf({ history }: KeptDeal, pack: RunnablePack): { changes?: unknown[] } {
  const types = new Map(keysOf(pack).map(({ key, type }) => [key, type]));
  const side = (field: Field, key: FieldKey): unknown =>
    field.state === 'value' ? scrubbed(field.value, key, types.get(key) ?? 'text') : null;
  const changes = history.changes.flatMap(({ field, from, to, seenAt }): unknown[] => {
    if (LEFT_OUT.has(field) || !types.has(field) || from.state === 'unknown' || to.state === 'unknown') return [];
    const on = new Date(seenAt).toISOString().slice(0, 10);
    return [{ field, from: side(from, field), to: side(to, field), on }];
  });
  return changes.length === 0 ? {} : { changes: changes.slice(-200) };
}
