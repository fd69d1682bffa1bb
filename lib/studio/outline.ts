import type { Path } from './edit';

export type RuleKind = 'criterion' | 'signal' | 'step' | 'field';

/** One line of the list of rules: what it is, where it stands, and the values that the form shows. */
export type OutlineItem = {
  /** Of a field, its name. */
  id: string;
  kind: RuleKind;
  title: string;
  path: Path;
  /** Of a criterion: the stage it guards, and which way. */
  stage?: string;
  edge?: 'entry' | 'exit';
  values: Readonly<Record<string, string | number>>;
};

/** What the form shows of a rule of each kind, in its order. */
export const FORM: Readonly<Record<RuleKind, readonly string[]>> = {
  criterion: ['title', 'when', 'require', 'enforce', 'why', 'fix'],
  signal: ['title', 'when', 'weight', 'why'],
  step: ['title', 'when', 'minutes', 'why'],
  field: ['label', 'type', 'requiredFrom', 'valid', 'junk', 'why'],
};

/** Everything in a pack document that has a form, in the order of the document; also of one that is not right yet. */
export function outlineOf(document: unknown): OutlineItem[] {
  const listed = (kind: 'signal' | 'step', key: string): OutlineItem[] =>
    listIn(document, key).map((rule, i) => item(kind, rule, [key, i]));
  const criteria = listIn(document, 'stages').flatMap((stage, i) =>
    (['entry', 'exit'] as const).flatMap((edge) =>
      listIn(stage, edge).map((rule, j): OutlineItem => ({
        ...item('criterion', rule, ['stages', i, edge, j]),
        stage: textIn(stage, 'title') ?? textIn(stage, 'id') ?? '',
        edge,
      })),
    ),
  );
  const fields = Object.entries(objectIn(document, 'fields')).map(([name, field]): OutlineItem => ({
    ...item('field', field, ['fields', name]),
    id: name,
    title: textIn(field, 'label') ?? name,
  }));
  return [...criteria, ...listed('signal', 'signals'), ...listed('step', 'steps'), ...fields];
}

/** Stages of a document, for the choice of a place. */
export function stagesIn(document: unknown): { id: string; title: string; path: Path }[] {
  return listIn(document, 'stages').map((stage, i) => {
    const id = textIn(stage, 'id') ?? '';
    return { id, title: textIn(stage, 'title') ?? id, path: ['stages', i] };
  });
}

function item(kind: RuleKind, rule: unknown, path: Path): OutlineItem {
  const values = FORM[kind].flatMap((key): [string, string | number][] => {
    const value = key === 'fix' ? textIn(objectIn(rule, 'fix'), 'field') : valueIn(rule, key);
    return value === undefined ? [] : [[key, value]];
  });
  const id = textIn(rule, 'id') ?? '';
  return { id, kind, title: textIn(rule, 'title') ?? id, path, values: Object.fromEntries(values) };
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
