import { afterEach, describe, expect, test } from 'vitest';
import { KIND, idOf } from '../crms/contract/zoho/fields.mjs';
import { startZoho } from '../crms/contract/zoho/serve.mjs';
import { talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: object = {}) => {
  const server = await startZoho(options);
  closing.push(server.close);
  return { ...server, call: talk(server.origin, { authorization: `Zoho-oauthtoken ${server.token}` }) };
};
const deal = (number: number) => `/crm/v8/Deals/${idOf(KIND.deal, number)}`;
const put = (values: object, more: object = {}) => ({ data: [values], ...more });
const rules = { apply_feature_execution: [{ name: 'criteria_validation_rule' }] };

describe('Zoho gives', () => {
  test('a deal whose id is too long for a number, with lookups as name and id', async () => {
    const { call } = await start();
    const { status, json } = await call('GET', deal(2));
    expect(status).toBe(200);
    expect(json.data[0]).toMatchObject({ id: idOf(KIND.deal, 2), Amount: 137900, Currency: 'JPY' });
    expect(json.data[0].Owner).toEqual({ name: expect.any(String), id: expect.any(String), email: expect.any(String) });
    expect(json.data[0].Modified_Time).toMatch(/\+01:00$/);
    expect(Number.isSafeInteger(Number(json.data[0].id))).toBe(false);
  });

  test('every deal once: pages to 2,000, tokens beyond', async () => {
    const { call } = await start({ deals: 2300 });
    const seen: string[] = [];
    let query = 'page=1';
    while (query !== '') {
      const { json } = await call('GET', `/crm/v8/Deals?fields=Deal_Name,Stage&per_page=200&${query}`);
      seen.push(...json.data.map(({ id }: { id: string }) => id));
      query = json.info.more_records ? `page_token=${json.info.next_page_token}` : '';
    }
    expect(new Set(seen).size).toBe(2300);
  });

  test('what changed since a time, 304 when nothing did, 204 for an id it does not have', async () => {
    const { call } = await start();
    const list = await call('GET', '/crm/v8/Deals?fields=Modified_Time&sort_by=Modified_Time&sort_order=desc');
    const at = list.json.data[4].Modified_Time;
    const since = await call('GET', '/crm/v8/Deals?fields=id', undefined, { 'if-modified-since': at });
    expect(since.json.data).toHaveLength(4);
    const none = await call('GET', '/crm/v8/Deals?fields=id', undefined, {
      'if-modified-since': '2030-01-01T00:00:00+00:00',
    });
    expect([none.status, none.text]).toEqual([304, '']);
    expect((await call('GET', deal(9999))).status).toBe(204);
  });

  test('the fields of the module with picklists and what is mandatory', async () => {
    const { call } = await start();
    const { json } = await call('GET', '/crm/v8/settings/fields?module=Deals');
    const byName = new Map(json.fields.map((field: { api_name: string }) => [field.api_name, field]));
    expect(byName.get('Stage')).toMatchObject({ system_mandatory: true, data_type: 'picklist' });
    expect(byName.get('Modified_Time')).toMatchObject({ read_only: true });
  });

  test.each([
    ['Stage_History', 'Stage,Modified_Time', 1],
    ['Contact_Roles', 'Full_Name,Contact_Role', 1],
    ['Emails', 'Subject,Sent_On', 1],
  ])('the related list %s, with the fields asked for alone', async (list, fields, number) => {
    const { call } = await start();
    const { json } = await call('GET', `${deal(number)}/${list}?fields=${fields}`);
    expect(Object.keys(json.data[0]).toSorted()).toEqual(['id', ...fields.split(',')].toSorted());
  });

  test('its credits only when half of them are gone', async () => {
    const { call } = await start({ credits: 4 });
    const left = async () => (await call('GET', deal(1))).headers.get('x-api-credits-remaining');
    expect([await left(), await left(), await left()]).toEqual([null, '2', '1']);
  });
});

