import type { PackStatus } from '@/lib/cache/pack-cache';
import type { PackError } from '@/lib/rules/pack-error';
import { jsonOf } from '@/lib/domain/json-of';
import { note } from '@/lib/store/audit';
import type { FairleadDatabase } from '@/lib/store/database';
import { packVersionText, signPackVersion } from '@/lib/store/pack-versions';
import { dropFilePack, keepFilePack } from '@/lib/store/packs';
import { allSources, dropSource, usableReleases } from '@/lib/store/sources';
import { bundledCandidate, candidates } from './candidates';
import { compileText, type InstallResult } from './install';
import { installSigned, looksSigned } from './install-signed';
import { lockedBy } from './policy/kept';
import { settle } from './settle';
import { browserWorld, type World } from './world';

/** Makes a pack from a file the active one; on any error the pack before stays. A signed one goes to the subscription it is signed for. */
export async function installFile(
  database: FairleadDatabase,
  text: string,
  now: number,
  author: Author = NOBODY,
): Promise<InstallResult> {
  const result = await installText(
    browserWorld(database, () => now),
    text,
  );
  if (result.ok && (author.who !== '' || author.why !== ''))
    await signPackVersion(database, result.status.hash, author);
  return result;
}

/** Who made a version and why, in his own words; empty where he said nothing. */
export type Author = { who: string; why: string };

const NOBODY: Author = { who: '', why: '' };

/** The text of the pack in use, as it came; null when it is no longer kept. Whoever asks before the first one is in use waits for it. */
export async function textInUse(database: FairleadDatabase): Promise<{ text: string; status: PackStatus } | null> {
  const world = browserWorld(database);
  // Right after the extension came, a page can be quicker than what puts the first pack in.
  if ((await world.readPackEntry()) === null) await world.exclusively(() => settle(world));
  const active = await world.readPackEntry();
  if (active === null) return null;
  for await (const candidate of candidates(world)) {
    if (candidate.from === active.from) return { text: candidate.text, status: active.status };
  }
  const text = await packVersionText(database, active.status.hash);
  return text === null ? null : { text, status: active.status };
}

/** Makes the bundled pack the active one again. */
export function useBundled(database: FairleadDatabase, now: number): Promise<InstallResult> {
  return backToBundled(browserWorld(database, () => now));
}

/**
 * Compiles the pack in use anew: after an update of the extension, or when its compiled form was lost.
 * A pack that this version of the extension refuses gives way to the next one.
 */
export function renew(database: FairleadDatabase, now: number): Promise<InstallResult> {
  const world = browserWorld(database, () => now);
  return world.exclusively(() => settle(world, true));
}

/** `installFile`, in any world. */
export async function installText(world: World, text: string): Promise<InstallResult> {
  const refusal = await lockedBy(world, 'packFiles');
  if (refusal !== null) return refuse(world, refusal);
  const json = jsonOf(text);
  if (looksSigned(json)) return installSigned(world, json);
  const compiled = await compileText(text, world);
  if (!compiled.ok) return compiled;
  return world.exclusively(async () => {
    const above = await provider(world);
    if (above !== null) return refuse(world, `The rules come from “${above}”: a file cannot replace them.`);
    const { id, version, hash } = compiled.pack;
    const kept = await world.readPackEntry();
    const known = kept?.status.channel === 'file' && kept.status.id === id ? kept.status : null;
    if (known && known.version === version && known.hash === hash) return settle(world);
    if (known?.version === version)
      return refuse(
        world,
        `Version ${version} of “${id}” is installed with another content: give the change a new version.`,
      );
    if (known && version < known.version)
      return refuse(
        world,
        `Version ${version} is older than installed (${known.version}): going back needs a new, higher version.`,
      );
    await dropOrphans(world);
    await keepFilePack(world.database, id, text, world.now());
    await note(world.database, {
      at: world.now(),
      kind: 'installed',
      source: 'file',
      pack: id,
      version,
      message: 'From a file.',
    });
    return settle(world);
  });
}

/** `useBundled`, in any world. */
export async function backToBundled(world: World): Promise<InstallResult> {
  const refusal = await lockedBy(world, 'bundledPack');
  if (refusal !== null) return refuse(world, refusal);
  return world.exclusively(async () => {
    const above = await provider(world);
    if (above !== null) return refuse(world, `The rules come from “${above}”: remove that subscription first.`);
    const compiled = await compileText((await bundledCandidate(world)).text, world);
    if (!compiled.ok) return compiled;
    await dropOrphans(world);
    await dropFilePack(world.database);
    return settle(world);
  });
}

/** The name of the source whose rules come before any file; null when there is none. */
async function provider(world: World): Promise<string | null> {
  const used = (await usableReleases(world.database)).find(
    ({ source, versions }) => !source.orphan && versions.length > 0,
  );
  return used?.source.name ?? null;
}

async function dropOrphans(world: World): Promise<void> {
  for (const { id, orphan } of await allSources(world.database)) if (orphan) await dropSource(world.database, id);
}

async function refuse(world: World, message: string): Promise<InstallResult> {
  await note(world.database, { at: world.now(), kind: 'refused', source: 'file', pack: '', version: null, message });
  const error: PackError = { pack: '', path: '', message };
  return { ok: false, errors: [error] };
}
