import { describe, expect, test } from 'vitest';
import { startOdoo } from '../crms/contract/odoo/serve.mjs';
import { callerOf, untilTestEnds } from './support';

async function startServer(options = {}) {
  const odoo = untilTestEnds(await startOdoo(options));
  const post = callerOf(odoo.origin, () => ({ cookie: odoo.cookie }));
  const rpc = async (path: string, params: object, headers = {}) =>
    (await post('POST', path, { jsonrpc: '2.0', id: 7, method: 'call', params }, headers)).body;
  const call = async (model: string, method: string, args: unknown[] = [], kwargs = {}) =>
    rpc(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs });
  const lead = async (method: string, ...args: unknown[]) => call('crm.lead', method, args);
  return { odoo, post, rpc, call, lead };
}

describe('reading', () => {
  test('pairs id and name, and says false for what is blank but 0 for a blank number', async () => {
    const { lead } = await startServer();
    const fields = ['name', 'stage_id', 'expected_revenue', 'x_next_step', 'date_deadline', 'active', 'create_date'];
    expect(await lead('read', [11], fields)).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: [
        {
          id: 11,
          name: 'Meridian Clinics – rollout 11',
          stage_id: [1, 'New'],
          expected_revenue: 0,
          x_next_step: false,
          date_deadline: '2027-01-24',
          active: true,
          create_date: '2025-04-11 08:00:00',
        },
      ],
    });
  });

  test('web_read follows a specification into related records', async () => {
    const { call } = await startServer();
    const specification = {
      stage_id: { fields: { display_name: {}, is_won: {} } },
      partner_id: { fields: { display_name: {}, parent_id: { fields: { display_name: {} } } } },
      user_id: {},
      activity_ids: { fields: { summary: {}, state: {}, activity_type_id: { fields: { display_name: {} } } } },
      order_ids: { fields: { name: {}, order_line: { fields: { name: {} }, limit: 1 } } },
    };
    const { result } = await call('crm.lead', 'web_read', [[1]], { specification });
    expect(result[0]).toMatchObject({
      id: 1,
      stage_id: { id: 4, display_name: 'Negotiation', is_won: false },
      partner_id: { display_name: 'Bruno Dvořák', parent_id: { display_name: expect.any(String) } },
      user_id: 2,
    });
  });

  test.each([
    [[], 46],
    [[['active', 'in', [true, false]]], 60],
    [[['active', '=', false]], 14],
    [[['stage_id.is_won', '=', true]], 14],
    [[['name', 'ilike', 'drop table']], 1],
    [['|', ['id', '=', 1], ['id', '=', 2]], 2],
    [['!', ['id', '<=', 40], ['type', '=', 'opportunity']], 14],
    [
      [
        ['x_next_step', '=', false],
        ['id', '=', 11],
      ],
      1,
    ],
    [
      [
        ['expected_revenue', '=', 0],
        ['id', '=', 11],
      ],
      1,
    ],
    [[['user_id', 'ilike', 'voss']], 26],
    [
      [
        ['activity_ids', '=', false],
        ['id', '=', 11],
      ],
      0,
    ],
    [[['order_ids.state', '=', 'sale']], 9],
    [[['write_date', '>', '2027-01-01 00:00:00']], 0],
    [[['id', 'in', [1, 2, 3, 999]]], 3],
  ])('the domain %j finds %i', async (domain, count) => {
    const { lead } = await startServer();
    expect(await lead('search_count', domain)).toMatchObject({ result: count });
  });

  test('archived ones are found when the context says so', async () => {
    const { call } = await startServer();
    const answer = await call('crm.lead', 'search_count', [[]], { context: { active_test: false } });
    expect(answer.result).toBe(60);
  });

  test('web_search_read counts all and gives a page', async () => {
    const { call } = await startServer();
    const page = { specification: { name: {} }, limit: 10, offset: 40, order: 'id' };
    const { result } = await call('crm.lead', 'web_search_read', [[]], page);
    expect([result.length, result.records.length]).toEqual([46, 6]);
    const named = await call('crm.lead', 'search_read', [[['id', '=', 1]], ['name']]);
    expect(named.result).toEqual([{ id: 1, name: '<img src=x onerror="globalThis.owned=1">' }]);
  });

  test('fields_get tells types, selections and what is required', async () => {
    const { odoo, call } = await startServer();
    odoo.faults.deny({ object: 'crm.lead', field: 'probability' });
    const attributes = ['string', 'type', 'required', 'readonly', 'selection', 'relation'];
    const { result } = await call('crm.lead', 'fields_get', [], { attributes });
    expect(result.name).toEqual({ string: 'Opportunity', type: 'char', required: true, readonly: false });
    expect(result.stage_id).toMatchObject({ type: 'many2one', relation: 'crm.stage' });
    expect(result.type.selection).toEqual([
      ['lead', 'Lead'],
      ['opportunity', 'Opportunity'],
    ]);
    expect(result.probability.readonly).toBe(true);
  });

  test.each([
    ['crm.lead', 'read', [[1], ['nope']], 'builtins.ValueError'],
    ['crm.lead', 'web_read', [[1], { nope: {} }], 'builtins.ValueError'],
    ['crm.lead', 'read', [[999], ['name']], 'odoo.exceptions.MissingError'],
    ['crm.lead', 'search_read', [[['nope', '=', 1]]], 'builtins.ValueError'],
    ['crm.lead', 'search_read', [[['name', 'equals', 1]]], 'builtins.ValueError'],
    ['crm.lead', 'search_read', [['&', ['id', '=', 1]]], 'builtins.ValueError'],
    ['crm.lead', 'search_read', [[['id', 'in', 1]]], 'builtins.ValueError'],
    ['crm.lead', 'search_read', [[], ['name'], 0, 1, 'name; drop'], 'odoo.exceptions.UserError'],
    ['crm.lead', 'unlink', [[1]], 'builtins.AttributeError'],
    ['crm.lead', '_write', [[1], {}], 'odoo.exceptions.AccessError'],
    ['no.model', 'read', [[1]], 'builtins.KeyError'],
    ['mail.tracking.value', 'search_read', [[]], 'odoo.exceptions.AccessError'],
    ['mail.message', 'read', [[1], ['tracking_value_ids']], 'odoo.exceptions.AccessError'],
  ])('%s.%s%j is refused with %s, in HTTP 200', async (model, method, args, name) => {
    const { post } = await startServer();
    const params = { model, method, args, kwargs: {} };
    const { status, body } = await post('POST', '/web/dataset/call_kw', {
      jsonrpc: '2.0',
      method: 'call',
      id: 1,
      params,
    });
    expect([status, body.error.code, body.error.data.name]).toEqual([200, 200, name]);
    expect(body.error.data.debug).toContain('Traceback');
  });
});

