import { openDocument, type Opened } from '@/lib/cli/document/open';
import type { Problem } from '@/lib/cli/report/problem';
import { adapterFaults } from '@/lib/crm/import/pack-adapters';
import { compilePack, type PackError } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import type { PackTest } from '@/lib/rules/test-schema';
import type { CompiledPack, RunnablePack } from '@/lib/rules/types';

/** Finds a bundled pack's document by its id. */
export type Resolve = (id: string) => unknown;

/** A draft as far as it can be read: its writing, its meaning, ready to run. */
export type Draft = {
  text: string;
  opened: Opened | null;
  /** What is wrong with the writing, as far as that is all that can be said. */
  problems: readonly Problem[];
  errors: readonly PackError[];
  pack: CompiledPack | null;
  tests: readonly PackTest[];
  runnable: RunnablePack | null;
};

/** Reads a draft, YAML or JSON (which YAML includes). */
export function readDraft(text: string, resolve: Resolve): Draft {
  const read = openDocument('draft.yaml', text);
  const nothing = { text, pack: null, tests: [], runnable: null };
  if (!read.ok) return { ...nothing, opened: null, problems: read.problems, errors: [] };
  const { opened } = read;
  const compiled = compilePack(opened.value, resolve, { adapterFaults });
  if (!compiled.ok) return { ...nothing, opened, problems: [], errors: compiled.errors };
  const loaded = loadPack(compiled.pack);
  return {
    text,
    opened,
    problems: [],
    errors: [],
    pack: compiled.pack,
    tests: compiled.tests,
    runnable: loaded.ok ? loaded.pack : null,
  };
}
