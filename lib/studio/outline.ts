import { fieldTypes } from '@/lib/rules/field-types';
import type { Path } from './edit';

export type RuleKind = 'criterion' | 'signal' | 'step' | 'field';

/** One line of the list of rules: what it is, where it stands, and the values that the form shows. */
export type OutlineItem = {
  /** Of a field, its name. */
  id: string;
  kind: RuleKind;
  title: string;
  path: Path;
  /** Of a rule that is inherited: the pack that writes it. Its path is one of that pack's. */
  from?: string;
  /** Of a criterion: the stage it guards, and which way. */
  stage?: string;
  stageId?: string;
  edge?: 'entry' | 'exit';
  values: Readonly<Record<string, string | number>>;
  /** Where each value stands; a text in several languages in that of the pack. */
  at: Readonly<Record<string, Path>>;
};

/** Types that a field of the pack's own can have. */
export const FIELD_TYPES = fieldTypes;

/** What the form shows of a rule of each kind, in its order. */
export const FORM: Readonly<Record<RuleKind, readonly string[]>> = {
  criterion: ['title', 'when', 'require', 'enforce', 'why', 'fix'],
  signal: ['title', 'when', 'weight', 'why'],
  step: ['title', 'when', 'minutes', 'why'],
  field: ['label', 'type', 'requiredFrom', 'valid', 'junk', 'why'],
};

/** Everything in a pack document that has a form, in the order of the document; also of one that is not right yet. */
export function outlineOf(document: unknown): OutlineItem[] {
  const language = textIn(document, 'language') ?? 'en';
  const item = (kind: RuleKind, rule: unknown, path: Path): OutlineItem => itemOf(kind, rule, path, language);
  const listed = (kind: 'signal' | 'step', key: string): OutlineItem[] =>
    listIn(document, key).map((rule, i) => item(kind, rule, [key, i]));
  const criteria = listIn(document, 'stages').flatMap((stage, i) =>
    (['entry', 'exit'] as const).flatMap((edge) =>
      listIn(stage, edge).map((rule, j): OutlineItem => ({
        ...item('criterion', rule, ['stages', i, edge, j]),
        stage: saidIn(stage, 'title', language) ?? textIn(stage, 'id') ?? '',
        stageId: textIn(stage, 'id') ?? '',
        edge,
      })),
    ),
  );
  const fields = Object.entries(objectIn(document, 'fields')).map(([name, field]): OutlineItem => ({
    ...item('field', field, ['fields', name]),
    id: name,
    title: saidIn(field, 'label', language) ?? name,
  }));
  return [...criteria, ...listed('signal', 'signals'), ...listed('step', 'steps'), ...fields];
}

/** Stages of a document, for the choice of a place. */
export function stagesIn(document: unknown): { id: string; title: string; path: Path }[] {
  return listIn(document, 'stages').map((stage, i) => {
    const id = textIn(stage, 'id') ?? '';
    return { id, title: saidIn(stage, 'title', textIn(document, 'language') ?? 'en') ?? id, path: ['stages', i] };
  });
}

function itemOf(kind: RuleKind, rule: unknown, path: Path, language: string): OutlineItem {
  const found = FORM[kind].flatMap((key): { key: string; value: string | number; at: Path }[] => {
    const way = key === 'fix' ? ['fix', 'field'] : [key];
    const written = key === 'fix' ? member(member(rule, 'fix'), 'field') : member(rule, key);
    if (typeof written === 'string' || typeof written === 'number')
      return [{ key, value: written, at: [...path, ...way] }];
    const told = languageIn(written, language);
    return told === null ? [] : [{ key, value: told.text, at: [...path, ...way, told.language] }];
  });
  const id = textIn(rule, 'id') ?? '';
  return {
    id,
    kind,
    title: saidIn(rule, 'title', language) ?? id,
    path,
    values: Object.fromEntries(found.map(({ key, value }) => [key, value])),
    at: Object.fromEntries(found.map(({ key, at }) => [key, at])),
  };
}

/** A text that is written in several languages: in that of the pack, else in the first. */
function languageIn(written: unknown, language: string): { text: string; language: string } | null {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return null;
  const texts = Object.entries(written).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const found = texts.find(([name]) => name === language) ?? texts[0];
  return found === undefined ? null : { language: found[0], text: found[1] };
}

function saidIn(from: unknown, key: string, language: string): string | undefined {
  return textIn(from, key) ?? languageIn(member(from, key), language)?.text;
}

function member(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null && Object.hasOwn(from, key)
    ? (from as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function listIn(from: unknown, key: string): unknown[] {
  const list = member(from, key);
  return Array.isArray(list) ? list : [];
}

function objectIn(from: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = member(from, key);
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as Readonly<Record<string, unknown>>)
    : {};
}

function valueIn(from: unknown, key: string): string | number | undefined {
  const value = member(from, key);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function textIn(from: unknown, key: string): string | undefined {
  const value = valueIn(from, key);
  return value === undefined ? undefined : String(value);
}
