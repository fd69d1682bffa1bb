import { afterEach, describe, expect, test } from 'vitest';
import { CUSTOM_FIELDS } from '../crms/contract/pipedrive/fields.mjs';
import { startPipedrive } from '../crms/contract/pipedrive/serve.mjs';
import { talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: object = {}, headers?: Record<string, string>) => {
  const server = await startPipedrive(options);
  closing.push(server.close);
  return { ...server, call: talk(server.origin, headers ?? { 'x-api-token': server.tokens.api }) };
};

const { nextStep, competitor, budget, forecast } = CUSTOM_FIELDS;

describe('Pipedrive gives', () => {
  test('a deal with its custom fields, option ids and RFC 3339 times', async () => {
    const { call } = await start();
    const { status, json } = await call('GET', '/api/v2/deals/2');
    expect(status).toBe(200);
    expect(json.success).toBe(true);
    expect(json.data).toMatchObject({ id: 2, title: "Robert'); DROP TABLE deals;--", value: 137900, currency: 'JPY' });
    expect(json.data.update_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(json.data.custom_fields[forecast.code]).toBeTypeOf('number');
    expect(nextStep.code).toMatch(/^[0-9a-f]{40}$/);
  });

  test('options with labels only when asked, and only the custom fields named', async () => {
    const { call } = await start();
    const { json } = await call('GET', `/api/v2/deals/2?custom_fields=${forecast.code}&include_option_labels=true`);
    expect(json.data.custom_fields).toEqual({ [forecast.code]: { id: expect.any(Number), label: expect.any(String) } });
  });

  test('every deal once through the cursor, in pages of at most 500', async () => {
    const { call } = await start({ deals: 1100 });
    const seen: number[] = [];
    let next = '';
    do {
      const { json } = await call('GET', `/api/v2/deals?limit=500${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...json.data.map(({ id }: { id: number }) => id));
      next = json.additional_data.next_cursor ?? '';
    } while (next !== '');
    expect(new Set(seen).size).toBe(1100);
  });

  test('what changed since a time, and what is won', async () => {
    const { call, tokens, origin } = await start();
    const all = await call('GET', '/api/v2/deals?limit=500');
    const times = all.json.data.map((deal: { update_time: string }) => deal.update_time).toSorted();
    const since = await talk(origin, { 'x-api-token': tokens.api })('GET', `/api/v2/deals?updated_since=${times[30]}`);
    expect(since.json.data).toHaveLength(30);
    const won = await call('GET', '/api/v2/deals?status=won');
    expect(
      won.json.data.every(({ status, won_time: at }: { status: string; won_time: string }) => status === 'won' && at),
    ).toBe(true);
  });

  test('fields in both versions, changes, people, products, activities, users, stages', async () => {
    const { call } = await start();
    const v1 = await call('GET', '/api/v1/dealFields?limit=500');
    expect(v1.json.data.find(({ key }: { key: string }) => key === forecast.code).options).toHaveLength(5);
    expect(v1.json.data[0]).toMatchObject({ key: 'title', mandatory_flag: true });
    const v2 = await call('GET', '/api/v2/dealFields?limit=500');
    expect(v2.json.data.at(-1)).toMatchObject({
      field_code: budget.code,
      field_type: 'monetary',
      is_custom_field: true,
    });
    const flow = await call('GET', '/v1/deals/1/flow?items=dealChange');
    expect(flow.json.data.some(({ data }: { data: { field_key: string } }) => data.field_key === 'stage_id')).toBe(
      true,
    );
    const people = await call('GET', '/api/v1/deals/1/participants');
    expect(people.json.data[0].person.name).toBeTypeOf('string');
    expect((await call('GET', '/api/v2/deals/3/products')).json.success).toBe(true);
    expect((await call('GET', '/api/v2/activities?deal_id=1')).json.data[0].deal_id).toBe(1);
    expect((await call('GET', '/api/v1/users')).json.data).toHaveLength(2);
    expect((await call('GET', '/api/v2/stages')).json.data.map(({ name }: { name: string }) => name)).toEqual([
      'Qualification',
      'Discovery',
      'Proposal',
      'Negotiation',
    ]);
  });
});

describe('Pipedrive takes', () => {
  test('plain and custom fields, and leaves the others as they were', async () => {
    const { call } = await start();
    const before = (await call('GET', '/api/v2/deals/1')).json.data;
    const custom = { [nextStep.code]: 'Call <b>Ada</b>', [budget.code]: { value: 9, currency: 'EUR' } };
    const after = await call('PATCH', '/api/v2/deals/1', { value: 55.5, custom_fields: custom });
    expect(after.json.data).toMatchObject({ value: 55.5, title: before.title });
    expect(after.json.data.custom_fields).toEqual({ ...before.custom_fields, ...custom });
    expect(after.json.data.update_time > before.update_time).toBe(true);
  });

  test('a stage move and a loss with its reason, which the flow then tells', async () => {
    const { call } = await start();
    await call('PATCH', '/api/v2/deals/11', { stage_id: 3 });
    const lost = await call('PATCH', '/api/v2/deals/11', { status: 'lost', lost_reason: 'Price' });
    expect(lost.json.data).toMatchObject({ stage_id: 3, status: 'lost', lost_reason: 'Price' });
    expect(lost.json.data.lost_time).not.toBeNull();
    const { json } = await call('GET', '/v1/deals/11/flow?items=dealChange');
    expect(json.data.map(({ data }: { data: { field_key: string } }) => data.field_key)).toEqual(
      expect.arrayContaining(['stage_id', 'status', 'lost_reason']),
    );
  });

  test('a task', async () => {
    const { call } = await start();
    const made = await call('POST', '/api/v2/activities', {
      subject: 'Ring',
      type: 'task',
      deal_id: 11,
      due_date: '2026-12-01',
    });
    expect(made.json.data).toMatchObject({ subject: 'Ring', deal_id: 11, due_date: '2026-12-01', done: false });
    expect((await call('GET', '/api/v2/activities?deal_id=11')).json.data).toHaveLength(1);
  });
});

describe('Pipedrive refuses', () => {
  test.each([
    ['an unknown field', { nonsense: 1 }, 'nonsense'],
    ['a number given as text', { value: '12' }, 'value'],
    ['a blank title', { title: '' }, 'title'],
    ['a currency it does not know', { currency: 'XXX' }, 'currency'],
    ['a date that is none', { expected_close_date: '2026-02-31x' }, 'expected_close_date'],
    ['a stage that is not there', { stage_id: 99 }, 'stage_id'],
    ['a reason on a deal that is not lost', { status: 'open', lost_reason: 'x' }, 'lost_reason'],
    ['an unknown custom field', { custom_fields: { ['0'.repeat(40)]: 'x' } }, '0000'],
    ['an option that is not one', { custom_fields: { [forecast.code]: 7 } }, forecast.code],
    ['an empty list for a set', { custom_fields: { [competitor.code]: [] } }, competitor.code],
    ['a custom text over 255 characters', { custom_fields: { [nextStep.code]: 'x'.repeat(256) } }, nextStep.code],
    ['null where there must be a value', { title: null }, 'title'],
  ])('%s', async (_, body, named) => {
    const { call } = await start();
    const before = (await call('GET', '/api/v2/deals/1')).json.data;
    const { status, json } = await call('PATCH', '/api/v2/deals/1', body);
    expect([status, json.success, json.code]).toEqual([400, false, 'ERR_SCHEMA_VALIDATION_FAILED']);
    expect(json.error).toContain(named);
    expect((await call('GET', '/api/v2/deals/1')).json.data).toEqual(before);
  });

  test('a wrong or expired token, a scope that is missing, a deal that is not there', async () => {
    const { call, faults, tokens } = await start();
    expect((await call('GET', '/api/v2/deals/1', undefined, { 'x-api-token': 'nope' })).json.errorCode).toBe(401);
    const none = { 'x-api-token': undefined };
    const read = { ...none, authorization: `Bearer ${tokens.readOnly}` };
    expect((await call('GET', '/api/v2/deals/1', undefined, read)).status).toBe(200);
    const narrow = await call('PATCH', '/api/v2/deals/1', { value: 1 }, read);
    expect([narrow.status, narrow.json.error]).toEqual([403, 'Scope and URL mismatch']);
    expect((await call('GET', '/api/v2/deals/9999')).status).toBe(404);
    faults.deny({ object: 'deal' });
    expect((await call('PATCH', '/api/v2/deals/1', { value: 1 })).status).toBe(403);
    faults.expireSession();
    expect((await call('GET', '/api/v2/deals/1')).status).toBe(401);
  });

  test('pages over 500, an odd cursor, milliseconds in a time, more than 15 custom fields', async () => {
    const { call } = await start();
    const asked = async (query: string) => (await call('GET', `/api/v2/deals?${query}`)).status;
    expect(await asked('limit=501')).toBe(400);
    expect(await asked('cursor=zzz')).toBe(400);
    expect(await asked('updated_since=2026-01-01T00:00:00.000Z')).toBe(400);
    expect(await asked(`custom_fields=${Array.from({ length: 16 }, () => 'a').join(',')}`)).toBe(400);
    expect(await asked('fields=title')).toBe(400);
  });

  test('too many requests, with the seconds to wait in its own header', async () => {
    const { call, faults } = await start();
    faults.limitAfter(1, { retryAfter: 2 });
    await call('GET', '/api/v2/deals/1');
    const { status, headers, json } = await call('GET', '/api/v2/deals/1');
    expect([status, headers.get('x-ratelimit-reset'), json.success]).toEqual([429, '2', false]);
    expect(headers.get('retry-after')).toBeNull();
  });

  test('what the day’s tokens no longer pay for', async () => {
    const { call } = await start({ dailyTokens: 12 });
    const first = await call('GET', '/api/v2/deals');
    expect(first.headers.get('x-daily-ratelimit-token-remaining')).toBe('2');
    const second = await call('GET', '/api/v2/deals');
    expect([second.status, second.headers.get('x-daily-ratelimit-token-remaining')]).toEqual([429, '0']);
  });

  test('what an admin’s rule forbids, in the admin’s words', async () => {
    const { call, faults } = await start();
    faults.rule({
      object: 'deal',
      field: nextStep.code,
      message: 'Next step is needed',
      when: (sent: object) => 'stage_id' in sent,
    });
    const { status, json } = await call('PATCH', '/api/v2/deals/11', { stage_id: 2 });
    expect([status, json.error, json.additional_data.field_code]).toEqual([400, 'Next step is needed', nextStep.code]);
  });

  test('nothing when somebody else was quicker: the last write wins, and the time shows it', async () => {
    const { call, faults, db } = await start();
    faults.beforeNextWrite(() => db.update('deals', { id: 1 }, { value: 1, update_time: '2026-11-20T10:00:00Z' }));
    expect((await call('PATCH', '/api/v2/deals/1', { title: 'Mine' })).json.data).toMatchObject({
      title: 'Mine',
      value: 1,
    });
  });
});
