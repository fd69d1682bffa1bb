import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';

const DEAL = { tenant: 't', id: '1', deal: {}, known: {}, hash: '', firstSeenAt: 1, lastSeenAt: 1 };

/** A golden example of each row that version 8 adds. */
const ADDED = {
  queue: { tenant: 't', dealId: '1', name: 'Acme', standing: 'checked', gaps: [], steps: [], basis: 'pack model day' },
  alerts: {
    tenant: 't',
    dealId: '1',
    name: 'Acme',
    kind: 'overdue',
    rule: 'gap:closeDate',
    raisedAt: 1,
    shownOn: null,
  },
};

test('version 8 keeps what version 1 held, and takes what the queue and its alerts keep', async () => {
  const old = new Dexie('to-8');
  version1(old);
  await old.table('deals').add(structuredClone(DEAL));
  old.close();

  const database = openDatabase('to-8');
  expect(await database.deals.get(['t', '1'])).toMatchObject(DEAL);
  for (const [table, row] of Object.entries(ADDED)) {
    await database.table(table).add(structuredClone(row));
    expect(await database.table(table).toCollection().first()).toMatchObject(row);
  }
  expect(await database.queue.where('[tenant+name]').equals(['t', 'Acme']).count()).toBe(1);
  expect(await database.alerts.where('[tenant+dealId]').equals(['t', '1']).count()).toBe(1);
});
