import { hash } from '@/lib/domain/canonical';
import { lintPack } from '@/lib/rules/lint/lint';
import { extendedBy } from '@/lib/rules/extended-by';
import { factorsOff, inheritedBy, type Inheritance } from './inherited';
import { outlineOf, stagesIn, type OutlineItem } from './outline';
import type { Draft, Resolve } from './read';

/** Something to say about a place of the text. */
export type Diagnostic = {
  from: number;
  to: number;
  severity: 'error' | 'warning' | 'info';
  message: string;
  hint: string;
};

/** What the editor shows of a draft. `outline` is null while the text is no document: what was shown before stays. */
export type Analysis = {
  /** It compiles: it could be put in. */
  good: boolean;
  diagnostics: readonly Diagnostic[];
  outline: readonly OutlineItem[] | null;
  /** What the draft has of the packs it extends, and does not write itself. */
  inherited: readonly OutlineItem[];
  /** Tells whether the two lists above say the same as those of another analysis: comparing them is not the page's work. */
  listKey: string;
  head: { id: string; version: number; title: string } | null;
  /** `open`: deals in it are not closed yet, so that there is something to pass on from. */
  stages: readonly { id: string; title: string; open: boolean }[];
  /** The pack's own fields, inherited ones too, for completion: name without `custom.`, label, type. */
  fields: readonly { name: string; label: string; type: string }[];
  extends: readonly string[];
  /** Factors that the score leaves out, be it the document or a pack it extends that says so. */
  off: readonly string[];
};

/** A text with a thousand errors has one cause; so many are shown. */
const MOST = 200;

/** What is wrong with a draft, and what it holds. */
export function analyse(draft: Draft, resolve: Resolve): Analysis {
  const { opened, problems, errors, pack } = draft;
  const value = opened?.value;
  const inheritance = inheritedBy(value, resolve);
  const outline = opened === null ? null : outlineOf(value);
  const inherited = inheritance.items.map(({ item }) => item);
  const head = pack && { id: pack.id, version: pack.version, title: pack.title };
  return {
    good: pack !== null,
    diagnostics: [
      ...problems.map(({ range, severity, message, hint }): Diagnostic => ({
        from: range[0],
        to: range[1],
        severity,
        message,
        hint,
      })),
      ...errors.slice(0, MOST).map((error) => placed(draft, error)),
    ],
    outline,
    inherited,
    listKey: hash([outline, inherited]),
    head: head ?? headOf(value),
    stages:
      pack?.stages.map(({ id, title, closed }) => ({ id, title, open: closed === null })) ??
      stagesOf(value, inheritance),
    fields: (pack?.fields ?? []).flatMap(({ key, label, type }) =>
      key.startsWith('custom.') ? [{ name: key.slice('custom.'.length), label, type }] : [],
    ),
    extends: extendedBy(value),
    off: factorsOff(value, resolve) ?? [],
  };
}

/** Weak places of a draft that compiles: rules that never speak, gates nobody passes, texts and tests that are missing. */
export function weaknesses(draft: Draft, resolve: Resolve): Diagnostic[] {
  const { opened } = draft;
  if (opened === null || draft.pack === null) return [];
  const linted = lintPack({ document: opened.value, resolve });
  if (!linted.ok) return [];
  return linted.findings.slice(0, MOST).map(({ path, severity, message, hint }) => {
    const [from, to] = opened.rangeOf({ path });
    return { from, to, severity, message, hint };
  });
}

function placed({ opened }: Draft, error: Draft['errors'][number]): Diagnostic {
  const { path, position, text, message, hint = '' } = error;
  // What is wrong in a pack that this one extends is said where it is named.
  const own = opened !== null && (error.pack === '' || error.pack === headOf(opened.value)?.id);
  const place = own ? { path, position, text } : { path: 'extends' };
  const [from, to] = opened?.rangeOf(place) ?? [0, 1];
  return { from, to, severity: 'error', message: own ? message : `${error.pack}: ${message}`, hint };
}

function stagesOf(value: unknown, { stages }: Inheritance): Analysis['stages'] {
  const all = [...stages, ...stagesIn(value)].map(({ id, title }) => ({ id, title, open: true }));
  return [...new Map(all.map((stage) => [stage.id, stage])).values()];
}

function headOf(value: unknown): Analysis['head'] {
  if (typeof value !== 'object' || value === null) return null;
  const { id, version, title } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string') return null;
  return {
    id,
    version: typeof version === 'number' ? version : 0,
    title: typeof title === 'string' ? title : id,
  };
}
