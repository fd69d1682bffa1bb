import Dexie from 'dexie';
import type { FairleadDatabase } from './database';

/** A file of deals that was put in, with all that says where its numbers come from. Its tables are in `importParts`. */
export type ImportRow = {
  id: string;
  /** Of the file. */
  name: string;
  /** ms */
  importedAt: number;
  encoding: string;
  delimiter: string;
  /** Rows of the file: those that became deals, and those left out. */
  taken: number;
  left: number;
  /** Rows by remark, what holds for the file as a whole, and which column meant what: as the preview showed them. */
  remarks: Readonly<Record<string, number>>;
  notes: readonly unknown[];
  mapping: unknown;
  parts: number;
  /** False until its last part is here: what a closed page left half done is no import. */
  complete: boolean;
};

/** A piece of the layout as JSON text. */
export type ImportPartRow = { importId: string; part: number; text: string };

/** Begins an import; what an earlier one left half done goes. */
export async function startImport(database: FairleadDatabase, row: Omit<ImportRow, 'complete'>): Promise<void> {
  const half = await database.imports.filter(({ complete }) => !complete).primaryKeys();
  for (const id of half) await deleteImport(database, id);
  await database.imports.add({ ...row, complete: false });
}

export async function putImportPart(database: FairleadDatabase, row: ImportPartRow): Promise<void> {
  await database.transaction('rw', [database.imports, database.importParts], async () => {
    const begun = await database.imports.get(row.importId);
    if (begun === undefined || begun.complete || row.part >= begun.parts)
      throw new Error('this import was not begun, or has ended');
    await database.importParts.put(row);
  });
}

/** Ends an import. Throws where a part is missing, and then there is none. */
export async function endImport(database: FairleadDatabase, id: string): Promise<void> {
  await database.transaction('rw', [database.imports, database.importParts], async () => {
    const row = await database.imports.get(id);
    const parts = await partsOf(database, id).count();
    if (row === undefined || parts !== row.parts) throw new Error('a part of the import is missing');
    await database.imports.update(id, { complete: true });
  });
}

/** Every whole import, the latest first. */
export async function allImports(database: FairleadDatabase): Promise<ImportRow[]> {
  const rows = await database.imports.filter(({ complete }) => complete).toArray();
  return rows.toSorted((a, b) => b.importedAt - a.importedAt);
}

/** A part's text; null where there is none. */
export async function importPart(database: FairleadDatabase, id: string, part: number): Promise<string | null> {
  return (await database.importParts.get([id, part]))?.text ?? null;
}

export async function deleteImport(database: FairleadDatabase, id: string): Promise<void> {
  await database.transaction('rw', [database.imports, database.importParts], async () => {
    await database.imports.delete(id);
    await partsOf(database, id).delete();
  });
}

/** Drops imports of before a moment; gives their number. */
export async function dropOldImports(database: FairleadDatabase, before: number): Promise<number> {
  const old = await database.imports.filter(({ importedAt }) => importedAt < before).primaryKeys();
  for (const id of old) await deleteImport(database, id);
  return old.length;
}

function partsOf(database: FairleadDatabase, id: string) {
  return database.importParts.where('[importId+part]').between([id, Dexie.minKey], [id, Dexie.maxKey]);
}
