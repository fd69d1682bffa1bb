import { afterEach, describe, expect, test } from 'vitest';
import { idOf } from '../crms/contract/suitecrm/data.mjs';
import { startSuiteCrm } from '../crms/contract/suitecrm/serve.mjs';
import { talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const RECORD =
  'query record($module: String!, $record: String!) { record(module: $module, record: $record) { _id module type attributes acls } }';
const LIST =
  'query list($module: String!, $limit: Int, $offset: Int, $criteria: Iterable, $sort: Iterable) { recordList(module: $module, limit: $limit, offset: $offset, criteria: $criteria, sort: $sort) { _id meta records } }';
const SAVE =
  'mutation save($input: saveRecordInput!) { saveRecord(input: $input) { record { _id attributes } clientMutationId } }';

const start = async (options: object = {}) => {
  const server = await startSuiteCrm(options);
  closing.push(server.close);
  const call = talk(server.origin, server.cookies);
  const ask = async (query: string, variables: object, more = {}) =>
    (await call('POST', '/api/graphql', { query, variables }, more)).json;
  const read = async (number: number) =>
    (await ask(RECORD, { module: 'opportunities', record: deal(number) })).data.record;
  const list = async (variables: object) =>
    (await ask(LIST, { module: 'opportunities', ...variables })).data.recordList;
  const save = async (attributes: object) => ask(SAVE, { input: { module: 'opportunities', attributes } });
  return { ...server, call, ask, read, list, save };
};
const deal = (number: number) => idOf('opportunities', number);

describe('SuiteCRM gives', () => {
  test('a record whose attributes are all texts, with names beside their ids', async () => {
    const { read } = await start();
    const record = await read(2);
    expect(record).toMatchObject({ _id: deal(2), module: 'opportunities', type: 'Opportunity' });
    expect(record.attributes).toMatchObject({
      amount: '137900',
      currency_symbol: '¥',
      account_name: { name: expect.any(String), id: expect.any(String) },
    });
    expect(record.attributes.assigned_user_name).toEqual({
      user_name: expect.any(String),
      id: record.attributes.assigned_user_id,
    });
    expect(record.attributes.date_modified).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  test('an empty record for an id it does not have', async () => {
    const { read } = await start();
    const { attributes } = await read(9999);
    expect([attributes.id, attributes.name, attributes.amount]).toEqual(['', '', '']);
  });

  test('every record once by offset, and the first page again past the end', async () => {
    const { list } = await start();
    const seen: string[] = [];
    let offset = 0;
    while (offset >= 0) {
      const { records, meta } = await list({ limit: 25, offset });
      seen.push(...records.map(({ id }: { id: string }) => id));
      offset = meta.offsets.next;
    }
    expect(new Set(seen).size).toBe(60);
    const past = await list({ limit: 25, offset: 500 });
    expect([past.meta.offsets.current, past.records.length, past.meta.offsets.total]).toEqual([0, 25, 60]);
    expect((await list({})).records).toHaveLength(20);
  });

  test.each([
    [
      { sales_stage: { field: 'sales_stage', operator: '=', values: ['Closed Won', 'Closed Lost'] } },
      (row: Row) => row.attributes.sales_stage.startsWith('Closed'),
    ],
    [
      { date_modified: { field: 'date_modified', operator: 'greater_than', start: '2026-06-01 00:00:00' } },
      (row: Row) => row.attributes.date_modified > '2026-06-01',
    ],
    [
      { amount: { field: 'amount', operator: 'between', start: '1000', end: '50000' } },
      (row: Row) => row.attributes.amount !== '' && +row.attributes.amount >= 1000 && +row.attributes.amount <= 50_000,
    ],
  ])('the records of the filter %j and no others', async (filters, holds) => {
    const { list } = await start();
    const sort = { orderBy: 'date_modified', sortOrder: 'DESC' };
    const all = (await list({ limit: 100, sort })).records;
    const some = (await list({ limit: 100, sort, criteria: { filters } })).records;
    expect(some).toEqual(all.filter(holds));
    expect(some.length).toBeGreaterThan(0);
  });

  test('the contacts and calls under a deal', async () => {
    const { ask } = await start();
    const under = async (module: string) => {
      const preset = {
        type: 'subpanel',
        params: { subpanel: module, parentModule: 'opportunities', parentId: deal(3) },
      };
      return (await ask(LIST, { module, criteria: { preset } })).data.recordList.records;
    };
    expect((await under('contacts'))[0].attributes.first_name).toBeTypeOf('string');
    expect((await under('meetings')).every((row: Row) => row.attributes.parent_id === deal(3))).toBe(true);
  });

  test('whether the session is alive, and the token for writes in a cookie', async () => {
    const { call, tokens } = await start();
    const { json, headers } = await call('GET', '/session-status');
    expect([json.active, headers.get('set-cookie')]).toEqual([
      true,
      expect.stringContaining(`XSRF-TOKEN=${tokens.xsrf}`),
    ]);
  });
});

interface Row {
  readonly attributes: Record<'sales_stage' | 'date_modified' | 'amount' | 'parent_id', string>;
}

describe('SuiteCRM takes', () => {
  test('a change of the record that the attributes name', async () => {
    const { read, save } = await start();
    const before = (await read(11)).attributes;
    const account = { id: idOf('accounts', 2) };
    const { data } = await save({ id: deal(11), sales_stage: 'Needs Analysis', amount: '5.5', account_name: account });
    expect(data.saveRecord.record.attributes).toMatchObject({
      sales_stage: 'Needs Analysis',
      amount: '5.5',
      account_id: account.id,
    });
    const after = (await read(11)).attributes;
    expect(after.date_modified > before.date_modified).toBe(true);
    expect(after.name).toBe(before.name);
  });

  test('a save without an id among the attributes as a new record, whatever _id says', async () => {
    const { ask, read, list } = await start();
    const { data } = await ask(SAVE, {
      input: { module: 'opportunities', _id: deal(1), attributes: { name: 'Oops' } },
    });
    expect(data.saveRecord.record._id).not.toBe(deal(1)); // oxlint-disable-line no-underscore-dangle -- the API's own name
    expect((await read(1)).attributes.name).not.toBe('Oops');
    expect((await list({})).meta.offsets.total).toBe(61);
  });

  test('unknown keys and nulls as nothing sent, the empty text as cleared, a number that is none as nought', async () => {
    const { save, read } = await start();
    const before = (await read(2)).attributes;
    await save({ id: deal(2), nonsense: 'x', next_step: null, lead_source: '', amount: 'abc' });
    const after = (await read(2)).attributes;
    expect([after.nonsense, after.next_step, after.lead_source, after.amount]).toEqual([
      undefined,
      before.next_step,
      '',
      '0',
    ]);
  });

  test('a task under the deal', async () => {
    const { ask } = await start();
    const attributes = {
      name: 'Ring',
      status: 'Not Started',
      date_due: '2026-12-01 09:00:00',
      parent_type: 'Opportunities',
      parent_id: deal(11),
    };
    await ask(SAVE, { input: { module: 'tasks', attributes } });
    const preset = {
      type: 'subpanel',
      params: { subpanel: 'tasks', parentModule: 'opportunities', parentId: deal(11) },
    };
    const { records } = (await ask(LIST, { module: 'tasks', criteria: { preset } })).data.recordList;
    expect(records[0].attributes).toMatchObject({ name: 'Ring', date_due: '2026-12-01 09:00:00' });
  });
});

describe('SuiteCRM refuses', () => {
  test('a request without the cookie’s token as header', async () => {
    const { call } = await start();
    const bare = await call('POST', '/api/graphql', { query: RECORD }, { 'x-xsrf-token': undefined });
    expect([bare.status, bare.json.detail]).toEqual([403, 'Invalid CSRF token']);
  });

  test('a session that is over, within a 200', async () => {
    const { call, faults } = await start();
    faults.expireSession();
    const { status, json } = await call('POST', '/api/graphql', {
      query: RECORD,
      variables: { module: 'opportunities', record: deal(1) },
    });
    expect([status, json.errors[0].message, json.data]).toEqual([200, 'Access Denied.', undefined]);
    expect((await call('GET', '/session-status')).json.active).toBe(false);
  });

  test.each([
    ['a module that is none', RECORD, { module: 'nonsense', record: 'x' }, 'Internal server error'],
    [
      'a query without a module',
      RECORD,
      { record: 'x' },
      'Variable "$module" of required type "String!" was not provided.',
    ],
    ['a save without a module', SAVE, { input: { attributes: {} } }, 'saveRecordInput.module'],
    [
      'an id that is no id',
      SAVE,
      { input: { module: 'opportunities', attributes: { id: "1' OR '1'='1" } } },
      'Internal server error',
    ],
    ['an input key that is not there', SAVE, { input: { module: 'opportunities', nonsense: 1 } }, 'nonsense'],
    [
      'a field that a record has not',
      '{ record(module: "opportunities", record: "x") { nonsense } }',
      {},
      'Cannot query field "nonsense"',
    ],
    [
      'the name a query had before',
      '{ getRecord(module: "opportunities", record: "x") { _id } }',
      {},
      'Cannot query field "getRecord"',
    ],
  ])('%s', async (_, query, variables, message) => {
    const { call } = await start();
    const { status, json } = await call('POST', '/api/graphql', { query, variables });
    expect([status, json.errors[0].message]).toEqual([200, expect.stringContaining(message)]);
  });

  test('whom a role forbids, and what a hook throws at', async () => {
    const { save, faults, read } = await start();
    faults.rule({
      object: 'opportunities',
      field: 'amount',
      message: 'Amount first',
      when: (sent: object) => 'sales_stage' in sent,
    } as never);
    expect((await save({ id: deal(11), sales_stage: 'Closed Won' })).errors[0].message).toBe('Amount first');
    faults.deny({ object: 'opportunities' } as never);
    expect((await save({ id: deal(1), next_step: 'x' })).errors[0].extensions.status).toBe(403);
    expect((await read(1)).attributes.next_step).not.toBe('x');
  });

  test('nothing when somebody else was quicker: the last write wins', async () => {
    const { save, faults, db } = await start();
    faults.beforeNextWrite(() => db.update('opportunities', { id: deal(1) }, { amount: '1' }));
    const { data } = await save({ id: deal(1), next_step: 'x' });
    expect(data.saveRecord.record.attributes).toMatchObject({ next_step: 'x', amount: '1' });
  });

  test('too many requests, by the proxy before it', async () => {
    const { call, faults } = await start();
    faults.limitAfter(0, { retryAfter: 9 });
    const { status, headers, json } = await call('GET', '/session-status');
    expect([status, headers.get('retry-after'), json]).toEqual([429, '9', undefined]);
  });
});
