import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logAssessment } from '@/lib/store/assessment-log';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { recordReading } from '@/lib/store/history';
import { loggedDeals } from '@/lib/store/logged-deals';
import { assess } from '@/lib/assess/assess';
import { NOW, reading, runnable, TENANT, value } from '../learn/team';

const pack = runnable();
let database: FairleadDatabase;

beforeEach(() => {
  database = openDatabase(`logged-${Math.random()}`);
});

afterEach(() => database.delete());

async function visit(id: string, name: string | null, at: number): Promise<void> {
  const deal = reading(id, NOW - 1e9, at, { name: name === null ? { state: 'empty', source: 'api' } : value(name) });
  const history = { changes: [], watchedSince: null };
  const assessment = assess({ deal, history, pack, clock: { now: at, today: '2026-11-22' } });
  await recordReading(database, TENANT, deal, assessment);
  const basis = { today: '2026-11-22', language: 'en', history, previous: null };
  await logAssessment(database, { tenant: TENANT, deal, assessment, basis, engine: `${at}` });
}

test('lists deals with kept assessments, the latest first, with how many there are', async () => {
  await visit('a', 'Harbour crane', NOW - 5_000);
  await visit('b', null, NOW - 4_000);
  await visit('a', 'Harbour crane', NOW - 3_000);
  expect(await loggedDeals(database, '')).toEqual([
    { tenant: TENANT, dealId: 'a', name: 'Harbour crane', assessments: 2, last: NOW - 3_000 },
    { tenant: TENANT, dealId: 'b', name: 'b', assessments: 1, last: NOW - 4_000 },
  ]);
});

test('finds them by a part of the name or id, in any case', async () => {
  await visit('deal-1', 'Harbour crane', NOW - 5_000);
  await visit('deal-2', 'Mill', NOW - 4_000);
  const names = async (text: string): Promise<string[]> => (await loggedDeals(database, text)).map(({ name }) => name);
  expect(await names(' CRANE')).toEqual(['Harbour crane']);
  expect(await names('deal-2')).toEqual(['Mill']);
  expect(await names('bridge')).toEqual([]);
});
