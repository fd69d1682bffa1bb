import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { version1 } from '@/lib/store/migrations/version-1';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { allDisputes, putDispute, standingDisputes, withdrawDispute } from '@/lib/store/disputes';
import { modelByHash, putModel } from '@/lib/store/models';
import type { AssessmentLogRow, DisputeRow, ModelRow } from '@/lib/store/rows-4';

const TENANT = 'atomic-crm@http://localhost:5173';
let database: FairleadDatabase;

afterEach(() => database.delete());

/** Rows as version 1 wrote them. */
const BEFORE = {
  deal: {
    tenant: TENANT,
    id: '1',
    deal: { id: '1', url: 'http://localhost:5173/#/deals/1/show', readAt: 1000, fields: {}, lists: {} },
    known: {},
    hash: 'a1',
    firstSeenAt: 1000,
    lastSeenAt: 1000,
  },
  assessment: { tenant: TENANT, dealId: '1', assessment: { format: 1, dealId: '1', at: 1005 } },
};

/** One row of each table as version 4 writes them. */
const DISPUTE: Omit<DisputeRow, 'key' | 'withdrawnAt'> = {
  tenant: TENANT,
  dealId: '1',
  kind: 'signal',
  id: 'silent',
  title: 'Silent for two weeks',
  claim: 'risk',
  reason: 'We talk by phone every week.',
  at: 2000,
  packHash: 'p1',
  snapshotHash: 'a1',
};
const ENTRY: AssessmentLogRow = {
  tenant: TENANT,
  dealId: '1',
  at: 2000,
  today: '2026-11-22',
  language: 'en',
  pack: 'p1',
  snapshot: 'a1',
  readAt: 1995,
  model: 'm1',
  history: 'h1',
  previous: { dealId: '1', at: 1005, pack: { hash: 'p1' }, criteria: [], lastMet: { priced: 1005 } },
  bytes: 'b1',
  engine: '0.1.0',
  risk: { state: 'none', reason: 'closed' },
};
const MODEL: ModelRow = { tenant: TENANT, hash: 'm1', at: 1900, packHash: 'p1', dataHash: 'd1', model: { hash: 'm1' } };

test('a database of version 1 keeps its rows and gains the tables of version 4', async () => {
  const name = `version-4-${Math.random()}`;
  const old = new Dexie(name);
  version1(old);
  await old.table('deals').put(BEFORE.deal);
  await old.table('assessments').put(BEFORE.assessment);
  old.close();

  database = openDatabase(name);
  expect(await database.deals.get([TENANT, '1'])).toEqual(BEFORE.deal);
  expect(await database.assessments.get([TENANT, '1'])).toEqual(BEFORE.assessment);
  await putDispute(database, DISPUTE);
  await database.assessmentLog.add({ ...ENTRY });
  await database.histories.put({
    tenant: TENANT,
    dealId: '1',
    hash: 'h1',
    history: { changes: [], watchedSince: 1000 },
  });
  await database.packForms.put({ hash: 'p1', at: 2000, compiled: { compiled: 1 }, bytes: 'c1' });
  await putModel(database, MODEL);
  expect(await database.assessmentLog.where('[tenant+dealId+at]').equals([TENANT, '1', 2000]).first()).toMatchObject(
    ENTRY,
  );
  expect(await modelByHash(database, TENANT, 'm1')).toEqual(MODEL);
  expect(await modelByHash(database, 'other', 'm1')).toBeNull();
});

test('a flag has one objection that stands; what was withdrawn stays in the ledger', async () => {
  database = openDatabase(`version-4-${Math.random()}`);
  await putDispute(database, DISPUTE);
  await putDispute(database, { ...DISPUTE, reason: 'They are on holiday.', at: 3000 });
  await putDispute(database, { ...DISPUTE, id: 'overdue', at: 3500 });
  await putDispute(database, { ...DISPUTE, tenant: 'other' });
  expect((await standingDisputes(database, TENANT, '1')).map(({ id, reason }) => [id, reason])).toEqual([
    ['silent', 'They are on holiday.'],
    ['overdue', 'We talk by phone every week.'],
  ]);
  await withdrawDispute(database, TENANT, '1', { kind: 'signal', id: 'silent' }, 4000);
  await withdrawDispute(database, TENANT, '1', { kind: 'criterion', id: 'overdue' }, 4000);
  expect((await standingDisputes(database, TENANT, '1')).map(({ id }) => id)).toEqual(['overdue']);
  expect((await allDisputes(database, TENANT)).map(({ withdrawnAt }) => withdrawnAt)).toEqual([3000, 4000, null]);
});

test('of more than 30 models the oldest go, but for those by which a kept assessment was made', async () => {
  database = openDatabase(`version-4-${Math.random()}`);
  await database.assessmentLog.add({ ...ENTRY });
  for (let n = 0; n < 33; n += 1) await putModel(database, { ...MODEL, hash: `m${n}`, at: n });
  expect(await modelByHash(database, TENANT, 'm0')).toBeNull();
  expect(await modelByHash(database, TENANT, 'm1')).not.toBeNull();
  expect(await modelByHash(database, TENANT, 'm2')).toBeNull();
  expect(await database.models.count()).toBe(31);
});
