import type { Channel } from '@/lib/cache/pack-cache';
import { jsonOf } from '@/lib/domain/json-of';
import { note } from '@/lib/store/audit';
import { filePackRow } from '@/lib/store/packs';
import type { ReleaseRow, SourceRow } from '@/lib/store/rows-6';
import { dropRelease, putSource, together, usableReleases } from '@/lib/store/sources';
import { DEFAULT_PACK } from './install';
import { digestOf } from './signed/bytes';
import { readEnvelope } from './signed/envelope';
import { verifyBytes, verifyRelease } from './signed/release';
import type { Outcome } from './signed/refusal';
import type { World } from './world';

/** A pack that may become the active one. */
export type Candidate = {
  channel: Channel;
  text: string;
  installedAt: number;
  /** Where it came from, and its bytes. */
  from: string;
  source?: SourceRow;
  release?: ReleaseRow;
};

/**
 * The packs that are here, the one to use first: managed, subscribed, from a file, bundled. A release that is `known`, as it
 * is stored, is not read again.
 */
export async function* candidates(world: World, known?: ReleaseRow): AsyncGenerator<Candidate> {
  for (const { source, versions } of await usableReleases(world.database)) {
    for (const version of versions) {
      const same = known?.source === source.id && known.version === version;
      const release = same ? known : await world.database.releases.get([source.id, version]);
      if (release === undefined) continue;
      yield {
        channel: source.by,
        text: release.text,
        installedAt: release.installedAt,
        from: `${source.id} ${release.version} ${release.sha256} ${release.expires}`,
        source,
        release,
      };
    }
  }
  const file = await filePackRow(world.database);
  if (file)
    yield {
      channel: 'file',
      text: file.text,
      installedAt: file.installedAt,
      from: `file ${await digestOf(file.text)}`,
    };
  yield await bundledCandidate(world);
}

export async function bundledCandidate(world: World): Promise<Candidate> {
  const pack = (await world.bundled([DEFAULT_PACK])).get(DEFAULT_PACK);
  return { channel: 'bundled', text: JSON.stringify(pack ?? null), installedAt: world.now(), from: 'bundled' };
}

/** Whether what was stored is still what was signed: disks fail, and profiles are copied. */
export async function stillSigned({ source, release }: Candidate): Promise<Outcome<unknown> | null> {
  if (!source || !release) return null;
  const bytes = readEnvelope(jsonOf(release.envelope));
  if (!bytes.ok) return bytes;
  const signed = await verifyRelease(bytes.value, release.trust, source.channel);
  return signed.ok ? verifyBytes(release.text, signed.value.release) : signed;
}

/** Drops a stored release that is damaged; the source is asked again at once. */
export async function dropDamaged(world: World, candidate: Candidate, message: string): Promise<void> {
  const { source, release } = candidate;
  if (!source || !release) return;
  await together(world.database, async () => {
    await dropRelease(world.database, release);
    await putSource(world.database, { ...source, etag: null, dueAt: world.now() });
    await note(world.database, {
      at: world.now(),
      kind: 'repaired',
      source: source.name,
      pack: release.id,
      version: release.version,
      message: `The stored pack is damaged and was dropped: ${message}`,
    });
  });
}
