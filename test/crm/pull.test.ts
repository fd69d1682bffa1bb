import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CUSTOM_FIELDS } from '../crms/contract/pipedrive/fields.mjs';
import { startPipedrive } from '../crms/contract/pipedrive/serve.mjs';
import { afterPage, afterProblem, cancelled, dueIn, startPull, type Pull } from '@/lib/crm/pull/plan';
import type { Send } from '@/lib/crm/api/types';
import type { Deal } from '@/lib/domain/deal';
import type { Access } from '@/lib/messaging/crm-access';
import { runPull } from '@/lib/messaging/pull-runner';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { historyOf } from '@/lib/store/history';
import { storeCrmHistory, storePulled } from '@/lib/store/pulled';
import { pullOf } from '@/lib/store/pulls';
import { adapterOf, httpSend } from './api/wire';

vi.mock('wxt/browser', () => ({ browser: { runtime: {} } })); // there is no browser here; nothing of it is asked

const iso = (ms: number): string => new Date(ms).toISOString();
const TENANT = 'pipedrive@https://acme.pipedrive.com';
const NOW = Date.UTC(2026, 10, 22);
const first = startPull(null, TENANT, NOW, iso);
const page = (part: object = {}) => ({ count: 10, next: { query: 0, at: 'c' }, total: 40, pauseMs: 0, ...part });

describe('the plan of a pull', () => {
  test('the first takes everything, the next what changed since, with some overlap', () => {
    expect(first).toMatchObject({ mode: 'initial', since: null, closedSince: '2024-11-22T00:00:00.000Z' });
    const done = afterPage(first, page({ next: null }), NOW + 5);
    expect(done).toMatchObject({ status: 'done', completeFrom: NOW });
    expect(startPull(done, TENANT, NOW + 9e6, iso)).toMatchObject({
      mode: 'changed',
      since: '2026-11-21T23:50:00.000Z',
    });
  });

  test('a broken or cancelled one goes on where it stopped, and counts on', () => {
    const half = cancelled(afterPage(first, page(), NOW), NOW);
    expect(half.status).toBe('stopped');
    expect(startPull(half, TENANT, NOW + 1, iso)).toMatchObject({
      status: 'running',
      cursor: { query: 0, at: 'c' },
      deals: 10,
    });
  });

  test.each([
    ['a limit with a time waits so long', { kind: 'limited', message: '', retryAfterMs: 7_000 }, 7_000],
    ['a CRM that cannot be reached is tried again soon', { kind: 'offline', message: '' }, 5_000],
    ['a signed-out user is needed', { kind: 'signedOut', message: '' }, null],
    ['a permission is needed', { kind: 'forbidden', message: '' }, null],
  ] as const)('%s', (_title, problem, wait) => {
    expect(dueIn(afterProblem(first, problem, NOW), NOW)).toBe(wait);
  });

  test('what fails again and again waits longer, and at last asks for someone; a limit never does', () => {
    const after = (kind: 'server' | 'limited', times: number): Pull =>
      Array.from({ length: times }).reduce<Pull>((pull) => afterProblem(pull, { kind, message: 'no' }, NOW), first);
    expect(dueIn(after('server', 3), NOW)).toBe(20_000);
    expect(after('server', 8).status).toBe('failed');
    expect(after('limited', 30).status).toBe('waiting');
  });

  test('headers that say that the limit is near make it wait before the next page', () => {
    expect(dueIn(afterPage(first, page({ pauseMs: 1_500 }), NOW), NOW)).toBe(1_500);
  });
});