describe('writing', () => {
  test('a stage brings its probability and time with it, and the chatter tells', async () => {
    const { odoo, rpc, lead } = await startServer();
    odoo.clock.advance(3_600_000);
    expect((await lead('write', [11], { stage_id: 5 })).result).toBe(true);
    const { result } = await lead(
      'read',
      [11],
      ['probability', 'date_last_stage_update', 'duration_tracking', 'write_date'],
    );
    expect(result[0]).toMatchObject({
      probability: 100,
      date_last_stage_update: '2026-11-20 10:00:01',
      write_date: '2026-11-20 10:00:01',
    });
    expect(result[0].duration_tracking['1']).toBeGreaterThan(0);
    const chatter = await rpc('/mail/thread/messages', { thread_model: 'crm.lead', thread_id: 11 });
    const [newest] = chatter.result.data['mail.message'];
    expect(newest.trackingValues).toMatchObject([
      { fieldName: 'stage_id', oldValue: { value: 'New' }, newValue: { value: 'Won' } },
    ]);
  });

  test('the administrator reads tracked values as records', async () => {
    const { lead, call } = await startServer({ as: 'admin' });
    await lead('write', [11], { expected_revenue: 500 });
    const fields = ['field_id', 'old_value_float', 'new_value_float'];
    const { result } = await call('mail.tracking.value', 'search_read', [
      [['mail_message_id.res_id', '=', 11]],
      fields,
      0,
      1,
    ]);
    expect(result[0]).toMatchObject({
      field_id: [expect.any(Number), 'Expected Revenue'],
      old_value_float: 0,
      new_value_float: 500,
    });
  });

  test('web_save writes and reads in one', async () => {
    const { call } = await startServer();
    const answer = await call('crm.lead', 'web_save', [[1], { x_next_step: 'Sign' }], {
      specification: { x_next_step: {} },
    });
    expect(answer.result).toEqual([{ id: 1, x_next_step: 'Sign' }]);
  });

  test('a deal is lost with its reason and archived', async () => {
    const { call, lead } = await startServer();
    await call('crm.lead', 'action_set_lost', [[1]], { lost_reason_id: 2 });
    const { result } = await lead('read', [1], ['active', 'probability', 'lost_reason_id']);
    expect(result[0]).toEqual({ id: 1, active: false, probability: 0, lost_reason_id: [2, 'No decision'] });
    await lead('action_set_won', [1]);
    expect((await lead('read', [1], ['active', 'stage_id'])).result[0]).toEqual({
      id: 1,
      active: true,
      stage_id: [5, 'Won'],
    });
  });

  test.each([
    [{ nope: 1 }, 'builtins.ValueError'],
    [{ name: false }, 'odoo.exceptions.ValidationError'],
    [{ expected_revenue: 'much' }, 'builtins.ValueError'],
    [{ date_deadline: '31.12.2026' }, 'builtins.ValueError'],
    [{ date_deadline: '2026-02-30' }, 'builtins.ValueError'],
    [{ priority: '9' }, 'builtins.ValueError'],
    [{ stage_id: 99 }, 'odoo.exceptions.ValidationError'],
    [{ stage_id: 'Won' }, 'builtins.ValueError'],
  ])('refuses %j with %s and changes nothing', async (values, name) => {
    const { lead } = await startServer();
    // All but the time in the running stage, which goes on.
    const fields = [
      'name',
      'expected_revenue',
      'date_deadline',
      'priority',
      'stage_id',
      'probability',
      'write_date',
      'message_ids',
    ];
    const before = await lead('read', [1], fields);
    expect((await lead('write', [1], values)).error.data.name).toBe(name);
    expect(await lead('read', [1], fields)).toEqual(before);
  });

  test('passes over the log in silence, as Odoo does', async () => {
    const { lead } = await startServer();
    expect((await lead('write', [11], { create_date: '2000-01-01 00:00:00', display_name: 'x' })).result).toBe(true);
    expect((await lead('read', [11], ['create_date'])).result[0].create_date).toBe('2025-04-11 08:00:00');
  });

  test('a constraint, a hidden field and a missing right have their own exceptions', async () => {
    const { odoo, lead } = await startServer();
    const refused = async (values: object) => {
      const { data } = (await lead('write', [1], values)).error;
      return [data.name, data.message];
    };
    odoo.faults.rule({
      object: 'crm.lead',
      message: 'Say who does what.',
      when: ({ x_next_step: step }) => step === 'x',
    });
    expect(await refused({ x_next_step: 'x' })).toEqual(['odoo.exceptions.ValidationError', 'Say who does what.']);
    odoo.faults.deny({ object: 'crm.lead', field: 'x_budget' });
    expect((await refused({ x_budget: 5 }))[0]).toBe('odoo.exceptions.AccessError');
    odoo.faults.deny({ object: 'crm.lead' });
    expect((await refused({ name: 'y' }))[0]).toBe('odoo.exceptions.AccessError');
  });

  test('somebody else may be quicker: nothing prevents it, write_date tells', async () => {
    const { odoo, lead } = await startServer();
    const before = (await lead('read', [1], ['write_date'])).result[0].write_date;
    odoo.changeDeal(1, { x_next_step: 'Theirs' });
    const { result } = await lead('read', [1], ['write_date', 'write_uid', 'x_next_step']);
    expect(result[0].write_date > before).toBe(true);
    expect(result[0]).toMatchObject({ write_uid: [3, 'Tom Okafor'], x_next_step: 'Theirs' });
  });

  test('an activity is made on the record that the context names', async () => {
    const { call, lead } = await startServer();
    const values = { summary: 'Call the CFO', date_deadline: '2026-11-24', activity_type_id: 2 };
    const context = { default_res_model: 'crm.lead', default_res_id: 11 };
    const made = await call('mail.activity', 'create', [values], { context });
    expect(made.result).toEqual(expect.any(Number));
    expect((await call('mail.activity', 'create', [[values]], { context })).result).toEqual([expect.any(Number)]);
    expect((await lead('read', [11], ['activity_ids'])).result[0].activity_ids).toHaveLength(2);
    const read = await call('mail.activity', 'read', [[made.result], ['summary', 'state', 'user_id']]);
    expect(read.result[0]).toMatchObject({ summary: 'Call the CFO', state: 'planned', user_id: [2, 'Mara Voss'] });
    expect((await call('mail.activity', 'create', [values])).error.data.name).toBe('odoo.exceptions.ValidationError');
    expect((await call('sale.order', 'create', [{ name: 'x' }])).error.data.name).toBe('odoo.exceptions.AccessError');
  });
});

