import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import {
  allImports,
  deleteImport,
  dropOldImports,
  endImport,
  importPart,
  putImportPart,
  startImport,
} from '@/lib/store/imports';
import { version1 } from '@/lib/store/migrations/version-1';

const DEAL = { tenant: 't', id: '1', deal: {}, known: {}, hash: '', firstSeenAt: 1, lastSeenAt: 1 };

/** A golden example of each row that version 11 adds. */
const IMPORT = {
  id: 'i1',
  name: 'deals.csv',
  importedAt: 100,
  encoding: 'UTF-8',
  delimiter: ',',
  taken: 2,
  left: 1,
  remarks: { noId: 1 },
  notes: [{ code: 'noClosedDeals' }],
  mapping: { columns: { id: 'Id' } },
  parts: 2,
};
const PART = { importId: 'i1', part: 0, text: '{"deals":[],"stages":[]}' };

test('version 11 keeps what version 1 held, and takes imports', async () => {
  const old = new Dexie('to-11');
  version1(old);
  await old.table('deals').add(structuredClone(DEAL));
  old.close();
  const database = openDatabase('to-11');
  expect(await database.deals.get(['t', '1'])).toMatchObject(DEAL);
  await database.imports.add({ ...IMPORT, complete: true });
  await database.importParts.add(PART);
  expect(await database.imports.get('i1')).toMatchObject(IMPORT);
  expect(await database.importParts.get(['i1', 0])).toEqual(PART);
});

describe('imports', () => {
  let database: FairleadDatabase;
  beforeEach(() => {
    database = openDatabase(`imports-${Math.random()}`);
  });
  afterEach(() => database.delete());

  test('counts once its last part is here, and not before', async () => {
    await startImport(database, IMPORT);
    await putImportPart(database, PART);
    expect(await allImports(database)).toEqual([]);
    await expect(endImport(database, 'i1')).rejects.toThrow('missing');
    await putImportPart(database, { ...PART, part: 1, text: 'second' });
    await endImport(database, 'i1');
    expect(await allImports(database)).toEqual([{ ...IMPORT, complete: true }]);
    expect(await importPart(database, 'i1', 1)).toBe('second');
    expect(await importPart(database, 'i1', 2)).toBeNull();
  });

  test('what was left half done goes when another begins; a whole one stays', async () => {
    await startImport(database, { ...IMPORT, id: 'whole', parts: 1 });
    await putImportPart(database, { ...PART, importId: 'whole' });
    await endImport(database, 'whole');
    await startImport(database, IMPORT);
    await putImportPart(database, PART);
    await startImport(database, { ...IMPORT, id: 'i2' });
    expect(await database.imports.toCollection().primaryKeys()).toEqual(['i2', 'whole']);
    expect(await database.importParts.count()).toBe(1);
  });

  test('takes no part that was not announced, and none once it has ended', async () => {
    await expect(putImportPart(database, PART)).rejects.toThrow('not begun');
    await startImport(database, { ...IMPORT, parts: 1 });
    await expect(putImportPart(database, { ...PART, part: 1 })).rejects.toThrow('not begun');
    await putImportPart(database, PART);
    await endImport(database, 'i1');
    await expect(putImportPart(database, PART)).rejects.toThrow('has ended');
  });

  test('is deleted with all of its parts, and goes when it is too old', async () => {
    await startImport(database, IMPORT);
    await putImportPart(database, PART);
    await deleteImport(database, 'i1');
    expect([await database.imports.count(), await database.importParts.count()]).toEqual([0, 0]);
    await startImport(database, IMPORT);
    expect(await dropOldImports(database, 100)).toBe(0);
    expect(await dropOldImports(database, 101)).toBe(1);
  });
});
