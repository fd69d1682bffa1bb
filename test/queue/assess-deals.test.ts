import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Deal } from '@/lib/domain/deal';
import type { Clock } from '@/lib/domain/clock';
import { assessDeals, assessThese, type ItemChange, type Judging } from '@/lib/queue/assess-deals';
import type { Run } from '@/lib/learn/drive';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { storePulled } from '@/lib/store/pulled';
import { itemNamed, itemsOf, queueItems } from '@/lib/store/queue';
import { NOW, reading, runnable, TENANT, value } from '../learn/team';

const DAY = 86_400_000;
const CLOCK: Clock = { now: NOW, today: '2026-11-22' };
const HOW: Judging = { tenant: TENANT, pack: runnable(), learned: null, clock: CLOCK };

let database: FairleadDatabase;
beforeEach(() => {
  database = openDatabase(`queue-${Math.random()}`);
});
afterEach(() => database.delete());

type Outcome = 'open' | 'won' | 'lost' | null;

function pulled(id: string, fields: Deal['fields'] = {}, outcome: Outcome = 'open', at = NOW - DAY) {
  const deal = reading(id, NOW - 40 * DAY, at, {
    name: value(`Deal ${id}`),
    'stage.label': value('Discovery'),
    ...fields,
  });
  return { deal, changes: null, historyOf: [], outcome };
}

function run(stop: AbortController = new AbortController()): Run {
  return {
    signal: stop.signal,
    elapsed: () => performance.now(),
    report: () => undefined,
    pause: () => Promise.resolve(),
  };
}

const items = () => queueItems(database, TENANT, () => Promise.resolve());

describe('judging the deals that were pulled and never opened', () => {
  test('gives every open deal its item, and those that are closed none', async () => {
    await storePulled(database, TENANT, [
      pulled('a'),
      pulled('b', { nextStep: value('Send the draft to Ada on Friday') }),
      pulled('c', {}, 'won'),
      pulled('d', { 'stage.label': value('Won') }, null),
      pulled('e', { 'stage.label': value('Elsewhere') }),
    ]);
    expect(await assessDeals(database, HOW, run())).toEqual({ deals: 5, judged: 4, unjudged: [] });
    const found = await items();
    expect(found.map(({ dealId, standing }) => [dealId, standing])).toEqual([
      ['a', 'checked'],
      ['b', 'checked'],
      ['d', 'closed'],
      ['e', 'stageUnknown'],
    ]);
    expect(found[0]).toMatchObject({ name: 'Deal a', stage: 'Discovery', source: 'api', readAt: NOW - DAY });
    expect(found[0]?.steps.some(({ id }) => id === 'next-step')).toBe(true);
    expect(found[1]?.steps.some(({ id }) => id === 'next-step')).toBe(false);
  });

  test('judges only what is out of date: another reading, another day, other rules', async () => {
    await storePulled(database, TENANT, [pulled('a'), pulled('b')]);
    await assessDeals(database, HOW, run());
    expect((await assessDeals(database, HOW, run())).judged).toBe(0);
    await storePulled(database, TENANT, [pulled('b', { nextStep: value('Call Ada') }, 'open', NOW)]);
    expect((await assessDeals(database, HOW, run())).judged).toBe(1);
    const tomorrow = { ...HOW, clock: { now: NOW + DAY, today: '2026-11-23' } };
    expect((await assessDeals(database, tomorrow, run())).judged).toBe(2);
    const others = { ...HOW, pack: { ...HOW.pack, hash: 'other' } };
    expect((await assessDeals(database, others, run())).judged).toBe(2);
  });

  test('a deal that was won meanwhile leaves, and is told of as gone', async () => {
    await storePulled(database, TENANT, [pulled('a'), pulled('b')]);
    await assessDeals(database, HOW, run());
    await storePulled(database, TENANT, [pulled('a', {}, 'won', NOW)]);
    const told: ItemChange[] = [];
    await assessDeals(database, HOW, run(), async (changes) => void told.push(...changes));
    expect(told.map(({ before, after }) => [before?.dealId, after])).toEqual([['a', null]]);
    expect((await items()).map(({ dealId }) => dealId)).toEqual(['b']);
  });

  test('goes on past a deal that cannot be judged, and names it', async () => {
    await storePulled(database, TENANT, [pulled('a'), pulled('b'), pulled('c')]);
    await database.deals.update([TENANT, 'b'], { 'deal.fields': null as never });
    const judged = await assessDeals(database, HOW, run());
    expect(judged).toMatchObject({ deals: 3, judged: 2, unjudged: [{ id: 'b' }] });
    expect((await items()).map(({ dealId }) => dealId)).toEqual(['a', 'c']);
  });

  test('stops when it is told to, and keeps what it had done', async () => {
    const many = Array.from({ length: 120 }, (_, n) => pulled(`d${String(n).padStart(3, '0')}`));
    await storePulled(database, TENANT, many);
    const stop = new AbortController();
    const cancelled = assessDeals(database, HOW, run(stop), async () => stop.abort(new Error('cancelled')));
    await expect(cancelled).rejects.toThrow('cancelled');
    const done = (await items()).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(120);
    expect((await assessDeals(database, HOW, run())).judged).toBe(120 - done);
  });

  test('remembers what was met, so that what no longer is stands out', async () => {
    const priced = { amount: { state: 'value', value: { value: 5_000, currency: 'EUR' }, source: 'api' } } as const;
    await storePulled(database, TENANT, [pulled('a', priced)]);
    await assessDeals(database, HOW, run());
    const free = { amount: { state: 'value', value: { value: 0, currency: 'EUR' }, source: 'api' } } as const;
    await storePulled(database, TENANT, [pulled('a', free, 'open', NOW)]);
    const later = { ...HOW, clock: { now: NOW + 1_000, today: CLOCK.today } };
    const [change] = await assessThese(database, later, ['a']);
    expect(change?.before?.flags.regressed).toEqual([]);
    expect(change?.after?.flags.regressed).toEqual([{ id: 'priced', title: 'Priced', since: NOW + 1_000 }]);
  });
});

describe('looking up deals that a page shows', () => {
  test('by id in the order asked for; by name only where one deal has it', async () => {
    await storePulled(database, TENANT, [
      pulled('a'),
      pulled('b', { name: value('Twin') }),
      pulled('c', { name: value('Twin') }),
    ]);
    await assessDeals(database, HOW, run());
    expect((await itemsOf(database, TENANT, ['c', 'x', 'a'])).map((item) => item?.dealId ?? null)).toEqual([
      'c',
      null,
      'a',
    ]);
    expect((await itemNamed(database, TENANT, 'Deal a'))?.dealId).toBe('a');
    expect(await itemNamed(database, TENANT, 'Twin')).toBeNull();
    expect(await itemNamed(database, TENANT, 'None')).toBeNull();
  });
});
