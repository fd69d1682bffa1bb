import type { Assessment } from '@/lib/domain/assessment';
import { note } from '@/lib/store/audit';
import type { PackHealthRow, ReleaseRow, SourceRow } from '@/lib/store/rows-6';
import { allSources, healthOf, putHealth, newestRelease, putSource, together } from '@/lib/store/sources';
import { readEnvelope } from './signed/envelope';
import { readRelease } from './signed/release';
import { reasonToRollBack } from './rollout/guardrails';
import { refreshNews } from './news';
import { settle } from './settle';
import type { World } from './world';

/** How many durations are kept: enough for a 95th percentile. */
const DURATIONS = 100;

/** What one assessment, or one dispute, adds to what is counted of a pack. */
export type Seen = { broken: boolean; blocked: boolean; disputed: boolean; tookMs: number | null };

/** What a dispute adds. */
export const DISPUTED: Seen = { broken: false, blocked: false, disputed: true, tookMs: null };

/** What an assessment says of its pack's health. */
export function seenIn({ broken, criteria }: Assessment, tookMs: number | null = null): Seen {
  const blocked = criteria.some(({ enforce, verdict }) => enforce === 'block' && verdict.kind === 'notMet');
  return { broken: broken.length > 0, blocked, disputed: false, tookMs };
}

/** Counts, and takes the version in use back when it is beyond its limits. Assessments of other packs than the active one count not. */
export async function watchHealth(world: World, hash: string, seen: Seen): Promise<void> {
  const active = await world.readPackEntry();
  if (active?.status.hash !== hash) return;
  await world.exclusively(async () => {
    const now = counted(await healthOf(world.database, hash), hash, seen);
    await putHealth(world.database, now);
    const source = (await allSources(world.database)).find(({ id }) => active.from?.startsWith(`${id} `));
    const release = source ? await newestRelease(world.database, source) : null;
    // A bundled pack or one from a file was chosen by hand, and stays.
    if (!source || release?.version !== active.status.version) return;
    const reason = reasonToRollBack(now, await baseline(world, hash), guardrailsOf(release));
    if (reason !== null) await rollBack(world, source, release, reason);
  });
}

function counted(
  before: PackHealthRow | null,
  hash: string,
  { broken, blocked, disputed, tookMs }: Seen,
): PackHealthRow {
  const row = before ?? { hash, assessments: 0, broken: 0, blocked: 0, disputes: 0, tookMs: [] };
  return {
    hash,
    assessments: row.assessments + (disputed ? 0 : 1),
    broken: row.broken + (broken ? 1 : 0),
    blocked: row.blocked + (blocked ? 1 : 0),
    disputes: row.disputes + (disputed ? 1 : 0),
    tookMs: tookMs === null ? row.tookMs : [...row.tookMs, tookMs].slice(-DURATIONS),
  };
}

/** What was counted of the pack with the most assessments besides this one: what reps were used to. */
async function baseline(world: World, hash: string): Promise<PackHealthRow | null> {
  const others = await world.database.packHealth.filter((row) => row.hash !== hash).toArray();
  return others.toSorted((a, b) => b.assessments - a.assessments)[0] ?? null;
}

function guardrailsOf({ envelope }: ReleaseRow): Parameters<typeof reasonToRollBack>[2] {
  const read = readEnvelope(JSON.parse(envelope));
  const release = read.ok ? readRelease(read.value) : read;
  return release.ok ? release.value.guardrails : undefined;
}

async function rollBack(world: World, source: SourceRow, release: ReleaseRow, reason: string): Promise<void> {
  const { version, id } = release;
  const message = `version ${version} is not used on this computer, because ${reason}.`;
  await together(world.database, async () => {
    await putSource(world.database, { ...source, avoided: [...source.avoided, version], rolledBack: message });
    await note(world.database, {
      at: world.now(),
      kind: 'rolledBack',
      source: source.name,
      pack: id,
      version,
      message,
    });
  });
  await settle(world);
  await refreshNews(world);
}
