import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../crms/contract/kit/app.mjs';
import { createDataSet } from '../crms/contract/kit/data-set.mjs';
import { openDatabase } from '../crms/contract/kit/database.mjs';
import { json, refuse } from '../crms/contract/kit/reply.mjs';

describe('the data set', () => {
  test('is the same for the same seed and another for another', () => {
    expect(createDataSet()).toEqual(createDataSet());
    expect(createDataSet({ seed: 2 }).deals).not.toEqual(createDataSet().deals);
  });

  const set = createDataSet({ deals: 300 });

  test('has every stage, three currencies, two owners, blank fields and history', () => {
    expect(new Set(set.deals.map(({ stage }) => stage)).size).toBe(6);
    expect(new Set(set.deals.map(({ currency }) => currency)).size).toBe(3);
    expect(new Set(set.deals.map(({ ownerId }) => ownerId)).size).toBe(2);
    expect(set.deals[10]).toMatchObject({ amount: null, nextStep: null, type: null });
    expect(set.fieldHistory.length).toBeGreaterThan(100);
  });

  test('lets nothing happen before the deal, after its end or in the future', () => {
    const deals = new Map(set.deals.map((deal) => [deal.id, deal]));
    const odd = [...set.stageHistory, ...set.fieldHistory].filter(({ dealId, at }) => {
      const deal = deals.get(dealId);
      return !deal || at < deal['createdAt'] || at > (deal['closedAt'] ?? set.today);
    });
    expect(odd).toEqual([]);
  });

  test('ends the stage history of each deal in its stage', () => {
    const last = new Map(set.stageHistory.map((row) => [row.dealId, row.stage]));
    expect(set.deals.filter(({ id, stage }) => last.get(id) !== stage)).toEqual([]);
  });
});

describe('the database', () => {
  test('takes hostile texts and nulls as they are', () => {
    const rows = createDataSet().deals;
    const db = openDatabase({ 'de"als': { columns: { id: 'INTEGER', name: 'TEXT', amount: 'REAL' }, rows } });
    const read = db.all('SELECT id, name, amount FROM "de""als"');
    expect(read.map((row) => ({ ...row }))).toEqual(rows.map(({ id, name, amount }) => ({ id, name, amount })));
  });
});

describe('the app over HTTP', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const start = async () => {
    const said = (status: number, kind: string) => () => json(status, { kind });
    const app = createApp({
      cors: { origins: (origin: string) => origin === 'https://crm.example' },
      answers: {
        notFound: said(404, 'not found'),
        notAllowed: said(405, 'not allowed'),
        badBody: said(400, 'bad body'),
        daily: said(403, 'daily'),
        failed: (_: unknown, status: number) => json(status, { kind: 'failed' }),
        limited: (_: unknown, seconds: number) => json(429, {}, { 'retry-after': String(seconds) }),
      },
      authenticate: ({ headers }: { headers: Record<string, string> }) => {
        if (headers['authorization'] !== 'Bearer t') throw refuse(json(401, { kind: 'who?' }));
      },
      routes: [
        ['GET', '/open', () => json(200, {}), { open: true }],
        ['GET', '/things(:id)', ({ params }: { params: object }) => json(200, params)],
        ['POST', '/things', ({ body }: { body: unknown }) => json(201, body)],
      ],
    });
    const { origin, close } = await app.listen();
    closing.push(close);
    const call = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: 'Bearer t', ...(init.headers as Record<string, string>) };
      return fetch(origin + path, { ...init, headers });
    };
    return { ...app, call };
  };

  test.each([
    ['GET', '/things(a%20b)', undefined, 200, { id: 'a b' }],
    ['GET', '/nothing', undefined, 404, { kind: 'not found' }],
    ['DELETE', '/things', undefined, 405, { kind: 'not allowed' }],
    ['POST', '/things', '{"a":1}', 201, { a: 1 }],
    ['POST', '/things', '{"a":', 400, { kind: 'bad body' }],
  ])('%s %s %s answers %i', async (method, path, body, status, expected) => {
    const { call } = await start();
    const headers = { 'content-type': 'application/json' };
    const response = await call(path, { method, headers, ...(body === undefined ? {} : { body }) });
    expect([response.status, await response.json()]).toEqual([status, expected]);
  });

  test('a route that asks for a user refuses a stranger, an open one does not', async () => {
    const { call } = await start();
    const headers = { authorization: '' };
    expect((await call('/things(1)', { headers })).status).toBe(401);
    expect((await call('/open', { headers })).status).toBe(200);
  });

  test('the limit comes after n requests, once, and says how long to wait', async () => {
    const { call, faults } = await start();
    faults.limitAfter(1, { retryAfter: 7 });
    const statuses = [await call('/open'), await call('/open'), await call('/open')];
    expect(statuses.map(({ status }) => status)).toEqual([200, 429, 200]);
    expect(statuses[1]?.headers.get('retry-after')).toBe('7');
  });

  test('a failure comes once, the daily limit stays, a reset ends it', async () => {
    const { call, faults } = await start();
    faults.failOnce(502);
    faults.dailyLimit();
    const before = [(await call('/open')).status, (await call('/open')).status, (await call('/open')).status];
    faults.reset();
    expect([...before, (await call('/open')).status]).toEqual([502, 403, 403, 200]);
  });

  test('a dropped connection is no answer at all, though the work may be done', async () => {
    const { call, faults, log } = await start();
    faults.drop(1, { afterWork: true });
    await expect(call('/open')).rejects.toThrow('fetch failed');
    expect((await call('/open')).status).toBe(200);
    expect(log.map(({ path }) => path)).toEqual(['/open', '/open']);
  });

  test('answers without a socket too, at the origin that the URL names', async () => {
    const { handle } = await start();
    const headers = { Authorization: 'Bearer t', 'Content-Type': 'application/json' };
    const request = { method: 'post', url: 'https://api.crm.example/things', headers, body: '{"a":1}' };
    expect(await handle(request)).toMatchObject({ status: 201, body: '{"a":1}' });
    expect(await handle({ method: 'GET', url: 'https://api.crm.example/open' })).toMatchObject({ status: 200 });
  });

  test('only the origins allowed may read across origins', async () => {
    const { call } = await start();
    const allowed = async (origin: string) =>
      (await call('/open', { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await allowed('https://crm.example')).toBe('https://crm.example');
    expect(await allowed('https://evil.example')).toBeNull();
  });
});
