import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { afterPage, startPull, type Pull } from '@/lib/crm/pull/plan';
import { openDatabase } from '@/lib/store/database';
import { isReliable } from '@/lib/domain/adapter-health';
import { allHealth, recordHealth } from '@/lib/store/health';
import { version1 } from '@/lib/store/migrations/version-1';
import { version2 } from '@/lib/store/migrations/version-2';
import { version3 } from '@/lib/store/migrations/version-3';
import { pullOf } from '@/lib/store/pulls';

const TENANT = 'pipedrive@https://acme.pipedrive.com';

/** The rows as they were first released; a later shape reads them still. */
const PULL: Pull = {
  tenant: TENANT,
  status: 'waiting',
  mode: 'initial',
  cursor: { query: 1, at: 'eyJpZCI6NTAwfQ' },
  since: null,
  closedSince: '2024-11-22T00:00:00.000Z',
  deals: 500,
  total: 1_200,
  startedAt: 1_000,
  updatedAt: 2_000,
  resumeAt: 9_000,
  failures: 1,
  problem: 'The CRM’s limit of calls is nearly used up.',
  completeFrom: null,
};
const HEALTH = { tenant: TENANT, field: 'amount', readings: 'yyyyyyyyyyyyn', lastReadableAt: 1_500 };

test('a database of the third version keeps its pulls, which go on, and what was readable', async () => {
  const name = `version-3-${Math.random()}`;
  const old = new Dexie(name);
  version1(old);
  version2(old);
  version3(old);
  await old.table('pulls').put(PULL);
  await old.table('health').put(HEALTH);
  old.close();

  const database = openDatabase(name);
  const pull = (await pullOf(database, TENANT)) as Pull;
  expect(pull).toEqual(PULL);
  const next = startPull(pull, TENANT, 10_000, (ms) => new Date(ms).toISOString());
  expect(next).toMatchObject({ status: 'running', cursor: PULL.cursor, deals: 500, closedSince: PULL.closedSince });
  expect(afterPage(next, { count: 10, next: null, total: null, pauseMs: 0 }, 11_000)).toMatchObject({ status: 'done' });
  expect(await allHealth(database)).toEqual([HEALTH]);
  expect(isReliable(HEALTH)).toBe(true);
  await recordHealth(database, TENANT, { amount: true }, 3_000);
  expect(await allHealth(database)).toMatchObject([{ readings: `${HEALTH.readings}y`, lastReadableAt: 3_000 }]);
  await database.delete();
});
