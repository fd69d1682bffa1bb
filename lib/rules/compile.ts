import { hash } from '@/lib/domain/canonical';
import { emptyDraft, type Draft, type Placed } from './draft';
import { emit } from './emit';
import { layOver, overlay } from './merge';
import type { PackError } from './pack-error';
import { readPack } from './read-pack';
import { findWrongReferences } from './references';
import type { PackSource } from './schema';
import { PACK_FORMAT } from './schema-parts';
import type { PackTest } from './test-schema';
import { COMPILED_FORM, type CompiledPack } from './types';

export type { PackError } from './pack-error';

export type Compiled =
  | { ok: true; pack: CompiledPack; tests: readonly PackTest[] }
  | { ok: false; errors: readonly PackError[] };

/** Finds a pack document by its id; undefined when there is none. */
export type Resolve = (id: string) => unknown;

const MAX_EXTENDS = 8;

/**
 * Checks a pack document and the packs it extends and compiles every expression. Reports everything that is wrong at once.
 * The compiled pack is plain JSON; `loadPack` makes it ready to run.
 */
export function compilePack(json: unknown, resolve: Resolve = () => undefined): Compiled {
  const errors: PackError[] = [];
  const read = readPack(json);
  if (!read.ok) return { ok: false, errors: read.errors };
  const { pack } = read;
  const sources: unknown[] = [];
  const draft = layers({ pack, json }, { resolve, errors, sources }, []);
  errors.push(...findWrongReferences(draft, pack));
  const applies: Placed<string> | null =
    pack.applies === undefined ? null : { item: pack.applies, pack: pack.id, path: 'applies' };
  const parts = emit(draft, applies, errors);
  if (errors.length > 0) return { ok: false, errors };
  const compiled: CompiledPack = {
    compiled: COMPILED_FORM,
    format: PACK_FORMAT,
    id: pack.id,
    version: pack.version,
    title: pack.title,
    hash: hash(sources),
    ...parts,
  };
  return { ok: true, pack: compiled, tests: pack.tests };
}

type Work = { resolve: Resolve; errors: PackError[]; sources: unknown[] };

/** The draft of a pack: those it extends in their order, then itself. `above` guards against circles. */
function layers({ pack, json }: { pack: PackSource; json: unknown }, work: Work, above: readonly string[]): Draft {
  let draft = emptyDraft();
  pack.extends.forEach((id, i) => {
    const problem = (message: string): void =>
      void work.errors.push({ pack: pack.id, path: `extends[${i}]`, message, text: id });
    if (id === pack.id || above.includes(id)) return problem(`"${id}" would extend itself`);
    if (above.length >= MAX_EXTENDS) return problem('packs extend each other too deep');
    const found = work.resolve(id);
    if (found === undefined) return problem(`there is no pack "${id}"`);
    const read = readPack(found);
    if (!read.ok) return void work.errors.push(...read.errors);
    draft = overlay(draft, layers({ pack: read.pack, json: found }, work, [...above, pack.id]));
  });
  work.sources.push(json);
  return layOver(draft, pack, work.errors);
}
