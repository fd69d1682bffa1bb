import { hash, hashBy } from '@/lib/domain/canonical';
import { emptyDraft, type Draft, type Placed } from './draft';
import { emit } from './emit';
import { layOver, overlay } from './merge';
import { layAdapters, type AdapterFaults, type AdapterTexts } from './pack-adapters';
import { placed, type PackError, type Positions } from './pack-error';
import { readPack, type Read } from './read-pack';
import { findWrongReferences } from './references';
import type { PackSource } from './schema';
import { PACK_FORMAT } from './schema-parts';
import type { PackTest } from './test-schema';
import { inOwnLanguage, tablesOf, textsOf, type Text } from './texts';
import { COMPILED_FORM, type CompiledPack } from './types';

export type { PackError, Positions } from './pack-error';

export type Compiled =
  | { ok: true; pack: CompiledPack; tests: readonly PackTest[] }
  | { ok: false; errors: readonly PackError[] };

/** Finds a pack document by its id; undefined when there is none. */
export type Resolve = (id: string) => unknown;

const MAX_EXTENDS = 8;

/**
 * Checks a pack document and the packs it extends and compiles every expression. Reports everything that is wrong at once,
 * with lines and columns where `positions` knows them. Adapters in it are checked by `adapterFaults`. The compiled pack is plain JSON; `loadPack` makes it ready to run.
 */
export function compilePack(json: unknown, resolve: Resolve = () => undefined, options: Options = {}): Compiled {
  const made = makePack(json, resolve, options);
  return made.ok ? { ok: true, pack: { ...made.pack, hash: hash(made.sources) }, tests: made.tests } : made;
}

/** The same where it can be waited for, with a `digest` (SHA-256, text to hex) that is faster than ours on a large pack. */
export async function compileBy(
  digest: (text: string) => Promise<string>,
  json: unknown,
  resolve: Resolve,
  options: Options,
): Promise<Compiled> {
  const made = makePack(json, resolve, options);
  if (!made.ok) return made;
  return { ok: true, pack: { ...made.pack, hash: await hashBy(digest, made.sources) }, tests: made.tests };
}

type Options = { positions?: Positions; adapterFaults?: AdapterFaults };

/** A pack without its hash, and the documents that this is taken of. */
type Made =
  | { ok: true; pack: Omit<CompiledPack, 'hash'>; sources: readonly unknown[]; tests: readonly PackTest[] }
  | { ok: false; errors: readonly PackError[] };

function makePack(json: unknown, resolve: Resolve, { positions, adapterFaults = () => [] }: Options): Made {
  const read = readPack(json);
  const wrong = read.ok ? [] : read.errors;
  const pack = read.ok ? read.pack : read.rest;
  const compiled = pack === null ? null : compileRead({ pack, json }, resolve, adapterFaults);
  const errors = [...wrong, ...(compiled?.ok === false ? compiled.errors : [])];
  if (compiled?.ok === true && errors.length === 0) return compiled;
  const own = pack?.id ?? wrong[0]?.pack;
  return {
    ok: false,
    errors: errors.map((e) => (positions !== undefined && e.pack === own ? placed(e, positions) : e)),
  };
}

type Document = { pack: PackSource; json: unknown };

function compileRead({ pack, json }: Document, resolve: Resolve, adapterFaults: AdapterFaults): Made {
  const errors: PackError[] = [];
  const sources: unknown[] = [];
  const texts = new Map<string, Text>();
  const adapters: AdapterTexts = new Map();
  const draft = layers({ pack, json }, { resolve, errors, sources, texts, adapters, adapterFaults }, []);
  errors.push(...findWrongReferences(draft, pack));
  const applies: Placed<string> | null =
    pack.applies === undefined ? null : { item: pack.applies, pack: pack.id, path: 'applies' };
  const parts = emit(draft, applies, errors);
  if (errors.length > 0) return { ok: false, errors };
  const compiled: Omit<CompiledPack, 'hash'> = {
    compiled: COMPILED_FORM,
    format: PACK_FORMAT,
    id: pack.id,
    version: pack.version,
    title: pack.title,
    ...parts,
    ...tablesOf(texts, draft, pack.language),
    ...(adapters.size > 0 ? { adapters: [...adapters.values()] } : {}),
  };
  return { ok: true, pack: inOwnLanguage(compiled, pack.language), sources, tests: pack.tests };
}

type Work = {
  resolve: Resolve;
  errors: PackError[];
  sources: unknown[];
  texts: Map<string, Text>;
  adapters: AdapterTexts;
  adapterFaults: AdapterFaults;
};

/** Packs that others extend, by their documents, which nobody changes: the bundled ones come with every compilation. */
const known = new WeakMap<object, Read>();

function readOnce(json: unknown): Read {
  if (typeof json !== 'object' || json === null) return readPack(json);
  const read = known.get(json) ?? readPack(json);
  known.set(json, read);
  return read;
}

/** The draft of a pack: those it extends in their order, then itself. `above` guards against circles. */
function layers({ pack, json }: Document, work: Work, above: readonly string[]): Draft {
  let draft = emptyDraft();
  pack.extends.forEach((id, i) => {
    const problem = (message: string): void =>
      void work.errors.push({ pack: pack.id, path: `extends[${i}]`, message, text: id });
    if (id === pack.id || above.includes(id)) return problem(`"${id}" would extend itself`);
    if (above.length >= MAX_EXTENDS) return problem('packs extend each other too deep');
    const found = work.resolve(id);
    if (found === undefined) return problem(`there is no pack "${id}"`);
    const read = readOnce(found);
    if (!read.ok) return void work.errors.push(...read.errors);
    draft = overlay(draft, layers({ pack: read.pack, json: found }, work, [...above, pack.id]));
  });
  work.sources.push(json);
  for (const [name, text] of textsOf(pack, json)) work.texts.set(name, text);
  layAdapters(pack, work.adapters, work.adapterFaults, work.errors);
  return layOver(draft, pack, work.errors);
}
