import { writePack, type Channel, type PackStatus } from '@/lib/cache/pack-cache';
import type { CompiledPack } from '@/lib/rules/types';
import type { FairleadDatabase } from '@/lib/store/database';
import { dropFilePack, filePack, keepFilePack } from '@/lib/store/packs';
import { bundledPacks } from './bundled';
import { compileText, DEFAULT_PACK, type InstallResult } from './install';

/** Makes a pack from a file the active one; on any error the pack before stays. */
export async function installFile(database: FairleadDatabase, text: string, now: number): Promise<InstallResult> {
  const result = await activate(text, 'file', now);
  if (result.ok) await keepFilePack(database, result.status.id, text, now);
  return result;
}

/** Makes the bundled pack the active one again. */
export async function useBundled(database: FairleadDatabase, now: number): Promise<InstallResult> {
  const result = await activateBundled(now);
  if (result.ok) await dropFilePack(database);
  return result;
}

/**
 * Compiles the pack in use anew: after an update of the extension, or when its compiled form was lost.
 * A pack from a file stays in use unless this version of the extension refuses it.
 */
export async function renew(database: FairleadDatabase, now: number): Promise<InstallResult> {
  const text = await filePack(database);
  const kept = text === null ? null : await activate(text, 'file', now);
  return kept?.ok ? kept : activateBundled(now);
}

async function activateBundled(now: number): Promise<InstallResult> {
  const pack = (await bundledPacks([DEFAULT_PACK])).get(DEFAULT_PACK);
  return activate(JSON.stringify(pack ?? null), 'bundled', now);
}

async function activate(text: string, channel: Channel, now: number): Promise<InstallResult> {
  const compiled = await compileText(text, bundledPacks);
  if (!compiled.ok) return compiled;
  const status = statusOf(compiled.pack, channel, now);
  await writePack({ status, compiled: compiled.pack });
  return { ok: true, status };
}

function statusOf(pack: CompiledPack, channel: Channel, now: number): PackStatus {
  const criteria = pack.stages.flatMap((stage) => [...stage.entry, ...stage.exit]);
  const rules = criteria.length + pack.signals.length + pack.steps.length;
  return { title: pack.title, id: pack.id, version: pack.version, hash: pack.hash, channel, installedAt: now, rules };
}
