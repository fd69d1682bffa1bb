import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { historyOf } from '@/lib/store/history';
import { OF_DEALS, retire } from '@/lib/store/retention';

const TENANT = 'orchard@https://deals.orchard.example';
const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const daysAgo = (days: number): number => NOW - days * DAY;
/** Tables whose rows are of a tenant and of no deal: what was learned, signed in or pulled. */
const OF_NO_DEAL = ['connections', 'deals', 'health', 'models', 'pulls', 'insightTables'];

let database: FairleadDatabase;
beforeEach(async () => {
  database = openDatabase(`retention-${Math.random()}`);
  await database.open();
});
afterEach(() => database.delete());

/** A deal with one row in each table at each of these ages in days; the youngest is when it was last read. */
async function deal(id: string, ages: readonly number[], more: object = {}): Promise<void> {
  const readAt = daysAgo(Math.min(...ages));
  const row = {
    tenant: TENANT,
    id,
    deal: { id, readAt },
    known: {},
    hash: '',
    firstSeenAt: daysAgo(Math.max(...ages)),
  };
  await database.table('deals').put({ ...row, lastSeenAt: readAt, ...more });
  await database.table('stepStates').put({ tenant: TENANT, dealId: id, step: 'meet' });
  await database.table('assessments').put({ tenant: TENANT, dealId: id, assessment: {} });
  await database.table('queue').put({ tenant: TENANT, dealId: id });
  await database.table('alerts').add({ tenant: TENANT, dealId: id, raisedAt: readAt });
  await database.table('commitments').put({ tenant: TENANT, dealId: id, id: 'one', doneAt: null });
  for (const age of ages) {
    const at = daysAgo(age);
    const part = { tenant: TENANT, dealId: id };
    await database.table('snapshots').add({ ...part, at, hash: `${age}` });
    for (const field of ['amount', 'stage.label'])
      await database.table('changes').add({ ...part, seenAt: at, field, from: {}, to: {} });
    await database.table('assessmentLog').add({ ...part, at, history: `of ${age}` });
    await database.table('histories').put({ ...part, hash: `of ${age}`, history: {} });
    await database.table('disputes').add({ ...part, at });
    await database.table('reviews').put({ ...part, day: `day ${age}`, at });
    await database.table('writes').add({ ...part, id: `${id} ${age}`, state: 'done', endedAt: at });
  }
}

const countsOf = async (id: string): Promise<Record<string, number>> => {
  const counts = OF_DEALS.map(async (name): Promise<[string, number]> => {
    return [
      name,
      await database
        .table(name)
        .filter((row: { dealId: string }) => row.dealId === id)
        .count(),
    ];
  });
  return Object.fromEntries(await Promise.all(counts));
};

describe('what is older than the days', () => {
  test('goes with the deal that was not read since, from every table', async () => {
    await deal('old', [40, 31]);
    await deal('read', [40, 29]);
    const { deals, rows } = await retire(database, 30, NOW);
    expect(deals).toEqual([{ tenant: TENANT, id: 'old' }]);
    expect(rows).toMatchObject({ deals: 1, snapshots: 3, assessments: 1 });
    expect(Object.values(await countsOf('old'))).toEqual(OF_DEALS.map(() => 0));
    expect(await countsOf('read')).toMatchObject({
      snapshots: 1,
      changes: 2,
      assessments: 1,
      assessmentLog: 1,
      histories: 1,
      disputes: 1,
      reviews: 1,
      commitments: 1,
      queue: 1,
      alerts: 1,
      writes: 1,
      stepStates: 1,
    });
  });

  test('leaves a deal that is still read its latest snapshot, and says from when it is watched', async () => {
    await deal('same', [200, 100, 90], { lastSeenAt: daysAgo(1), deal: { id: 'same', readAt: daysAgo(1) } });
    await retire(database, 30, NOW);
    expect((await database.snapshots.toArray()).map(({ hash }) => hash)).toEqual(['90']);
    // "It did not change" is not said of a time of which nothing is kept.
    expect(await historyOf(database, TENANT, 'same')).toEqual({ changes: [], watchedSince: daysAgo(30) });
  });

  test('leaves what the CRM itself tells of a deal that is still read', async () => {
    const crmHistory = ['stage.label', 'closeDate'];
    await deal('told', [200, 1], { crmHistory });
    const told = { field: 'stage.label', from: {}, to: {}, seenAt: daysAgo(200) };
    await database.table('crmHistories').put({ tenant: TENANT, dealId: 'told', readAt: daysAgo(1), changes: [told] });
    await retire(database, 30, NOW);
    const { changes, watchedSince } = await historyOf(database, TENANT, 'told');
    expect(changes.map(({ field, seenAt }) => [field, seenAt])).toEqual([
      ['stage.label', daysAgo(200)],
      ['amount', daysAgo(1)],
      ['stage.label', daysAgo(1)],
    ]);
    expect(watchedSince).toBe(daysAgo(200));
  });

  test('does not touch a write that waits, and lets the next pull read everything again', async () => {
    await deal('old', [40]);
    await database.table('writes').add({ tenant: TENANT, dealId: 'old', id: 'w', state: 'waiting', endedAt: null });
    await database.pulls.bulkPut([
      { tenant: TENANT, status: 'done', updatedAt: daysAgo(40) },
      { tenant: 'other@https://crm.example', status: 'done', updatedAt: daysAgo(40) },
    ]);
    await retire(database, 30, NOW);
    expect((await database.writes.toArray()).map(({ id }) => id)).toEqual(['w']);
    expect((await database.pulls.toArray()).map(({ tenant }) => tenant)).toEqual(['other@https://crm.example']);
  });

  test('is nothing where all is young, and a second run finds nothing', async () => {
    await deal('young', [3, 1]);
    expect(await retire(database, 30, NOW)).toEqual({ deals: [], rows: {} });
    await deal('old', [50]);
    await retire(database, 30, NOW);
    expect(await retire(database, 30, NOW)).toEqual({ deals: [], rows: {} });
  });
});

test('every table with tenants is known to hold rows of deals, or none', () => {
  const withTenants = database.tables.filter(({ schema }) =>
    [schema.primKey, ...schema.indexes].some(({ keyPath }) => [keyPath].flat().includes('tenant')),
  );
  expect(withTenants.map(({ name }) => name).toSorted()).toEqual([...OF_DEALS, ...OF_NO_DEAL].toSorted());
});
