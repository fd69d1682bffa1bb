import type { FairleadDatabase } from './database';

/** A version of a pack as it came into use. `who` and `why` are what its author wrote; empty where nobody did. */
export type PackVersionRow = {
  /** Of the pack's documents, `extends` included. */
  hash: string;
  id: string;
  version: number;
  title: string;
  channel: 'bundled' | 'file' | 'subscription' | 'managed';
  /** The name of its subscription; empty for a file and for the extension itself. */
  source: string;
  /** When it first came into use, ms. */
  at: number;
  text: string;
  who: string;
  why: string;
};

/** More than years of changes; the oldest go first. */
const KEPT = 100;

/** Writes down a version when it comes into use; one that was in use before keeps its first line. */
export async function notePackVersion(database: FairleadDatabase, row: PackVersionRow): Promise<void> {
  await database.transaction('rw', database.packVersions, async () => {
    if ((await database.packVersions.get(row.hash)) !== undefined) return;
    await database.packVersions.add(row);
    const count = await database.packVersions.count();
    if (count > KEPT)
      await database.packVersions.bulkDelete(
        await database.packVersions
          .orderBy('at')
          .limit(count - KEPT)
          .primaryKeys(),
      );
  });
}

/** Adds who made a version, and why, where that was not said yet. */
export async function signPackVersion(
  database: FairleadDatabase,
  hash: string,
  { who, why }: { who: string; why: string },
): Promise<void> {
  await database.packVersions
    .where('hash')
    .equals(hash)
    .and((row) => row.who === '' && row.why === '')
    .modify({ who, why });
}

/** Every version that was in use, the latest first, without its text. */
export async function packVersions(database: FairleadDatabase): Promise<Omit<PackVersionRow, 'text'>[]> {
  const rows = await database.packVersions.orderBy('at').toArray();
  return rows.toReversed().map(({ text: _text, ...row }) => row);
}

/** The text of a version; null when it is no longer kept. */
export async function packVersionText(database: FairleadDatabase, hash: string): Promise<string | null> {
  return (await database.packVersions.get(hash))?.text ?? null;
}
