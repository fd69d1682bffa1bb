import { adapterFaults } from '@/lib/crm/import/pack-adapters';
import { compilePack, type PackError } from '@/lib/rules/compile';
import { readPack } from '@/lib/rules/read-pack';
import type { PackSource } from '@/lib/rules/schema';
import type { PackTest } from '@/lib/rules/test-schema';
import type { CompiledPack } from '@/lib/rules/types';
import { UsageError } from './command';
import { openDocument, type Opened } from './document/open';
import type { CliIo } from './io';
import type { Problem } from './report/problem';

/** A pack that compiles, with the text it was read from. */
export type PackFile = {
  opened: Opened;
  pack: CompiledPack;
  source: PackSource;
  tests: readonly PackTest[];
  /** Finds the documents of packs that it extends. */
  resolve: (id: string) => unknown;
};

export type Read = { ok: true; packFile: PackFile } | { ok: false; problems: readonly Problem[] };

/** Opens a file, or a bundled pack by its id. Throws a UsageError when there is neither. */
export function openPack(name: string, io: CliIo): ReturnType<typeof openDocument> {
  const text = io.read(name);
  if (text !== null) return openDocument(name, text);
  const bundled = /^[a-z][a-z0-9-]*$/.test(name) ? io.bundled(name) : null;
  if (bundled === null) throw new UsageError(`"${name}" cannot be read`);
  return openDocument(`${name}.json`, bundled);
}

/** Opens and compiles a pack; every error with its place in the text. */
export function readPackFile(name: string, io: CliIo): Read {
  const found = openPack(name, io);
  if (!found.ok) return found;
  const { opened } = found;
  const resolve = bundledPacks(io);
  const compiled = compilePack(opened.value, resolve, { adapterFaults });
  const read = readPack(opened.value);
  if (compiled.ok && read.ok)
    return { ok: true, packFile: { opened, pack: compiled.pack, tests: compiled.tests, source: read.pack, resolve } };
  const errors = compiled.ok ? [] : compiled.errors;
  return { ok: false, problems: errors.map((error) => errorProblem(error, opened, io)) };
}

/** The bundled packs' documents by id, each read once. */
function bundledPacks(io: CliIo): (id: string) => unknown {
  const read = new Map<string, unknown>();
  return (id) => {
    const text = read.has(id) ? null : io.bundled(id);
    if (text !== null) read.set(id, JSON.parse(text));
    return read.get(id);
  };
}

/** An error of the engine, placed in the file it is about: this one, or a bundled pack that it extends. */
function errorProblem(error: PackError, opened: Opened, io: CliIo): Problem {
  const at = error.pack === '' || error.pack === ownId(opened) ? opened : (bundledDocument(error.pack, io) ?? opened);
  const range = at.rangeOf({ path: error.path, position: error.position, text: error.text });
  return { severity: 'error', file: at.file, text: at.text, range, message: error.message, hint: error.hint ?? '' };
}

function ownId({ value }: Opened): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}

function bundledDocument(id: string, io: CliIo): Opened | null {
  const text = io.bundled(id);
  const found = text === null ? null : openDocument(`${id}.json (bundled)`, text);
  return found?.ok === true ? found.opened : null;
}