describe('a pull against a contract server', () => {
  const adapter = adapterOf('pipedrive');
  for (const query of adapter.api?.pull?.initial ?? [])
    query.paging = { kind: 'cursor', limit: 20, next: 'additional_data/next_cursor' };
  let server: Awaited<ReturnType<typeof startPipedrive>>;
  let database: FairleadDatabase;
  let count = 0;

  beforeEach(async () => {
    server = await startPipedrive({ deals: 90 });
    database = openDatabase(`pull-${(count += 1)}`);
  });
  afterEach(async () => {
    await database.delete();
    await server.close();
  });

  const access = () => {
    const connection = { origin: 'https://acme.pipedrive.com', apiOrigin: server.origin, token: server.token };
    return Promise.resolve({ ok: true as const, adapter, connection, send: httpSend() });
  };
  const own = () =>
    Promise.resolve([{ key: 'custom.next', labels: [], crm: { pipedrive: CUSTOM_FIELDS.nextStep.code } }] as const);
  const run = (pull: Pull, signal = new AbortController().signal): Promise<Pull> =>
    runPull(database, pull, { access, own }, () => NOW, signal);

  test('stores every deal with a snapshot and its outcome', async () => {
    const done = await run(first);
    expect(done).toMatchObject({ status: 'done', deals: 90 });
    expect(await database.deals.count()).toBe(90);
    expect(await database.snapshots.count()).toBe(90);
    const outcomes = new Set((await database.deals.toArray()).map((row) => row.outcome));
    expect(outcomes).toEqual(new Set(['lost', 'open', 'won']));
    expect(await pullOf(database, TENANT)).toMatchObject({ status: 'done' });
  });

  test('the pack’s own fields come along', async () => {
    await run(first);
    const steps = (await database.deals.toArray()).map(({ deal }) => deal.fields['custom.next']);
    expect(steps.every((field) => field?.state === 'value' || field?.state === 'empty')).toBe(true);
    expect(steps.some((field) => field?.state === 'value')).toBe(true);
  });

  test('stopped half-way it goes on from the stored row, and stores nothing twice', async () => {
    const stop = new AbortController();
    const stopping = async (): Promise<Access> => {
      const found = await access();
      const send: Send = async (request, signal) => {
        if (((await pullOf(database, TENANT)) as Pull | null)?.deals) stop.abort();
        return found.send(request, signal);
      };
      return { ...found, send };
    };
    await runPull(database, first, { access: stopping, own }, () => NOW, stop.signal);
    const half = (await pullOf(database, TENANT)) as Pull;
    expect(half.deals).toBeGreaterThan(0);
    expect(half.deals).toBeLessThan(90);
    expect(half.status).toBe('running');
    const done = await run(half);
    expect(done.status).toBe('done');
    expect(await database.deals.count()).toBe(90);
    expect(await database.snapshots.count()).toBe(90);
  });

  test('a limit of the CRM’s is waited for, then it goes on', async () => {
    server.faults.limitAfter(4, { retryAfter: 1, times: 1 });
    const waiting = runPull(database, first, { access, own }, Date.now, new AbortController().signal);
    expect(await waiting).toMatchObject({ status: 'done', deals: 90 });
  });

  test('an expired sign-in stops it with the reason, and what was read stays', async () => {
    server.faults.expireSession();
    expect(await run(first)).toMatchObject({ status: 'failed', problem: expect.stringMatching(/\w/) });
    server.faults.restoreSession();
    const again = startPull((await pullOf(database, TENANT)) as Pull, TENANT, NOW, iso);
    expect(await run(again)).toMatchObject({ status: 'done', deals: 90 });
  });

  test('a deal that cannot be stored leaves nothing of its page behind, and says so', async () => {
    const deal: Deal = { id: '1', url: 'https://acme.pipedrive.com/deal/1', readAt: NOW, fields: {}, lists: {} };
    const page = [deal, { ...deal, id: '2' }];
    const notData = (() => undefined) as unknown as null; // the browser cannot store a function
    const pulled = page.map((each) => ({
      deal: each,
      changes: null,
      historyOf: [],
      outcome: each.id === '2' ? notData : null,
    }));
    await expect(storePulled(database, TENANT, pulled)).rejects.toThrow(/clone/);
    expect(await database.deals.count()).toBe(0);
  });

  test('the CRM’s own history takes the place of what was seen of the same fields', async () => {
    await run(first);
    const row = (await database.deals.toArray())[0];
    if (!row) throw new Error('no deal');
    const value = (text: string) => ({ state: 'value' as const, value: text, source: 'api' as const });
    const move = { field: 'stage.label' as const, from: value('A'), to: value('B'), seenAt: 5 };
    await database.changes.add({ ...move, seenAt: 9, tenant: TENANT, dealId: row.id });
    await storeCrmHistory(database, TENANT, {
      deal: row.deal,
      changes: [move],
      historyOf: ['stage.label', 'closeDate'],
      outcome: 'open',
    });
    const history = await historyOf(database, TENANT, row.id);
    expect(history.changes.filter((change) => change.field === 'stage.label')).toEqual([move]);
    expect(history.watchedSince).toBeLessThanOrEqual(Date.parse('2026-11-22'));
  });
});