describe('Zoho takes', () => {
  test('its own pages by their cookies and the token among them', async () => {
    const { origin, cookies, faults } = await start();
    const call = talk(origin, cookies);
    expect((await call('PUT', deal(1), put({ Next_Step: 'x' }))).status).toBe(200);
    const bare = await call('PUT', deal(1), put({ Next_Step: 'y' }), { 'x-zcsrf-token': 'x' });
    expect([bare.status, bare.json.code]).toEqual([400, 'INVALID_REQUEST']);
    faults.expireSession();
    expect((await call('GET', deal(1))).json.code).toBe('AUTHENTICATION_FAILURE');
  });

  test('a change, tells when it was, and keeps the stage history', async () => {
    const { call } = await start();
    const before = (await call('GET', deal(11))).json.data[0];
    const made = await call('PUT', deal(11), put({ Stage: 'Needs Analysis', Amount: 5.5, Next_Step: 'Ring' }));
    expect(made.json.data[0]).toMatchObject({ code: 'SUCCESS', status: 'success' });
    const after = (await call('GET', deal(11))).json.data[0];
    expect(after).toMatchObject({ Stage: 'Needs Analysis', Amount: 5.5, Next_Step: 'Ring' });
    expect(after.Modified_Time).toBe(made.json.data[0].details.Modified_Time);
    expect(after.Modified_Time > before.Modified_Time).toBe(true);
    const history = await call('GET', `${deal(11)}/Stage_History?fields=Stage`);
    expect(history.json.data[0].Stage).toBe('Needs Analysis');
  });

  test('an unknown field without a word, and does nothing with it', async () => {
    const { call } = await start();
    const { status, json } = await call('PUT', deal(1), put({ Nonsense: 1, Modified_Time: 'x' }));
    expect([status, json.data[0].code]).toEqual([200, 'SUCCESS']);
  });

  test('a task on the deal', async () => {
    const { call } = await start();
    const task = { Subject: 'Ring', Due_Date: '2026-12-01', What_Id: { id: idOf(KIND.deal, 11) }, $se_module: 'Deals' };
    expect((await call('POST', '/crm/v8/Tasks', put(task))).status).toBe(201);
    const { json } = await call('GET', `${deal(11)}/Tasks?fields=Subject,Due_Date,Status`);
    expect(json.data[0]).toMatchObject({ Subject: 'Ring', Due_Date: '2026-12-01', Status: 'Not Started' });
  });
});

