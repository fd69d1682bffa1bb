import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Assessment } from '@/lib/domain/assessment';
import type { Deal, Field } from '@/lib/domain/deal';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { forgottenDeals } from '@/lib/store/forgotten-deals';
import { historyOf, recordReading } from '@/lib/store/history';

const TENANT = 'atomic-crm@http://localhost:5173';
let database: FairleadDatabase;

beforeEach(() => {
  database = openDatabase(`history-${Math.random()}`);
});

afterEach(() => database.delete());

function value(text: string): Field {
  return { state: 'value', value: text, source: 'page' };
}

function deal(readAt: number, closeDate: Field, id = '1'): Deal {
  return {
    id,
    url: 'http://localhost:5173/#/deals/1/show',
    readAt,
    fields: { name: value('Portal'), closeDate },
    lists: {},
  };
}

function assessment(at: number): Assessment {
  return { format: 1, dealId: '1', at } as Assessment; // only stored here
}

async function record(reading: Deal, tenant = TENANT): ReturnType<typeof recordReading> {
  return recordReading(database, tenant, reading, assessment(reading.readAt));
}

describe('recording readings', () => {
  test('the first reading is a snapshot without changes, and starts the watch', async () => {
    expect(await record(deal(1000, value('2026-12-01')))).toEqual({ changes: [], watchedSince: 1000 });
    expect(await database.snapshots.count()).toBe(1);
  });

  test('the same reading again adds no snapshot', async () => {
    await record(deal(1000, value('2026-12-01')));
    await record(deal(2000, value('2026-12-01')));
    expect(await database.snapshots.count()).toBe(1);
    expect((await database.deals.get([TENANT, '1']))?.lastSeenAt).toBe(2000);
  });

  test('a reading that differs adds a snapshot and the change', async () => {
    await record(deal(1000, value('2026-12-01')));
    const history = await record(deal(2000, value('2027-01-15')));
    expect(history).toEqual({
      watchedSince: 1000,
      changes: [{ field: 'closeDate', from: value('2026-12-01'), to: value('2027-01-15'), seenAt: 2000 }],
    });
    expect(await database.snapshots.count()).toBe(2);
  });

  test('a field that could not be read this time is no change', async () => {
    await record(deal(1000, value('2026-12-01')));
    expect((await record(deal(2000, { state: 'unknown', reason: 'notOnPage' }))).changes).toEqual([]);
  });

  test('a change over a reading in which the field was unknown is not lost', async () => {
    await record(deal(1000, value('2026-12-01')));
    await record(deal(2000, { state: 'unknown', reason: 'notOnPage' }));
    const history = await record(deal(3000, value('2027-01-15')));
    expect(history.changes).toEqual([
      { field: 'closeDate', from: value('2026-12-01'), to: value('2027-01-15'), seenAt: 3000 },
    ]);
  });

  test('a report that comes late does not undo a newer one', async () => {
    await record(deal(2000, value('2027-01-15')));
    await record(deal(1000, value('2026-12-01')));
    expect((await database.deals.get([TENANT, '1']))?.deal.fields.closeDate).toEqual(value('2027-01-15'));
    expect(await database.snapshots.count()).toBe(1);
  });

  test('two tenants with the same deal id are kept apart', async () => {
    await record(deal(1000, value('2026-12-01')));
    await record(deal(2000, value('2027-01-15')), 'salesforce@https://acme.lightning.force.com');
    expect((await historyOf(database, TENANT, '1')).changes).toEqual([]);
  });

  test('a deal keeps its latest 200 snapshots and all its changes', async () => {
    for (let day = 1; day <= 210; day += 1) await record(deal(day, value(`text ${day}`)));
    expect(await database.snapshots.count()).toBe(200);
    expect((await historyOf(database, TENANT, '1')).changes).toHaveLength(209);
  });
});

describe('deals at hand for a first paint', () => {
  test('beyond 500 the ones not seen for longest are let go', async () => {
    await database.deals.bulkAdd(
      Array.from({ length: 503 }, (_, n) => ({
        tenant: TENANT,
        id: `d${n}`,
        deal: deal(n, value('x'), `d${n}`),
        known: {},
        hash: '',
        firstSeenAt: n,
        lastSeenAt: n,
      })),
    );
    expect(await forgottenDeals(database, TENANT)).toEqual(['d0', 'd1', 'd2']);
    expect(await forgottenDeals(database, 'other')).toEqual([]);
  });
});
