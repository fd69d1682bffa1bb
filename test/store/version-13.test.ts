import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changesByDeal, changesOf } from '@/lib/store/changes';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';

const T = 'atomic-crm@http://localhost:5173';
const deal = (id: string, more: object = {}): object => ({
  tenant: T,
  id,
  deal: { readAt: 50 },
  known: {},
  hash: '',
  firstSeenAt: 1,
  lastSeenAt: 1,
  ...more,
});
const move = (field: string, seenAt: number): { field: string; from: object; to: object; seenAt: number } => ({
  field,
  from: { state: 'empty' },
  to: { state: 'empty' },
  seenAt,
});
/** A golden example of the row that version 13 adds. */
const ROW = { tenant: T, dealId: '1', readAt: 50, changes: [move('stage.label', 3), move('closeDate', 9)] };

let database: FairleadDatabase;
beforeEach(() => {
  database = openDatabase(`to-13-${Math.random()}`);
});
afterEach(() => database.delete());

test('version 13 makes one row of what a CRM told of a deal, and leaves what was seen', async () => {
  const old = new Dexie(database.name);
  version1(old);
  await old.table('deals').bulkAdd([deal('1', { crmHistory: ['stage.label', 'closeDate'] }), deal('2')]);
  const rows = [
    ['1', 'stage.label', 3],
    ['1', 'amount', 5],
    ['1', 'closeDate', 9],
    ['2', 'stage.label', 4],
  ] as const;
  for (const [dealId, field, seenAt] of rows)
    await old.table('changes').add({ tenant: T, dealId, ...move(field, seenAt) });
  old.close();
  expect(await database.crmHistories.toArray()).toEqual([ROW]);
  const left = await database.changes.toArray();
  expect(left.map(({ dealId, field }) => [dealId, field])).toEqual([
    ['1', 'amount'],
    ['2', 'stage.label'],
  ]);
  // Whoever asks for a deal's changes sees no difference.
  expect(await changesOf(database, T, '1')).toEqual([move('stage.label', 3), move('amount', 5), move('closeDate', 9)]);
});

test('the changes of several deals are told apart, from other tenants, too', async () => {
  for (const [tenant, dealId] of [
    [T, '1'],
    [T, '2'],
    [T, '3'],
    ['other', '2'],
  ] as const) {
    await database.table('crmHistories').put({ ...ROW, tenant, dealId });
    await database.table('changes').add({ tenant, dealId, ...move('amount', 5) });
  }
  const found = await changesByDeal(database, T, ['1', '3']);
  expect([...found].map(([id, changes]) => [id, changes.map(({ seenAt }) => seenAt)])).toEqual([
    ['1', [3, 5, 9]],
    ['3', [3, 5, 9]],
  ]);
  expect((await changesByDeal(database, T, [])).size).toBe(0);
  expect(await changesOf(database, T, 'none')).toEqual([]);
});
