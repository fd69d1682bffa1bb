import { readPack, writePack, type Channel, type PackStatus } from '@/lib/cache/pack-cache';
import type { CompiledPack } from '@/lib/rules/types';
import { bundledPacks } from './bundled';
import { compileText, DEFAULT_PACK, type BundledPacks, type InstallResult } from './install';

/** Makes a bundled pack the active one. */
export async function restoreBundled(now: number, id: string = DEFAULT_PACK): Promise<InstallResult> {
  const bundled = await bundledPacks();
  return activate(JSON.stringify(bundled.get(id)), bundled, 'bundled', now);
}

/** Makes a pack from a file the active one; on any error the pack before stays. */
export async function installFile(text: string, now: number): Promise<InstallResult> {
  return activate(text, await bundledPacks(), 'file', now);
}

/** The active pack's status, or null when none is cached. */
export async function packStatus(): Promise<PackStatus | null> {
  return (await readPack())?.status ?? null;
}

async function activate(text: string, bundled: BundledPacks, channel: Channel, now: number): Promise<InstallResult> {
  const compiled = compileText(text, bundled);
  if (!compiled.ok) return compiled;
  const status = statusOf(compiled.pack, channel, now);
  await writePack({ status, compiled: compiled.pack });
  return { ok: true, status };
}

function statusOf(pack: CompiledPack, channel: Channel, now: number): PackStatus {
  const rules =
    pack.signals.length +
    pack.steps.length +
    pack.stages.reduce((sum, stage) => sum + stage.entry.length + stage.exit.length, 0);
  return { title: pack.title, id: pack.id, version: pack.version, hash: pack.hash, channel, installedAt: now, rules };
}