describe('sessions and versions', () => {
  test('an expired session is code 100 in HTTP 200, and signing in opens another', async () => {
    const { odoo, post, rpc, lead } = await startServer();
    odoo.closeSessions();
    const { error } = await lead('read', [1], ['name']);
    expect([error.code, error.data.name]).toEqual([100, 'odoo.http.SessionExpiredException']);
    const wrong = await rpc('/web/session/authenticate', { db: 'contract', login: 'admin', password: 'x' });
    expect(wrong.error.data.name).toBe('odoo.exceptions.AccessDenied');
    const params = { db: 'contract', login: 'admin', password: 'admin' };
    const opened = await post('POST', '/web/session/authenticate', { jsonrpc: '2.0', params });
    expect(opened.headers.get('set-cookie')).toMatch(/^session_id=\w+; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await rpc('/web/session/get_session_info', {}, { cookie })).result).toMatchObject({
      uid: 1,
      is_admin: true,
    });
  });

  test('a route for JSON takes nothing else', async () => {
    const { post } = await startServer();
    const form = await post('POST', '/web/dataset/call_kw', 'model=crm.lead', { 'content-type': 'text/plain' });
    expect(form.status).toBe(400);
    expect((await post('POST', '/web/dataset/call_kw', '{"params":')).status).toBe(400);
    expect((await post('GET', '/web/dataset/call_kw')).status).toBe(405);
  });

  test('an API key works through /jsonrpc, a wrong one does not', async () => {
    const { odoo, rpc } = await startServer();
    const object = (key: string) => ({
      service: 'object',
      method: 'execute_kw',
      args: ['contract', 2, key, 'crm.lead', 'search_count', [[]]],
    });
    expect((await rpc('/jsonrpc', object(odoo.tokens.key))).result).toBe(46);
    expect((await rpc('/jsonrpc', object('wrong'))).error.data.name).toBe('odoo.exceptions.AccessDenied');
  });

  test.each([
    [17, 404, 404],
    [18, 404, 404],
    [19, 401, 200],
  ])('Odoo %i answers /json/2 with %i without a key and %i with one', async (version, without, withKey) => {
    const { odoo, post, rpc } = await startServer({ version });
    const read = async (headers = {}) =>
      post('POST', '/json/2/crm.lead/read', { ids: [11], fields: ['name'] }, headers);
    expect((await read()).status).toBe(without);
    expect((await read({ authorization: `bearer ${odoo.tokens.key}` })).status).toBe(withKey);
    expect((await rpc('/web/webclient/version_info', {})).result.server_version_info[0]).toBe(version);
  });

  test('/json/2 has real status codes', async () => {
    const { odoo, post } = await startServer({ version: 19 });
    const call = async (path: string, body: object) =>
      (await post('POST', `/json/2/${path}`, body, { authorization: `bearer ${odoo.tokens.key}` })).status;
    expect(await call('crm.lead/read', { ids: [999] })).toBe(404);
    expect(await call('crm.lead/write', { ids: [1], vals: { nope: 1 } })).toBe(422);
    expect(await call('mail.tracking.value/search', { domain: [] })).toBe(403);
    expect(await call('no.model/read', { ids: [1] })).toBe(404);
  });

  test('asked too often, or broken, it is the web server that answers with a page', async () => {
    const { odoo, post } = await startServer();
    odoo.faults.limitAfter(0, { retryAfter: 3 });
    const over = await post('POST', '/web/dataset/call_kw', {});
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '3']);
    odoo.faults.failOnce(502);
    const broken = await post('POST', '/web/dataset/call_kw', {});
    expect([broken.status, broken.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
  });
});
