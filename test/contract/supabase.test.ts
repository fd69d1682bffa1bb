import { afterEach, describe, expect, test } from 'vitest';
import { startSupabase } from '../crms/contract/supabase/serve.mjs';
import { talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: object = {}) => {
  const server = await startSupabase(options);
  closing.push(server.close);
  const headers = { apikey: server.anonKey, authorization: `Bearer ${server.token}` };
  return { ...server, call: talk(server.origin, headers) };
};
const DEALS = '/rest/v1/deals';
const back = { prefer: 'return=representation' };

describe('Supabase gives', () => {
  test('the deals asked for, with the company a foreign key leads to', async () => {
    const { call } = await start();
    const { json } = await call(
      'GET',
      `${DEALS}?select=id,name,amount,company:companies(name),sales(email)&id=in.(2,11)&order=id`,
    );
    expect(json).toEqual([
      {
        id: 2,
        name: "Robert'); DROP TABLE deals;--",
        amount: 137900,
        company: { name: expect.any(String) },
        sales: { email: expect.any(String) },
      },
      {
        id: 11,
        name: expect.any(String),
        amount: null,
        company: { name: expect.any(String) },
        sales: { email: expect.any(String) },
      },
    ]);
  });

  test('lists, times and whole numbers as PostgreSQL prints them', async () => {
    const { call } = await start();
    const { json } = await call('GET', `${DEALS}?id=eq.1`);
    expect(json[0].contact_ids).toEqual(expect.arrayContaining([expect.any(Number)]));
    expect(json[0].updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
    expect(Number.isInteger(json[0].amount)).toBe(true);
  });

  test.each([
    ['stage=eq.won', (row: { stage: string }) => row.stage === 'won'],
    ['amount=gte.100000', (row: { amount: number }) => row.amount >= 100_000],
    ['stage=not.in.(won,lost)', (row: { stage: string }) => !['won', 'lost'].includes(row.stage)],
    ['amount=is.null', (row: { amount: null }) => row.amount === null],
    [
      'or=(stage.eq.won,amount.lt.50000)',
      (row: { stage: string; amount: number | null }) =>
        row.stage === 'won' || (row.amount !== null && row.amount < 50_000),
    ],
    ['updated_at=gte.2026-06-01T00:00:00Z', (row: { updated_at: string }) => row.updated_at >= '2026-06-01'],
  ])('the rows of %s and no others', async (query, holds) => {
    const { call } = await start();
    const all = (await call('GET', DEALS)).json;
    const { json } = await call('GET', `${DEALS}?${query}`);
    expect(json).toEqual(all.filter(holds));
    expect(json.length).toBeGreaterThan(0);
  });

  test('pages by limit and by Range, the count when asked', async () => {
    const { call } = await start();
    const second = await call('GET', `${DEALS}?select=id&order=id&limit=10&offset=10`, undefined, {
      prefer: 'count=exact',
    });
    expect([second.status, second.headers.get('content-range')]).toEqual([206, '10-19/60']);
    const ranged = await call('GET', `${DEALS}?select=id&order=id`, undefined, { range: '10-19' });
    expect([ranged.status, ranged.headers.get('content-range')]).toEqual([200, '10-19/*']);
    expect(ranged.json).toEqual(second.json);
  });

  test('never more than a thousand rows at once', async () => {
    const { call } = await start({ deals: 1200 });
    expect((await call('GET', `${DEALS}?select=id&limit=5000`)).json).toHaveLength(1000);
  });

  test('one object to those who ask for one', async () => {
    const { call } = await start();
    const accept = { accept: 'application/vnd.pgrst.object+json' };
    expect((await call('GET', `${DEALS}?id=eq.1&select=id`, undefined, accept)).json).toEqual({ id: 1 });
    const none = await call('GET', `${DEALS}?id=eq.9999`, undefined, accept);
    expect([none.status, none.json.code]).toEqual([406, 'PGRST116']);
  });
});

describe('Supabase takes', () => {
  test('a change, giving the row back only when asked, and leaves updated_at to the client', async () => {
    const { call } = await start();
    const before = (await call('GET', `${DEALS}?id=eq.1`)).json[0];
    const silent = await call('PATCH', `${DEALS}?id=eq.1`, { amount: 7 });
    expect([silent.status, silent.text]).toEqual([204, '']);
    const told = await call('PATCH', `${DEALS}?id=eq.1`, { stage: 'won', contact_ids: [1, 2] }, back);
    expect(told.json).toEqual([{ ...before, amount: 7, stage: 'won', contact_ids: [1, 2] }]);
  });

  test('a change that names the version it was made on, and none when that is gone', async () => {
    const { call, faults, db } = await start();
    const { updated_at: at } = (await call('GET', `${DEALS}?id=eq.1`)).json[0];
    const path = `${DEALS}?id=eq.1&updated_at=eq.${encodeURIComponent(at)}`;
    faults.beforeNextWrite(() => db.update('deals', { id: 1 }, { updated_at: '2026-11-20T10:00:00+00:00' }));
    const stale = await call('PATCH', path, { amount: 1 }, back);
    expect([stale.status, stale.json]).toEqual([200, []]);
    const fresh = `${DEALS}?id=eq.1&updated_at=eq.2026-11-20T10:00:00Z`;
    expect((await call('PATCH', fresh, { amount: 1 }, back)).json).toHaveLength(1);
  });

  test('a task', async () => {
    const { call } = await start();
    const task = { contact_id: 1, type: 'call', text: 'Ring', due_date: '2026-12-01', sales_id: 1 };
    const { status, json } = await call('POST', '/rest/v1/tasks', task, back);
    expect([status, json[0].due_date]).toEqual([201, '2026-12-01T00:00:00+00:00']);
  });
});

describe('Supabase refuses', () => {
  test.each([
    ['a column that is not there', { nonsense: 1 }, 400, 'PGRST204'],
    ['text for a number', { amount: 'abc' }, 400, '22P02'],
    ['cents', { amount: 5.5 }, 400, '22P02'],
    ['a number out of range', { index: 40_000 }, 400, '22003'],
    ['a day that is none', { expected_closing_date: 'soon' }, 400, '22007'],
    ['null where there must be a value', { name: null }, 400, '23502'],
    ['a company that is not there', { company_id: 999 }, 409, '23503'],
    ['one value for a list', { contact_ids: 5 }, 400, '22P02'],
  ])('%s', async (_, values, status, code) => {
    const { call } = await start();
    const before = (await call('GET', `${DEALS}?id=eq.1`)).json;
    const answer = await call('PATCH', `${DEALS}?id=eq.1`, values);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect((await call('GET', `${DEALS}?id=eq.1`)).json).toEqual(before);
  });

  test.each([
    ['an unknown column in select', `${DEALS}?select=nonsense`, 400, '42703'],
    ['an unknown column in a filter', `${DEALS}?nonsense=eq.1`, 400, '42703'],
    ['a filter without an operator', `${DEALS}?id=1`, 400, 'PGRST100'],
    ['rows that no key leads to', `${DEALS}?select=id,tasks(id)`, 400, 'PGRST200'],
    ['a time whose plus became a space', `${DEALS}?updated_at=eq.2026-11-20T10:00:00+00:00`, 400, '22007'],
    ['a table that is not there', '/rest/v1/nonsense', 404, 'PGRST205'],
  ])('%s', async (_, path, status, code) => {
    const { call } = await start();
    const answer = await call('GET', path);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  test('an offset past the end, when it counts', async () => {
    const { call } = await start();
    const { status, json } = await call('GET', `${DEALS}?offset=100`, undefined, { prefer: 'count=exact' });
    expect([status, json.code]).toEqual([416, 'PGRST103']);
  });

  test.each([
    [13, 'PGRST303'],
    [12, 'PGRST301'],
  ])('an expired token, in version %i with %s', async (version, code) => {
    const { call, faults, tokens } = await start({ version });
    const { status, json } = await call('GET', DEALS, undefined, { authorization: `Bearer ${tokens.expired}` });
    expect([status, json.code, json.message]).toEqual([401, code, 'JWT expired']);
    faults.expireSession();
    expect((await call('GET', DEALS)).status).toBe(401);
  });

  test('no key, a wrong key, a token signed by another', async () => {
    const { call, token } = await start();
    expect((await call('GET', DEALS, undefined, { apikey: undefined })).json.message).toBe(
      'No API key found in request',
    );
    expect((await call('GET', DEALS, undefined, { apikey: 'x' })).json.message).toBe('Invalid API key');
    const forged = `${token.split('.').slice(0, 2).join('.')}.AAAA`;
    expect((await call('GET', DEALS, undefined, { authorization: `Bearer ${forged}` })).json.code).toBe('PGRST301');
  });

  test('strangers and the forbidden with emptiness', async () => {
    const { call, faults } = await start();
    const stranger = await call('GET', DEALS, undefined, { authorization: undefined });
    expect([stranger.status, stranger.json]).toEqual([200, []]);
    faults.deny({ object: 'deals' });
    const forbidden = await call('PATCH', `${DEALS}?id=eq.1`, { amount: 1 }, back);
    expect([forbidden.status, forbidden.json]).toEqual([200, []]);
  });

  test('what a check of the deployment forbids', async () => {
    const { call, faults } = await start();
    const message = 'new row for relation "deals" violates check constraint "amount_first"';
    faults.rule({
      object: 'deals',
      field: 'amount',
      message,
      when: (sent: { stage?: string }) => sent.stage === 'won',
    });
    const { status, json } = await call('PATCH', `${DEALS}?id=eq.11`, { stage: 'won' });
    expect([status, json.code, json.message]).toEqual([400, '23514', message]);
  });

  test('too many requests, with the seconds to wait', async () => {
    const { call, faults } = await start();
    faults.limitAfter(0, { retryAfter: 3 });
    const { status, headers } = await call('GET', DEALS);
    expect([status, headers.get('retry-after')]).toEqual([429, '3']);
  });
});
