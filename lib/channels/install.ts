import type { PackStatus } from '@/lib/cache/pack-cache';
import { compileBy } from '@/lib/rules/compile';
import { extendedBy } from '@/lib/rules/extended-by';
import type { PackError } from '@/lib/rules/pack-error';
import type { CompiledPack } from '@/lib/rules/types';
import { digestOf } from './signed/bytes';
import type { World } from './world';

/** The outcome of putting a pack in: the new one is active, or nothing changed and every error is listed. */
export type InstallResult = { ok: true; status: PackStatus } | { ok: false; errors: readonly PackError[] };

/** The bundled packs' documents by id; undefined for an id that none has. */
export type BundledPacks = ReadonlyMap<string, unknown>;

/** The pack that is active until an admin says otherwise. */
export const DEFAULT_PACK = 'meddpicc';

/** Parses and compiles the text of a pack; on failure every error at once, and nothing has changed. */
export async function compileText(
  text: string,
  { bundled, adapterFaults }: Pick<World, 'bundled' | 'adapterFaults'>,
): Promise<{ ok: true; pack: CompiledPack } | { ok: false; errors: readonly PackError[] }> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { ok: false, errors: [notJson(error)] };
  }
  const packs = await bundled(extendedBy(document));
  return compileBy(digestOf, document, (id) => packs.get(id), { adapterFaults });
}

function notJson(error: unknown): PackError {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    pack: '',
    path: '',
    message: `This is not a JSON document: ${reason}.`,
    hint: 'look for a missing comma, quote or bracket',
  };
}
