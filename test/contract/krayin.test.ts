import { afterEach, describe, expect, test } from 'vitest';
import { startKrayin } from '../crms/contract/krayin/serve.mjs';
import { talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: object = {}) => {
  const server = await startKrayin(options);
  closing.push(server.close);
  const call = talk(server.origin, server.cookies);
  const lead = async (id: number) =>
    (await call('GET', '/admin/leads/search')).json.data.find((one: { id: number }) => one.id === id);
  const own = (id: number) =>
    Object.fromEntries(
      server.db
        .all('SELECT code, value FROM attribute_values WHERE lead_id = ?', [id])
        .map(({ code, value }) => [code, value]),
    );
  return { ...server, call, lead, own };
};
const inline = (id: number) => `/admin/leads/attributes/edit/${id}`;
const stage = (id: number) => `/admin/leads/stage/edit/${id}`;
/** What a page's own form sends: it asks for no JSON. */
const page = { accept: 'text/html', 'x-requested-with': undefined };

describe('Krayin gives', () => {
  test('a lead with its value as a decimal text, and without what was added or its description', async () => {
    const { lead } = await start();
    const found = await lead(2);
    expect(found).toMatchObject({
      id: 2,
      lead_value: '137900.0000',
      formatted_lead_value: '$137,900.00',
      pipeline: { is_default: true },
    });
    expect(found.stage).toMatchObject({ code: expect.any(String), sort_order: expect.any(Number) });
    expect(found.expected_close_date).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000000Z$/);
    for (const absent of ['next_step', 'description']) expect(found).not.toHaveProperty(absent);
  });

  test('the board in pages of ten a stage, each lead once', async () => {
    const { call } = await start();
    const seen: number[] = [];
    let last = 1;
    for (let at = 1; at <= last; at += 1) {
      const columns = Object.values<Column>((await call('GET', `/admin/leads/get?page=${at}`)).json);
      last = Math.max(...columns.map(({ leads }) => leads.meta.last_page));
      seen.push(...columns.flatMap(({ leads }) => leads.data.map(({ id }) => id)));
    }
    expect(new Set(seen).size).toBe(60);
    expect(seen).toHaveLength(60);
  });

  test('what a search finds, and the table’s rows as people see them', async () => {
    const { call } = await start();
    const found = await call('GET', '/admin/leads/search?search=lead_pipeline_stage_id:5');
    expect(found.json.data.every((one: { stage: { code: string } }) => one.stage.code === 'won')).toBe(true);
    const like = await call('GET', '/admin/leads/search?search=title:Steel&searchFields=title:like');
    expect(like.json.data.length).toBeGreaterThan(0);
    const table = await call(
      'GET',
      '/admin/leads?pagination[per_page]=25&pagination[page]=3&sort[column]=id&sort[order]=asc',
    );
    expect(table.json.meta).toMatchObject({ from: 51, to: 60, total: 60, last_page: 3 });
    expect(table.json.records[0].lead_value).toMatch(/^\$/);
  });

  test('what happened to a lead, changes among it', async () => {
    const { call } = await start();
    const { data } = (await call('GET', '/admin/leads/1/activities')).json;
    const moves = data.filter(({ type }: { type: string }) => type === 'system');
    expect(moves.at(-1).additional).toEqual({
      attribute: 'Stage',
      new: { value: 2, label: 'Follow Up' },
      old: { value: 1, label: 'New' },
    });
  });
});

interface Column {
  readonly leads: { readonly data: readonly { id: number }[]; readonly meta: { readonly last_page: number } };
}

describe('Krayin takes', () => {
  test('an inline change, and switches off the yes and no that was not sent', async () => {
    const { call, lead, own } = await start();
    expect(own(2)['budget_confirmed']).toBe('1');
    const { status, json } = await call('PUT', inline(2), { lead_value: '55.5', next_step: 'Ring' });
    expect([status, json]).toEqual([200, { message: 'Lead updated successfully.' }]);
    expect((await lead(2)).lead_value).toBe('55.5000');
    expect(own(2)).toMatchObject({ next_step: 'Ring', budget_confirmed: '0' });
  });

  test('a stage, closing the lead with it, and writes it down', async () => {
    const { call, lead } = await start();
    await call('PUT', stage(11), { lead_pipeline_stage_id: 6, lost_reason: 'Price' });
    const closed = await lead(11);
    expect([closed.stage.code, closed.closed_at]).toEqual(['lost', expect.any(String)]);
    const { data } = (await call('GET', '/admin/leads/11/activities')).json;
    expect(data.map(({ title }: { title: string }) => title)).toContain('Updated Stage');
    await call('PUT', stage(11), { lead_pipeline_stage_id: 2 });
    expect((await lead(11)).closed_at).toBeNull();
  });

  test('the whole form, where a lead without a stage goes back to the first', async () => {
    const { call, lead, db } = await start();
    const before = await lead(1);
    await call('PUT', '/admin/leads/edit/1', { title: 'Other', person: { id: before.person.id } });
    const after = await lead(1);
    expect([before.stage.code, after.stage.code, after.title]).toEqual(['negotiation', 'new', 'Other']);
    expect(db.all('SELECT id FROM products WHERE lead_id = 1')).toEqual([]);
  });

  test('a call to make', async () => {
    const { call } = await start();
    const sent = {
      type: 'call',
      title: 'Ring',
      schedule_from: '2026-12-01 09:00:00',
      schedule_to: '2026-12-01 09:30:00',
      lead_id: 11,
    };
    expect((await call('POST', '/admin/activities/create', sent)).json.data).toMatchObject({
      title: 'Ring',
      type: 'call',
      is_done: 0,
    });
    expect((await call('GET', '/admin/leads/11/activities')).json.data).toHaveLength(1);
  });
});

