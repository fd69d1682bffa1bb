import { compiledOf, type PackEntry, type PackStatus, type Slot } from '@/lib/cache/pack-cache';
import type { ReleaseRow } from '@/lib/store/rows-6';
import type { PackError } from '@/lib/rules/pack-error';
import { COMPILED_FORM, type CompiledPack } from '@/lib/rules/types';
import { note } from '@/lib/store/audit';
import { notePackVersion } from '@/lib/store/pack-versions';
import { adaptersOf } from '@/lib/rules/pack-adapters';
import { followAdapters } from './brought';
import { candidates, dropDamaged, stillSigned, type Candidate } from './candidates';
import { compileText, type InstallResult } from './install';
import { digestOf } from './signed/bytes';
import { refreshNews } from './news';
import type { World } from './world';

/** A pack whose bytes were verified and compiled just now, as it is stored, and its form as it was laid. */
export type Ready = { release: ReleaseRow; pack: CompiledPack; laid: Promise<Laid> };

/** The form of a compiled pack where `switchPack` finds it. */
export type Laid = { slot: Slot; digest: string };

/** Lays a pack's form: the larger part of a switch, which can be done while the rest is. */
export async function lay(world: World, pack: CompiledPack): Promise<Laid> {
  const form = JSON.stringify(pack);
  const [slot, digest] = await Promise.all([world.layForm(form), digestOf(form)]);
  return { slot, digest };
}

/**
 * Makes the pack that should be in use the active one: the first candidate that is whole and compiles. The database is what
 * counts and the cache follows, so that a worker stopped between the two is made up for when it starts again.
 * `anew` compiles even what is in use already: after an update of the extension, or when the compiled form was lost.
 * What is `ready` is neither read, verified nor compiled again.
 */
export async function settle(world: World, anew = false, ready?: Ready): Promise<InstallResult> {
  const settled = await activeOf(world, anew, ready).finally(async () => {
    await ready?.laid.catch(() => undefined);
    await world.dropSpareForm().catch(() => undefined); // another time
  });
  if (settled.ok) await bringPacksAdapters(world);
  return settled;
}

/** The adapters of the pack in use come and go with it; a worker stopped in between makes up for it at its next start. */
async function bringPacksAdapters(world: World): Promise<void> {
  const active = await world.readPack();
  if (!active) return;
  const { id, version, title } = active.status;
  await followAdapters(world, 'pack', `${title} (${id} ${version})`, adaptersOf(compiledOf(active)));
}

async function activeOf(world: World, anew: boolean, ready?: Ready): Promise<InstallResult> {
  // The cache is read beside the database: each takes the other's time.
  const reading = world.readPackEntry();
  reading.catch(() => undefined); // heard of below, where it is waited for
  let errors: readonly PackError[] = [];
  for await (const candidate of candidates(world, ready?.release)) {
    const before = await reading;
    if (!anew && before && (await isCurrent(world, before, candidate))) return { ok: true, status: before.status };
    if (ready && candidate.release === ready.release)
      return { ok: true, status: await activate(world, candidate, ready, before) };
    const signed = await stillSigned(candidate);
    if (signed?.ok === false) {
      await dropDamaged(world, candidate, signed.refusal.message);
      continue;
    }
    const compiled = await compileText(candidate.text, world);
    if (compiled.ok) {
      const made = { pack: compiled.pack, laid: lay(world, compiled.pack) };
      return { ok: true, status: await activate(world, candidate, made, before) };
    }
    ({ errors } = compiled);
  }
  return { ok: false, errors };
}

/** Whether the cache holds this candidate, unharmed and in the form of this version. */
async function isCurrent(world: World, { from }: PackEntry, candidate: Candidate): Promise<boolean> {
  if (from !== candidate.from) return false;
  const cached = await world.readPack();
  if (cached === null) return false;
  const compiled = compiledOf(cached);
  const form = typeof compiled === 'object' && compiled !== null && 'compiled' in compiled ? compiled.compiled : null;
  return form === COMPILED_FORM && cached.digest === (await digestOf(cached.form));
}

async function activate(
  world: World,
  candidate: Candidate,
  { pack, laid }: Pick<Ready, 'pack' | 'laid'>,
  before: PackEntry | null,
): Promise<PackStatus> {
  const status = statusOf(pack, candidate);
  const { slot, digest } = await laid;
  await world.switchPack({ status, digest, from: candidate.from }, slot);
  await noteVersion(world, status, candidate);
  if (before?.status.hash !== status.hash || before.status.channel !== status.channel) {
    const old = before ? `${before.status.id} ${before.status.version}` : 'nothing';
    await note(world.database, {
      at: world.now(),
      kind: 'switched',
      source: status.source ?? status.channel,
      pack: status.id,
      version: status.version,
      message: `In use now, in place of ${old}.`,
    });
    world.onSwitch();
  }
  await refreshNews(world);
  return status;
}

/** A history that cannot be written must not keep a pack from coming into use. */
async function noteVersion(world: World, status: PackStatus, { text }: Candidate): Promise<void> {
  const { id, version, title, hash, channel, source = '' } = status;
  const row = { hash, id, version, title, channel, source, at: world.now(), text, who: '', why: '' };
  await notePackVersion(world.database, row).catch(() => undefined);
}

function statusOf(pack: CompiledPack, { channel, installedAt, source, release }: Candidate): PackStatus {
  const criteria = pack.stages.flatMap((stage) => [...stage.entry, ...stage.exit]);
  const rules = criteria.length + pack.signals.length + pack.steps.length;
  return {
    title: pack.title,
    id: pack.id,
    version: pack.version,
    hash: pack.hash,
    channel,
    installedAt,
    rules,
    ...(source ? { source: source.name } : {}),
    ...(release ? { expires: release.expires } : {}),
  };
}
