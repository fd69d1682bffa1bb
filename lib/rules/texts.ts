import type { Draft } from './draft';
import { fieldKey } from './field-names';
import type { PackSource } from './schema';
import { valueAt } from './schema-issues';
import type { CompiledPack, TextTable } from './types';

/** A text as a pack writes it: one for all languages, or one for each. */
export type Text = string | TextTable;

type Path = readonly (string | number)[];

/** Every text of a pack document by name, in all its languages. The document has passed the schema. */
export function textsOf(pack: PackSource, json: unknown): Map<string, Text> {
  const texts = new Map<string, Text>();
  for (const [name, path] of placesOf(pack)) {
    const text = textIn(valueAt(json, path));
    if (text !== null) texts.set(name, text);
  }
  return texts;
}

/** Names of texts and where a document has them. */
function placesOf(pack: PackSource): [name: string, path: Path][] {
  const both = (name: string, path: Path, ...keys: string[]): [string, Path][] =>
    keys.map((key) => [`${name}.${key}`, [...path, key]]);
  const rules = (list: readonly { id: string }[], path: Path): [string, Path][] =>
    list.flatMap((rule, i) => both(`rule:${rule.id}`, [...path, i], 'title', 'why'));
  return [
    ['pack.title', ['title']],
    ...Object.keys(pack.fields).flatMap((name) =>
      both(`field:${fieldKey(name) ?? name}`, ['fields', name], 'label', 'why'),
    ),
    ...pack.stages.flatMap((stage, i): [string, Path][] => [
      ...both(`stage:${stage.id}`, ['stages', i], 'title'),
      ...rules(stage.entry, ['stages', i, 'entry']),
      ...rules(stage.exit, ['stages', i, 'exit']),
    ]),
    ...rules(pack.signals, ['signals']),
    ...rules(pack.steps, ['steps']),
    ...pack.steps.map((s, i): [string, Path] => [`rule:${s.id}.task`, ['steps', i, 'action', 'task', 'subject']]),
    ...pack.fills.flatMap((fill, i) => both(`fill:${fieldKey(fill.field) ?? fill.field}`, ['fills', i], 'because')),
    ...pack.variants.flatMap((variant, i) => both(`variant:${variant.id}`, ['variants', i], 'title')),
  ];
}

function textIn(at: unknown): Text | null {
  if (typeof at === 'string') return at.trim();
  if (typeof at !== 'object' || at === null) return null;
  return Object.fromEntries(Object.entries(at).map(([language, text]) => [language, String(text).trim()]));
}

type Texts = Pick<CompiledPack, 'language' | 'texts'>;

/**
 * The texts of a compiled pack by language, without those of rules that are gone; a text written once is in none. Those of the
 * pack's own language are among them: `inOwnLanguage` puts them in their places.
 */
export function tablesOf(texts: ReadonlyMap<string, Text>, draft: Draft, language: string): Texts {
  const tables: Record<string, Record<string, string>> = {};
  const lives = livingNames(draft);
  for (const [name, text] of texts) {
    if (typeof text === 'string' || !lives(name)) continue;
    for (const [each, written] of Object.entries(text)) (tables[each] ??= {})[name] = written;
  }
  return Object.keys(tables).length === 0 ? {} : { language, texts: tables };
}

/** Names of texts that a draft still has a place for. */
function livingNames(draft: Draft): (name: string) => boolean {
  const rules = [...draft.stages.flatMap((s) => [...s.entry, ...s.exit]), ...draft.signals, ...draft.steps];
  const heads = new Set([
    'pack',
    ...rules.map((r) => `rule:${r.item.id}`),
    ...draft.stages.map((s) => `stage:${s.item.id}`),
    ...[...draft.fields.keys()].map((key) => `field:${key}`),
    ...draft.fills.map((f) => `fill:${fieldKey(f.item.field) ?? f.item.field}`),
    ...draft.variants.map((v) => `variant:${v.item.id}`),
  ]);
  return (name) => heads.has(name.slice(0, name.lastIndexOf('.')));
}

type Tables = Omit<CompiledPack, 'hash'>;

/**
 * The pack with the texts of its own language in their places, else of its base language, else in English. What stands there is
 * not kept a second time: `texts` has the other languages.
 */
export function inOwnLanguage(pack: Tables, own: string): Tables {
  if (pack.texts === undefined) return pack;
  const { texts, ...written } = inTables(pack, [own, baseOf(own), 'en']);
  const others = Object.entries(texts ?? {}).filter(([each]) => each !== own);
  return others.length === 0 ? written : { ...written, texts: Object.fromEntries(others) };
}

/** The pack with its texts in a language: as asked for, else in the base language of that, else as they stand, in its own. */
export function inLanguage<P extends Tables>(pack: P, language: string | undefined): P {
  if (pack.texts === undefined || language === undefined) return pack;
  const asked = [language, baseOf(language)];
  const own = pack.language === undefined ? -1 : asked.indexOf(pack.language);
  return inTables(pack, own === -1 ? asked : asked.slice(0, own));
}

function baseOf(language: string): string {
  return language.split('-')[0] ?? language;
}

function inTables<P extends Tables>(pack: P, languages: readonly string[]): P {
  const { texts = {} } = pack;
  const tables = languages.flatMap((each) => (Object.hasOwn(texts, each) ? [texts[each] ?? {}] : []));
  return translated(pack, (name, written) => tables.find((table) => Object.hasOwn(table, name))?.[name] ?? written);
}

function translated<P extends Omit<CompiledPack, 'hash'>>(pack: P, text: (name: string, written: string) => string): P {
  const rule = <R extends { id: string; title: string; why: string }>(r: R): R => ({
    ...r,
    title: text(`rule:${r.id}.title`, r.title),
    why: text(`rule:${r.id}.why`, r.why),
  });
  return {
    ...pack,
    title: text('pack.title', pack.title),
    fields: pack.fields.map((f) => ({
      ...f,
      label: text(`field:${f.key}.label`, f.label),
      why: text(`field:${f.key}.why`, f.why),
    })),
    stages: pack.stages.map((s) => ({
      ...s,
      title: text(`stage:${s.id}.title`, s.title),
      entry: s.entry.map(rule),
      exit: s.exit.map(rule),
    })),
    signals: pack.signals.map(rule),
    steps: pack.steps.map((s) => ({
      ...rule(s),
      action: s.action && { task: { ...s.action.task, subject: text(`rule:${s.id}.task`, s.action.task.subject) } },
    })),
    fills: pack.fills.map((f) => ({ ...f, because: text(`fill:${f.field}.because`, f.because) })),
    variants: (pack.variants ?? []).map((v) => ({ ...v, title: text(`variant:${v.id}.title`, v.title) })),
  };
}
