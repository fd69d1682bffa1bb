import type { FairleadDatabase } from './database';
import type { PackHealthRow, ReleaseRow, SourceRow } from './rows-6';

/** The version in use, and the one to go back to. */
const KEPT_RELEASES = 2;

/** Every source, in the order in which their packs count. */
export async function allSources(database: FairleadDatabase): Promise<SourceRow[]> {
  const rows = await database.sources.toArray();
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.order - b.order);
}

/** Managed before subscribed; a managed one whose policy is gone comes after those of the policy that is there. */
function rank({ by, orphan }: SourceRow): number {
  return by === 'managed' ? (orphan ? 1 : 0) : 2;
}

export async function sourceById(database: FairleadDatabase, id: string): Promise<SourceRow | null> {
  return (await database.sources.get(id)) ?? null;
}

export async function putSource(database: FairleadDatabase, row: SourceRow): Promise<void> {
  await database.sources.put(row);
}

/** Forgets a source and what came from it. */
export async function dropSource(database: FairleadDatabase, id: string): Promise<void> {
  await database.sources.delete(id);
  await database.releases.where('source').equals(id).delete();
}

/**
 * Every source with the versions of its releases that may be used, newest first, in the order in which their packs count. Only
 * keys are read: a release holds its pack's whole text.
 */
export async function usableReleases(
  database: FairleadDatabase,
): Promise<{ source: SourceRow; versions: readonly number[] }[]> {
  const [sources, keys] = await Promise.all([allSources(database), database.releases.toCollection().primaryKeys()]);
  return sources.map((source) => {
    const kept = keys.flatMap(([id, version]) => (id === source.id ? [version] : []));
    return { source, versions: usableOf(source, kept) };
  });
}

async function keptVersions(database: FairleadDatabase, { id }: SourceRow): Promise<number[]> {
  return (await database.releases.where('source').equals(id).primaryKeys()).map(([, version]) => version);
}

function usableOf({ avoided }: SourceRow, versions: readonly number[]): number[] {
  return versions.filter((version) => !avoided.includes(version)).toSorted((a, b) => b - a);
}

/** The newest release of a source that may be used; null when there is none. */
export async function newestRelease(database: FairleadDatabase, source: SourceRow): Promise<ReleaseRow | null> {
  const [version] = usableOf(source, await keptVersions(database, source));
  return version === undefined ? null : ((await database.releases.get([source.id, version])) ?? null);
}

/** The version and hash of the newest release of a source that may be used. The highest one's stand with the source: its text is not read. */
export async function newestKept(
  database: FairleadDatabase,
  source: SourceRow,
): Promise<Pick<ReleaseRow, 'version' | 'sha256'> | null> {
  const [version] = usableOf(source, await keptVersions(database, source));
  if (version === source.highest) return { version, sha256: source.highestSha256 };
  return newestRelease(database, source);
}

/** Keeps a release; of those before it, the newest one is what a rollback goes back to. */
export async function putRelease(database: FairleadDatabase, row: ReleaseRow, source: SourceRow): Promise<void> {
  const [, all] = await Promise.all([database.releases.put(row), keptVersions(database, source)]);
  const kept = new Set(usableOf(source, all).slice(0, KEPT_RELEASES));
  const gone = all.filter((version) => !kept.has(version));
  await database.releases.bulkDelete(gone.map((version): [string, number] => [source.id, version]));
}

export async function dropRelease(database: FairleadDatabase, { source, version }: ReleaseRow): Promise<void> {
  await database.releases.delete([source, version]);
}

/** What was counted of a pack. */
export async function healthOf(database: FairleadDatabase, hash: string): Promise<PackHealthRow | null> {
  return (await database.packHealth.get(hash)) ?? null;
}

export async function putHealth(database: FairleadDatabase, row: PackHealthRow): Promise<void> {
  await database.packHealth.put(row);
}

/** Runs steps that belong together: all of them, or none. */
export function together<T>(database: FairleadDatabase, work: () => Promise<T>): Promise<T> {
  const { sources, releases, audit, packs, packHealth } = database;
  return database.transaction('rw', [sources, releases, audit, packs, packHealth], work);
}
