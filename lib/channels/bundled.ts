import { browser } from 'wxt/browser';
import { extendedBy } from '@/lib/rules/extended-by';
import type { BundledPacks } from './install';

/** More levels than the compiler accepts; a chain that long is refused there. */
const MAX_LEVELS = 16;

/** The bundled packs that these ids name, and all that those extend; one round a level. Undefined for an id that none has. */
export async function bundledPacks(ids: readonly string[]): Promise<BundledPacks> {
  return withExtended(new Set(ids), new Map(), MAX_LEVELS);
}

async function withExtended(ids: ReadonlySet<string>, found: BundledPacks, levels: number): Promise<BundledPacks> {
  if (ids.size === 0 || levels === 0) return found;
  const documents = await Promise.all([...ids].map(async (id) => [id, await read(id)] as const));
  const all = new Map([...found, ...documents]);
  const next = documents.flatMap(([, document]) => extendedBy(document)).filter((id) => !all.has(id));
  return withExtended(new Set(next), all, levels - 1);
}

/** What an extension brings stays as it is while it runs. */
const known = new Map<string, unknown>();

async function read(id: string): Promise<unknown> {
  if (known.has(id)) return known.get(id);
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined; // the id becomes part of an address
  try {
    const answer = await fetch(browser.runtime.getURL('/') + `packs/${id}.json`);
    const document: unknown = await answer.json();
    known.set(id, document);
    return document;
  } catch {
    return undefined; // there is no such pack; the compiler says so
  }
}
