import { canonicalJson } from '@/lib/domain/canonical';
import { pathText, type PackError } from './pack-error';
import type { PackSource } from './schema';

/** What is wrong with one adapter document: where in it, what, and what to write instead. */
export type AdapterFault = { path: string; message: string; text?: string; hint?: string };

/** Says what is wrong with an adapter document. The rules know nothing of adapters: who compiles a pack brings the check. */
export type AdapterFaults = (document: unknown) => readonly AdapterFault[];

/** The adapters of the packs so far, as JSON texts by their ids; one of the same id in a later pack takes its place. */
export type AdapterTexts = Map<string, string>;

/** Checks a pack's adapters and lays them over those of the packs that it extends. */
export function layAdapters(
  { id: pack, adapters }: PackSource,
  texts: AdapterTexts,
  faults: AdapterFaults,
  errors: PackError[],
): void {
  const own = new Set<string>();
  for (const [index, adapter] of adapters.entries()) {
    const at = ['adapters', index];
    const found = faults(adapter);
    for (const { path, ...fault } of found) errors.push({ pack, path: under(pathText(at), path), ...fault });
    const id = idOf(adapter);
    if (own.has(id)) errors.push({ pack, path: pathText(at), message: `the adapter "${id}" is there twice`, text: id });
    own.add(id);
    texts.set(id, canonicalJson(adapter));
  }
}

function under(path: string, inner: string): string {
  return inner === '' || inner.startsWith('[') ? `${path}${inner}` : `${path}.${inner}`;
}

function idOf({ route }: Readonly<Record<string, unknown>>): string {
  return typeof route === 'object' && route !== null && 'adapter' in route ? String(route.adapter) : '';
}

/** The adapters of a compiled pack from a cache, as texts; none where there is anything else. */
export function adaptersOf(compiled: unknown): readonly string[] {
  if (typeof compiled !== 'object' || compiled === null || !('adapters' in compiled)) return [];
  const { adapters } = compiled;
  return Array.isArray(adapters) && adapters.every((text) => typeof text === 'string') ? adapters : [];
}
