import { readdirSync, readFileSync } from 'node:fs';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import { readPack } from '@/lib/rules/read-pack';
import type { PackSource } from '@/lib/rules/schema';
import type { PackTest } from '@/lib/rules/test-schema';
import type { CompiledPack, RunnablePack } from '@/lib/rules/types';

const FOLDER = new URL('../../public/packs/', import.meta.url);

/** A bundled pack as file, as document, compiled and ready to run. */
export type Bundled = {
  file: string;
  text: string;
  source: PackSource;
  compiled: CompiledPack;
  tests: readonly PackTest[];
  runnable: RunnablePack;
};

const texts = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, readFileSync(new URL(file, FOLDER), 'utf8')]),
);

/** The document of the bundled pack of that id, as the compiler asks for it. */
export function documentOf(id: string): unknown {
  const text = texts.get(`${id}.json`);
  return text === undefined ? undefined : JSON.parse(text);
}

function bundled(file: string, text: string): Bundled {
  const json: unknown = JSON.parse(text);
  const read = readPack(json);
  const result = compilePack(json, documentOf);
  if (!read.ok || !result.ok) throw new Error(`${file}: ${JSON.stringify(read.ok ? result : read, null, 2)}`);
  const loaded = loadPack(result.pack);
  if (!loaded.ok) throw new Error(`${file}: ${loaded.reason}`);
  return { file, text, source: read.pack, compiled: result.pack, tests: result.tests, runnable: loaded.pack };
}

/** Every pack of the folder; throws with all its errors when one does not compile. */
export const BUNDLED: readonly Bundled[] = [...texts].map(([file, text]) => bundled(file, text));

/** The bundled pack of that id. */
export function bundledPack(id: string): Bundled {
  const found = BUNDLED.find((pack) => pack.source.id === id);
  if (!found) throw new Error(`there is no bundled pack ${id}`);
  return found;
}

/** The rules a pack writes itself, without those it inherits. */
export function ownRules({ stages, signals, steps }: PackSource): { id: string; title: string; why: string }[] {
  return [...stages.flatMap((stage) => [...stage.entry, ...stage.exit]), ...signals, ...steps];
}
