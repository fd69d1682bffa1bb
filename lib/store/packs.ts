import type { FairleadDatabase } from './database';

/** Keeps the text of a pack that a file brought, so that it can be compiled anew when the compiled form is lost or old. */
export async function keepFilePack(database: FairleadDatabase, id: string, text: string, at: number): Promise<void> {
  await database.transaction('rw', database.packs, async () => {
    await database.packs.where('channel').equals('file').delete();
    await database.packs.put({ channel: 'file', id, text, installedAt: at });
  });
}

/** The pack that a file brought; null when there is none. */
export async function filePackRow(database: FairleadDatabase): Promise<{ text: string; installedAt: number } | null> {
  return (await database.packs.where('channel').equals('file').first()) ?? null;
}

/** Forgets the pack that a file brought. */
export async function dropFilePack(database: FairleadDatabase): Promise<void> {
  await database.packs.where('channel').equals('file').delete();
}