describe('Krayin refuses', () => {
  test('no stage, in words for the field', async () => {
    const { call } = await start();
    const { status, json } = await call('PUT', stage(1), {});
    const words = 'The lead pipeline stage id field is required.';
    expect([status, json]).toEqual([422, { message: words, errors: { lead_pipeline_stage_id: [words] } }]);
  });

  test('a form with two faults, counting them', async () => {
    const { call } = await start();
    const { status, json } = await call('PUT', '/admin/leads/edit/1', { title: '', lead_value: 'abc' });
    expect([status, json.message]).toEqual([422, 'The title field is required. (and 1 more error)']);
    expect(Object.keys(json.errors)).toEqual(['title', 'lead_value']);
  });

  test('the same by redirect when nobody asks for JSON', async () => {
    const { call } = await start();
    const { status, headers } = await call('PUT', stage(1), {}, page);
    expect([status, headers.get('location')]).toEqual([302, '/admin/leads']);
  });

  test.each([
    ['text for a number', { lead_value: 'abc' }],
    ['a blank title', { title: '' }],
    ['a day that is none', { expected_close_date: 'soon' }],
    ['an owner who is not there', { user_id: 99 }],
  ])('inline, %s with no more than a broken page', async (_, values) => {
    const { call, lead } = await start();
    const before = await lead(1);
    const { status, json } = await call('PUT', inline(1), values);
    expect([status, json]).toEqual([500, { message: 'Server Error' }]);
    expect(await lead(1)).toEqual(before);
  });

  test('a lead that is not there and a stage of another pipeline', async () => {
    const { call } = await start();
    const gone = await call('PUT', inline(9999), { title: 'x' });
    expect([gone.status, gone.json.message]).toEqual([
      404,
      'No query results for model [Webkul\\Lead\\Models\\Lead] 9999',
    ]);
    expect((await call('PUT', stage(1), { lead_pipeline_stage_id: 7 })).status).toBe(404);
  });

  test('a token that does not match, as JSON or as a page', async () => {
    const { call, tokens } = await start();
    const bare = await call('PUT', stage(1), {}, { 'x-xsrf-token': undefined });
    expect([bare.status, bare.json.message]).toEqual([419, 'CSRF token mismatch.']);
    const encoded = await call('PUT', stage(1), {}, { 'x-xsrf-token': encodeURIComponent(tokens.xsrf) });
    expect(encoded.status).toBe(419);
    expect((await call('PUT', stage(1), {}, { ...page, 'x-xsrf-token': undefined })).json).toBeUndefined();
  });

  test('a session that is over: to the login page, or by the token it no longer knows', async () => {
    const { call, faults } = await start();
    faults.expireSession();
    const read = await call('GET', '/admin/leads/search');
    expect([read.status, read.headers.get('location')]).toEqual([302, '/admin/login']);
    expect((await call('PUT', stage(1), { lead_pipeline_stage_id: 2 })).status).toBe(419);
    const login = await call('GET', '/admin/login');
    expect([login.status, login.json]).toEqual([200, undefined]);
  });

  test('whom the role forbids, what a rule forbids, what has no time', async () => {
    const { call, faults } = await start();
    faults.rule({
      object: 'leads',
      field: 'next_step',
      message: 'The next step field is required.',
      when: (sent: object) => 'lead_pipeline_stage_id' in sent,
    } as never);
    expect((await call('PUT', stage(1), { lead_pipeline_stage_id: 2 })).json.errors).toEqual({
      next_step: ['The next step field is required.'],
    });
    expect(Object.keys((await call('POST', '/admin/activities/create', { type: 'call' })).json.errors)).toEqual([
      'schedule_from',
      'schedule_to',
    ]);
    faults.deny({ object: 'leads' } as never);
    expect((await call('PUT', inline(1), { title: 'x' })).status).toBe(401);
  });

  test('nothing when somebody else was quicker, and too many requests with the seconds to wait', async () => {
    const { call, faults, db, lead } = await start();
    faults.beforeNextWrite(() => db.update('leads', { id: 1 }, { title: 'Theirs' }));
    await call('PUT', inline(1), { lead_value: 1 });
    expect(await lead(1)).toMatchObject({ title: 'Theirs', lead_value: '1.0000' });
    faults.limitAfter(0, { retryAfter: 8 });
    const { status, headers } = await call('GET', '/admin/leads/search');
    expect([status, headers.get('retry-after')]).toEqual([429, '8']);
  });

  test('nothing of the kind under another path than the installation’s own', async () => {
    const { call } = await start({ adminPath: 'crm-admin' });
    expect((await call('GET', '/admin/leads/search')).status).toBe(404);
    expect((await call('GET', '/crm-admin/leads/search')).status).toBe(200);
  });
});
