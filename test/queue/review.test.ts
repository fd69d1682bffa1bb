import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '@/lib/domain/clock';
import type { Deal } from '@/lib/domain/deal';
import type { Decision } from '@/lib/domain/review';
import { assessDeals, type Judging } from '@/lib/queue/assess-deals';
import { makeReviews, type Reviews } from '@/lib/queue/review';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { storePulled } from '@/lib/store/pulled';
import { putCommitment } from '@/lib/store/reviews';
import { NOW, reading, runnable, TENANT, value } from '../learn/team';

// Nothing is kept in the browser's storage here.
vi.mock('wxt/browser', () => {
  const area = { get: () => Promise.resolve({}) };
  return { browser: { runtime: {}, storage: { local: area, session: area } } };
});

const DAY = 86_400_000;
const RUN = {
  signal: new AbortController().signal,
  elapsed: () => 0,
  report: () => undefined,
  pause: () => Promise.resolve(),
};
const DECISION: Decision = { call: 'commit', callDate: '2026-12-15', note: 'Signs soon' };

let database: FairleadDatabase;
let clock: Clock;
let reviews: Reviews;
const judging = (): Judging => ({ tenant: TENANT, pack: runnable(), learned: null, clock });

beforeEach(() => {
  database = openDatabase(`review-${Math.random()}`);
  clock = { now: NOW, today: '2026-11-22' };
  reviews = makeReviews({
    database: () => database,
    clock: () => clock,
    judging: () => Promise.resolve(judging()),
  });
});
afterEach(() => database.delete());

const money = (amount: number) =>
  ({ state: 'value', value: { value: amount, currency: 'EUR' }, source: 'api' }) as const;

async function pull(
  id: string,
  fields: Deal['fields'],
  outcome: 'open' | 'won' | 'lost' | null = 'open',
  at = NOW - DAY,
): Promise<void> {
  const all = {
    name: value(`Deal ${id}`),
    'stage.label': value('Discovery'),
    closeDate: value('2026-12-20'),
    ...fields,
  };
  const deal = reading(id, NOW - 40 * DAY, at, all);
  await storePulled(database, TENANT, [{ deal, changes: null, historyOf: [], outcome }]);
  await assessDeals(database, judging(), RUN);
}

const nextWeek = (): void => {
  clock = { now: NOW + 7 * DAY, today: '2026-11-29' };
};

describe('reviews in the background', () => {
  test('a decision is kept with what it was made on; a second one of the day takes its place', async () => {
    await pull('a', { amount: money(9_000), forecastCategory: value('Best Case') });
    await reviews.save(TENANT, 'a', { ...DECISION, call: null });
    const kept = await reviews.save(TENANT, 'a', DECISION);
    expect(kept).toMatchObject({ ...DECISION, dealName: 'Deal a', day: '2026-11-22', category: 'Best Case' });
    expect(kept.score).toMatchObject({ state: 'band' });
    expect(kept.seen.fields.amount).toEqual(money(9_000));
    expect(await database.reviews.count()).toBe(1);
    const { lines } = await reviews.list(TENANT);
    expect(lines).toMatchObject([{ dealId: 'a', reviewed: { day: '2026-11-22', call: 'commit' }, changed: false }]);
  });

  test('of a deal that is not kept nothing can be decided', async () => {
    await expect(reviews.save(TENANT, 'x', DECISION)).rejects.toThrow('nothing is kept of this deal');
    expect(await reviews.deal(TENANT, 'x')).toBeNull();
  });

  test('the next review tells what moved since, and carries what was promised', async () => {
    await pull('a', { amount: money(9_000) });
    await reviews.save(TENANT, 'a', DECISION);
    const promise = { id: 'p', dealId: 'a', text: 'Call Ada', due: '2026-11-25', madeAt: NOW, doneAt: null };
    await putCommitment(database, TENANT, promise);
    expect((await reviews.deal(TENANT, 'a'))?.since).toBeNull(); // today's own review is none to count from
    nextWeek();
    await pull(
      'a',
      { amount: money(4_000), closeDate: value('2027-01-20'), 'stage.label': value('Proposal') },
      'open',
      NOW + 6 * DAY,
    );
    const deal = await reviews.deal(TENANT, 'a');
    expect(deal?.since?.day).toBe('2026-11-22');
    expect(deal?.since?.moved.moves.map(({ field, turn }) => [field, turn])).toEqual([
      ['closeDate', { kind: 'pushed', days: 31 }],
      ['amount', { kind: 'cut' }],
      ['stage.label', { kind: 'on' }],
    ]);
    expect(deal?.since?.pushes).toEqual({ was: 0, is: 1 });
    expect(deal?.since).toMatchObject({ silentWas: null, contactsCompared: false }); // neither was ever shown
    expect(deal?.questions.slice(0, 3).map(({ kind }) => kind)).toEqual(['promised', 'pushed', 'cut']);
    const [line] = (await reviews.list(TENANT)).lines;
    expect(line).toMatchObject({ changed: true, promised: 1 });
    expect(line?.reasons).toContainEqual({ kind: 'promised', late: 1 });
  });

  test('a call is scored once its deal has ended, as the CRM says or as its stage does', async () => {
    for (const id of ['won', 'lost', 'by stage', 'open']) {
      await pull(id, {});
      await reviews.save(TENANT, id, DECISION);
    }
    await pull('undecided', {});
    await reviews.save(TENANT, 'undecided', { ...DECISION, call: null });
    expect((await reviews.record(TENANT)).n).toBe(0);
    nextWeek();
    await pull('won', {}, 'won', NOW + DAY);
    await pull('lost', {}, 'lost', NOW + DAY);
    await pull('undecided', {}, 'won', NOW + DAY);
    await pull('by stage', { 'stage.label': value('Lost') }, null, NOW + DAY);
    expect(await reviews.record(TENANT)).toMatchObject({ n: 3, call: null });
  });
});