describe('Zoho refuses', () => {
  test.each([
    [
      'a number given as text',
      { Amount: '12' },
      'INVALID_DATA',
      { expected_data_type: 'double', api_name: 'Amount', json_path: '$.data[0].Amount' },
    ],
    [
      'a blank name',
      { Deal_Name: null },
      'MANDATORY_NOT_FOUND',
      { api_name: 'Deal_Name', json_path: '$.data[0].Deal_Name' },
    ],
    ['a name too long', { Deal_Name: 'x'.repeat(121) }, 'INVALID_DATA', { maximum_length: 120 }],
    [
      'a day that is not in the calendar',
      { Closing_Date: '2026-02-30' },
      'INVALID_DATA',
      { expected_data_type: 'date' },
    ],
    ['a stage it does not know', { Stage: 'Won' }, 'INVALID_DATA', { api_name: 'Stage' }],
    [
      'an account that is not there',
      { Account_Name: { id: '1' } },
      'INVALID_DATA',
      { json_path: '$.data[0].Account_Name.id' },
    ],
  ])('%s', async (_, values, code, details) => {
    const { call } = await start();
    const before = (await call('GET', deal(1))).json;
    const { status, json } = await call('PUT', deal(1), put(values));
    expect([status, json.data[0].code, json.data[0].status]).toEqual([400, code, 'error']);
    expect(json.data[0].details).toMatchObject(details);
    expect((await call('GET', deal(1))).json).toEqual(before);
  });

  test('a write on a record that was changed after the time named', async () => {
    const { call, faults, db } = await start();
    const read = (await call('GET', deal(1))).json.data[0].Modified_Time;
    const header = { 'if-unmodified-since': read };
    expect((await call('PUT', deal(1), put({ Next_Step: 'a' }), header)).status).toBe(200);
    const stale = await call('PUT', deal(1), put({ Next_Step: 'b' }), header);
    expect([stale.status, stale.json.data[0].code]).toEqual([412, 'ALREADY_MODIFIED']);
    const fresh = (await call('GET', deal(1))).json.data[0].Modified_Time;
    faults.beforeNextWrite(() => db.update('Deals', { id: idOf(KIND.deal, 1) }, { modified: 1_900_000_000_000 }));
    expect((await call('PUT', deal(1), put({ Next_Step: 'c' }), { 'if-unmodified-since': fresh })).status).toBe(412);
  });

  test('what a validation rule forbids, if the request asks for rules at all', async () => {
    const { call, faults } = await start();
    const when = (sent: { Stage?: string }) => sent.Stage === 'Closed Won';
    faults.rule({ object: 'Deals', field: 'Amount', message: 'Amount first', when });
    const refused = await call('PUT', deal(11), put({ Stage: 'Closed Won' }, rules));
    expect([refused.status, refused.json.data[0].message, refused.json.data[0].details.api_name]).toEqual([
      400,
      'Amount first',
      'Amount',
    ]);
    expect((await call('PUT', deal(11), put({ Stage: 'Closed Won' }))).status).toBe(200);
  });

  test.each([
    ['no fields', '', 'REQUIRED_PARAM_MISSING'],
    ['more than 50 fields', `fields=${Array.from({ length: 51 }, () => 'id').join(',')}`, 'LIMIT_EXCEEDED'],
    ['more than 200 a page', 'fields=id&per_page=201', 'INVALID_DATA'],
    ['record 2,001 by page', 'fields=id&page=11', 'DISCRETE_PAGINATION_LIMIT_EXCEEDED'],
    ['page and token at once', 'fields=id&page=1&page_token=x', 'AMBIGUITY_DURING_PROCESSING'],
    ['a token of other fields', 'fields=id&page_token=WzFd', 'TOKEN_BOUND_DATA_MISMATCH'],
    ['a field to sort by that is not one', 'fields=id&sort_by=Amount', 'INVALID_DATA'],
  ])('a list with %s', async (_, query, code) => {
    const { call } = await start();
    const { status, json } = await call('GET', `/crm/v8/Deals?${query}`);
    expect([status, json.code, json.status]).toEqual([400, code, 'error']);
  });

  test('a token too old, wrong, of another kind, or without the scope', async () => {
    const { call, faults, tokens } = await start();
    const as = async (authorization: string | undefined, method = 'GET', body?: object) => {
      const { status, json } = await call(method, deal(1), body, { authorization });
      return [status, json.code];
    };
    expect(await as(undefined)).toEqual([401, 'AUTHENTICATION_FAILURE']);
    expect(await as(`Bearer ${tokens.full}`)).toEqual([401, 'INVALID_TOKEN']);
    expect(await as(`Zoho-oauthtoken ${tokens.narrow}`)).toEqual([401, 'OAUTH_SCOPE_MISMATCH']);
    expect(await as(`Zoho-oauthtoken ${tokens.readOnly}`, 'PUT', put({}))).toEqual([401, 'OAUTH_SCOPE_MISMATCH']);
    faults.expireSession();
    expect(await as(`Zoho-oauthtoken ${tokens.full}`)).toEqual([401, 'INVALID_TOKEN']);
  });

  test('whom the profile forbids, a module that is none, an id that is not there', async () => {
    const { call, faults } = await start();
    expect((await call('GET', '/crm/v8/Nonsense?fields=id')).json.code).toBe('INVALID_MODULE');
    expect((await call('PUT', deal(9999), put({ Amount: 1 }))).json.code).toBe('INVALID_DATA');
    faults.deny({ object: 'Deals' });
    const { status, json } = await call('PUT', deal(1), put({ Amount: 1 }));
    expect([status, json.code]).toEqual([403, 'NO_PERMISSION']);
  });

  test('too many requests and spent credits alike, without saying how long to wait', async () => {
    const { call, faults } = await start({ credits: 2 });
    faults.limitAfter(0);
    const limited = await call('GET', deal(1));
    expect([limited.status, limited.json.code, limited.headers.get('retry-after')]).toEqual([
      429,
      'TOO_MANY_REQUESTS',
      null,
    ]);
    await call('GET', deal(1));
    await call('GET', deal(1));
    const spent = await call('GET', deal(1));
    expect([spent.status, spent.headers.get('x-api-credits-remaining')]).toEqual([429, '0']);
  });
});
