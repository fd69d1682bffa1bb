import { browser } from 'wxt/browser';
import { extendedBy, type BundledPacks } from './install';

/** More than any chain of `extends` that the compiler accepts; a pack that names more is refused there. */
const MAX_PACKS = 64;

/** The bundled packs that these ids name, and all that those extend. An id that no bundled pack has is left out. */
export async function bundledPacks(ids: readonly string[]): Promise<BundledPacks> {
  const found = new Map<string, unknown>();
  let wanted = [...new Set(ids)];
  while (wanted.length > 0 && found.size < MAX_PACKS) {
    const documents = await Promise.all(wanted.map(read)); // one round a level of `extends`
    wanted.forEach((id, index) => found.set(id, documents[index]));
    wanted = [...new Set(documents.flatMap(extendedBy))].filter((id) => !found.has(id));
  }
  return found;
}

async function read(id: string): Promise<unknown> {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined; // the id becomes part of an address
  try {
    const answer = await fetch(browser.runtime.getURL('/') + `packs/${id}.json`);
    return await answer.json();
  } catch {
    return undefined; // there is no such pack; the compiler says so
  }
}
