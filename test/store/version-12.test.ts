import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { putTablesPart, stampOf, tablesAbout, tablesPart } from '@/lib/store/insight-tables';
import { version1 } from '@/lib/store/migrations/version-1';

const T = 'atomic-crm@http://localhost:5173';
const DEAL = { tenant: T, id: '1', deal: {}, known: {}, hash: '', firstSeenAt: 1, lastSeenAt: 1 };
/** A golden example of the row that version 12 adds. */
const ABOUT = { stamp: '1 0 0 1 hash', parts: 2, withoutOutcome: 0, fresh: null };
const ROW = { tenant: T, part: 0, text: '{"deals":[]}', about: ABOUT };

let database: FairleadDatabase;
beforeEach(() => {
  database = openDatabase(`tables-${Math.random()}`);
});
afterEach(() => database.delete());

test('version 12 keeps what version 1 held, and takes tables', async () => {
  const old = new Dexie('to-12');
  version1(old);
  await old.table('deals').add(structuredClone(DEAL));
  old.close();
  const grown = openDatabase('to-12');
  expect(await grown.deals.get([T, '1'])).toMatchObject(DEAL);
  await grown.insightTables.add(ROW);
  expect(await grown.insightTables.get([T, 0])).toEqual(ROW);
});

test('tables count once their first part is here, which comes last', async () => {
  await putTablesPart(database, { ...ROW, part: 1, text: 'second', about: null });
  expect(await tablesAbout(database, T)).toBeNull();
  await putTablesPart(database, ROW);
  expect(await tablesAbout(database, T)).toEqual(ABOUT);
  expect(await tablesPart(database, T, 1)).toBe('second');
});

test('while they are being replaced they do not count, and parts beyond the new end go', async () => {
  await putTablesPart(database, { ...ROW, part: 1, about: null });
  await putTablesPart(database, { ...ROW, part: 2, about: null });
  await putTablesPart(database, { ...ROW, about: { ...ABOUT, parts: 3 } });
  await putTablesPart(database, { ...ROW, part: 1, text: 'new', about: null });
  expect(await tablesAbout(database, T)).toBeNull();
  await putTablesPart(database, ROW);
  expect(await database.insightTables.where('tenant').equals(T).count()).toBe(2);
});

test('the stamp changes with a deal, a move, a visit, a pull and the rules', async () => {
  const stamps = [await stampOf(database, T, 'a'), await stampOf(database, T, 'b')];
  await database.table('deals').add(DEAL);
  stamps.push(await stampOf(database, T, 'a'));
  await database.table('changes').add({ tenant: T, dealId: '1', field: 'amount', seenAt: 1 });
  stamps.push(await stampOf(database, T, 'a'));
  await database.deals.update([T, '1'], { lastSeenAt: 9 });
  stamps.push(await stampOf(database, T, 'a'));
  await database.pulls.put({ tenant: T, status: 'done', updatedAt: 5 });
  stamps.push(await stampOf(database, T, 'a'));
  expect(new Set(stamps).size).toBe(stamps.length);
});
