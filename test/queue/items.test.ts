import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QueueItem } from '@/lib/domain/queue';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { changeQueue, itemNamed, itemsOf, listedItems, queueItems } from '@/lib/store/queue';

const TENANT = 'orchard@https://crm.example';
const pause = (): Promise<void> => Promise.resolve();

function item(dealId: string): QueueItem {
  return {
    dealId,
    name: `Deal ${dealId}`,
    url: `https://crm.example/${dealId}`,
    stage: null,
    standing: 'checked',
    owner: { id: { state: 'empty', source: 'api' }, name: { state: 'unknown', reason: 'notOnPage' } },
    amount: { state: 'value', value: { value: 12.5, currency: null }, source: 'page' },
    risk: null,
    gaps: [{ field: 'nextStep', label: 'Next step', kind: 'missing', held: { state: 'empty', source: 'api' } }],
    steps: [{ id: 'call', title: 'Call „Ada“', minutes: 5, effect: -0.25 }],
    flags: { regressed: [], closeDate: null, nextStepDate: null },
    day: '2026-11-22',
    readAt: 1,
    source: 'page',
    at: 2,
    basis: 'pack  2026-11-22 hash 1 3',
    remembered: { dealId, at: 2, pack: { hash: 'pack' }, criteria: [] },
  };
}

let database: FairleadDatabase;
beforeEach(() => {
  database = openDatabase(`items-${Math.random()}`);
});
afterEach(() => database.delete());

describe('what the queue keeps of a deal', () => {
  test('comes back as it went, by any way to it', async () => {
    await changeQueue(database, TENANT, [item('1'), item('2')], []);
    expect(await queueItems(database, TENANT, pause)).toEqual([item('1'), item('2')]);
    expect(await itemsOf(database, TENANT, ['2', 'x'])).toEqual([item('2'), null]);
    expect(await itemNamed(database, TENANT, 'Deal 1')).toEqual(item('1'));
    await changeQueue(database, TENANT, [], ['1']);
    expect(await queueItems(database, TENANT, pause)).toEqual([item('2')]);
  });

  test('is listed with the number of its gaps, and without what a list does not show', async () => {
    await changeQueue(database, TENANT, [item('1')], []);
    const {
      gaps: _gaps,
      steps: _steps,
      remembered: _remembered,
      url: _url,
      day: _day,
      at: _at,
      basis: _basis,
      ...rest
    } = item('1');
    expect(await listedItems(database, TENANT, pause)).toEqual([{ ...rest, gaps: { length: 1 } }]);
  });

  test('is still read where it was kept as an object, before there was a text', async () => {
    await database.table('queue').put({ ...item('1'), tenant: TENANT });
    expect(await queueItems(database, TENANT, pause)).toMatchObject([item('1')]);
    expect((await listedItems(database, TENANT, pause))[0]?.gaps.length).toBe(1);
  });
});
