import { compileText, type InstallResult } from './install';
import { note } from '@/lib/store/audit';
import type { ReleaseRow, SourceRow } from '@/lib/store/rows-6';
import { allSources, dropSource, newestKept, putRelease, putSource, sourceById, together } from '@/lib/store/sources';
import { chooseRelease, refusalOf, type Installed } from './rollout/choose';
import { installCode, ringPosition, type Install } from './rollout/ring';
import { lay, settle } from './settle';
import type { Trust } from './signed/envelope';
import { verifyBytes, type SignedRelease } from './signed/release';
import { refused, taken, type Outcome } from './signed/refusal';
import type { World } from './world';

/** The later of this computer's clock and what a server told: a clock set back makes nothing valid again. */
export async function judgedTime(world: World): Promise<number> {
  return Math.max(world.now(), (await world.readNews()).serverDate ?? 0);
}

/** Where this install stands in a source's rollouts. */
export async function installOf(world: World, source: SourceRow): Promise<Install> {
  const id = await world.installId();
  // A ring that the policy set is its last place: 5 is among the first 5 of 100, 100 comes when all do.
  const position = source.ring === null ? ringPosition(id, source.channel) : source.ring - 1;
  return { position, names: [installCode(id), ...source.groups] };
}

export async function installedFrom(world: World, source: SourceRow): Promise<Installed | null> {
  const { highest, highestSha256, avoided } = source;
  if (highest === 0) return null;
  const { version, sha256 } = (await newestKept(world.database, source)) ?? { version: 0, sha256: '' };
  return { version, sha256, highest, highestSha256, avoided };
}

/** What a source offers this install, by what is installed from it now. */
export async function choiceFor(
  world: World,
  source: SourceRow,
  releases: readonly SignedRelease[],
): Promise<ReturnType<typeof chooseRelease>> {
  const [installed, install, at] = await Promise.all([
    installedFrom(world, source),
    installOf(world, source),
    judgedTime(world),
  ]);
  return chooseRelease(releases, installed, install, at);
}

/**
 * Puts a verified release in, unless another window was faster with the same or a higher one. Everything that is stored goes in
 * together; the active pack follows.
 */
export async function admit(
  world: World,
  sourceId: string,
  { signed, text, trust }: { signed: SignedRelease; text: string; trust: Trust },
): Promise<Outcome<InstallResult>> {
  const whole = await verifyBytes(text, signed.release);
  if (!whole.ok) return whole;
  const compiled = await compileText(text, world);
  if (!compiled.ok) {
    const [first] = compiled.errors;
    return refused(
      'rules',
      `The pack has ${compiled.errors.length} errors; the first, at ${first?.path ?? ''}: ${first?.message ?? ''}`,
    );
  }
  const { id, version } = signed.release.pack;
  if (compiled.pack.id !== id || compiled.pack.version !== version)
    return refused(
      'altered',
      `It is signed as ${id} ${version}, and says that it is ${compiled.pack.id} ${compiled.pack.version}.`,
    );
  return world.exclusively(async () => {
    const [source, at] = await Promise.all([sourceById(world.database, sourceId), judgedTime(world)]);
    if (!source) return refused('overruled', 'The subscription was removed meanwhile.');
    const installed = await installedFrom(world, source);
    const refusal = refusalOf(signed, installed, at);
    if (refusal) return { ok: false, refusal } as const;
    if (installed?.version === version) return taken(await settle(world));
    const { pack } = compiled;
    const laid = lay(world, pack);
    laid.catch(() => undefined); // heard of where it is waited for
    const release = rowOf(signed, text, trust, source.id, world.now());
    await keep(world, source, release);
    return taken(await settle(world, false, { release, pack, laid }));
  });
}

/** A release that is in use and was signed again: it now counts as up to date for longer. */
export async function prolong(
  world: World,
  sourceId: string,
  { release, envelope }: SignedRelease,
  trust: Trust,
): Promise<void> {
  await world.exclusively(async () => {
    const row = await world.database.releases.get([sourceId, release.pack.version]);
    if (!row || row.expires >= release.expires) return;
    await world.database.releases.put({ ...row, expires: release.expires, envelope: JSON.stringify(envelope), trust });
    await settle(world);
  });
}

function rowOf(
  { release, envelope }: SignedRelease,
  text: string,
  trust: Trust,
  source: string,
  at: number,
): ReleaseRow {
  const { id, version, sha256 } = release.pack;
  const { expires } = release;
  return { source, version, id, sha256, text, envelope: JSON.stringify(envelope), trust, expires, installedAt: at };
}

function keep(world: World, source: SourceRow, row: ReleaseRow): Promise<void> {
  return together(world.database, async () => {
    const { version, sha256 } = row;
    const avoided = source.avoided.filter((one) => one >= version);
    const next: SourceRow = {
      ...source,
      highest: version,
      highestSha256: sha256,
      avoided,
      rolledBack: null,
      refused: null,
    };
    const message = `Verified and installed; up to date until ${row.expires}.`;
    await Promise.all([
      putRelease(world.database, row, next),
      putSource(world.database, next),
      note(world.database, {
        at: world.now(),
        kind: 'installed',
        source: source.name,
        pack: row.id,
        version,
        message,
      }),
    ]);
    if (source.by === 'managed' && !source.orphan) await dropOrphans(world);
  });
}

/** What a policy that is gone had brought is not needed once the policy that is there has brought something. */
async function dropOrphans(world: World): Promise<void> {
  for (const { id, orphan } of await allSources(world.database)) if (orphan) await dropSource(world.database, id);
}
