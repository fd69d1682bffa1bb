import { afterEach, describe, expect, test } from 'vitest';
import { startFrappeCrm } from '../crms/contract/frappe-crm/serve.mjs';
import { type Answer, talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: object = {}) => {
  const server = await startFrappeCrm(options);
  closing.push(server.close);
  return { ...server, call: talk(server.origin, server.cookies) };
};
const deal = (number: number) => `/api/resource/CRM%20Deal/CRM-DEAL-2026-${String(number).padStart(5, '0')}`;
const DEALS = '/api/resource/CRM%20Deal';
const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
/** What the user would be shown. */
const messageOf = (answer: Answer) => JSON.parse(JSON.parse(answer.json['_server_messages'])[0]).message;

describe('Frappe CRM gives', () => {
  test('a deal with its child tables and without its nulls', async () => {
    const { call } = await start();
    const { data } = (await call('GET', deal(1))).json;
    expect(data).toMatchObject({
      doctype: 'CRM Deal',
      name: 'CRM-DEAL-2026-00001',
      status: 'Negotiation',
      deal_value: 34100,
    });
    expect(data.status_change_log.map((row: { from: string }) => row.from)).toEqual([
      'Qualification',
      'Demo/Making',
      'Proposal/Quotation',
      'Negotiation',
    ]);
    expect(data.contacts[0]).toMatchObject({ is_primary: 1, parenttype: 'CRM Deal' });
    expect(data.modified).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
    expect(data).not.toHaveProperty('next_step');
  });

  test('twenty names when nothing else is asked, and pages of what is', async () => {
    const { call } = await start();
    expect((await call('GET', DEALS)).json.data).toHaveLength(20);
    const seen: string[] = [];
    for (let at = 0; at < 60; at += 25) {
      const { data } = (
        await call(
          'GET',
          `${DEALS}?fields=${json(['name', 'status'])}&limit_start=${at}&limit_page_length=25&order_by=name asc`,
        )
      ).json;
      seen.push(...data.map(({ name }: { name: string }) => name));
    }
    expect(new Set(seen).size).toBe(60);
    expect((await call('GET', `${DEALS}?limit_page_length=0`)).json.data).toHaveLength(60);
  });

  test.each([
    [[['status', '=', 'Won']], ({ status }: { status: string }) => status === 'Won'],
    [
      [['CRM Deal', 'status', 'not in', ['Won', 'Lost']]],
      ({ status }: { status: string }) => !['Won', 'Lost'].includes(status),
    ],
    [{ modified: ['>=', '2026-06-01 00:00:00'] }, ({ modified }: { modified: string }) => modified >= '2026-06-01'],
  ])('the deals of the filter %j and no others', async (filters, holds) => {
    const { call } = await start();
    const asked = async (query: string) =>
      (await call('GET', `${DEALS}?fields=${json(['name', 'status', 'modified'])}&limit=0${query}`)).json.data;
    const all = await asked('');
    const some = await asked(`&filters=${json(filters)}`);
    expect(some).toEqual(all.filter(holds));
    expect(some.length).toBeGreaterThan(0);
  });

  test('its own description of a deal, and the statuses', async () => {
    const { call } = await start();
    const { docs } = (await call('GET', '/api/method/frappe.desk.form.load.getdoctype?doctype=CRM%20Deal')).json;
    expect(docs[0].fields.find(({ fieldname }: { fieldname: string }) => fieldname === 'status')).toMatchObject({
      reqd: 1,
      fieldtype: 'Link',
    });
    const fields = json(['name', 'type', 'position']);
    const { data } = (await call('GET', `/api/resource/CRM%20Deal%20Status?fields=${fields}&order_by=position asc`))
      .json;
    expect(data.at(-1)).toEqual({ name: 'Lost', type: 'Lost', position: 6 });
  });
});

describe('Frappe CRM takes', () => {
  test('a change with the time it was read, and logs the status', async () => {
    const { call } = await start();
    const before = (await call('GET', deal(11))).json.data;
    const sent = { status: 'Demo/Making', next_step: 'Ring', deal_value: 5.5, modified: before.modified };
    const after = (await call('PUT', deal(11), sent)).json.data;
    expect(after).toMatchObject({ status: 'Demo/Making', next_step: 'Ring', deal_value: 5.5 });
    expect(after.modified > before.modified).toBe(true);
    expect(after.status_change_log.slice(-2)).toMatchObject([
      { from: 'Qualification', to: 'Demo/Making' },
      { from: 'Demo/Making', to: '' },
    ]);
  });

  test('an unknown field and text for a number without a word: the one is dropped, the other is nought', async () => {
    const { call } = await start();
    const { status, json: body } = await call('PUT', deal(1), { nonsense: 1, deal_value: 'abc' });
    expect([status, body.data.deal_value, body.data.nonsense]).toEqual([200, 0, undefined]);
  });

  test('a key and secret instead of a session, and a task', async () => {
    const { call, tokens } = await start();
    const header = { cookie: undefined, 'x-frappe-csrf-token': undefined, authorization: `token ${tokens.apiKey}` };
    const task = {
      title: 'Ring',
      due_date: '2026-12-01 09:00:00',
      reference_doctype: 'CRM Deal',
      reference_docname: 'CRM-DEAL-2026-00011',
    };
    const made = await call('POST', '/api/resource/CRM%20Task', task, header);
    expect([made.status, made.json.data.title]).toEqual([200, 'Ring']);
  });
});

describe('Frappe CRM refuses', () => {
  test.each([
    ['a blank status', { status: '' }, 'MandatoryError', 'Value missing for CRM Deal: Status'],
    ['a status that is not there', { status: 'Nonsense' }, 'LinkValidationError', 'Could not find Status: Nonsense'],
    ['an option that is none', { custom_type: 'Other' }, 'ValidationError', 'Type cannot be "Other"'],
    [
      'a text too long',
      { next_step: 'x'.repeat(141) },
      'CharacterLengthExceededError',
      'max characters allowed is 140',
    ],
    ['a loss without a reason', { status: 'Lost' }, 'ValidationError', 'reason for losing'],
  ])('%s', async (_, values, type, message) => {
    const { call } = await start();
    const before = (await call('GET', deal(11))).json;
    const answer = await call('PUT', deal(11), values);
    expect([answer.status, answer.json.exc_type]).toEqual([417, type]);
    expect(messageOf(answer)).toContain(message);
    expect((await call('GET', deal(11))).json).toEqual(before);
  });

  test('a write on a document that changed since it was read', async () => {
    const { call, faults, db } = await start();
    const { modified } = (await call('GET', deal(1))).json.data;
    faults.beforeNextWrite(() =>
      db.update('CRM Deal', { name: 'CRM-DEAL-2026-00001' }, { modified: '2026-11-20 10:00:00.000000' }),
    );
    const stale = await call('PUT', deal(1), { next_step: 'x', modified });
    expect([stale.status, stale.json.exc_type]).toEqual([417, 'TimestampMismatchError']);
    expect((await call('PUT', deal(1), { next_step: 'x', modified: '2026-11-20 10:00:00.000000' })).status).toBe(200);
  });

  test('a write without the page’s token, a wrong key, a session that is over', async () => {
    const { call, faults, cookies } = await start();
    const bare = await call('PUT', deal(1), {}, { 'x-frappe-csrf-token': undefined });
    expect([bare.status, bare.json.exc_type]).toEqual([400, 'CSRFTokenError']);
    expect((await call('GET', deal(1), undefined, { authorization: 'token a:b' })).status).toBe(401);
    const guest = await call('GET', deal(1), undefined, { cookie: undefined });
    expect([guest.status, guest.json.exc_type, guest.json.session_expired]).toEqual([
      403,
      'PermissionError',
      undefined,
    ]);
    faults.expireSession();
    const over = await call('GET', deal(1), undefined, cookies);
    expect([over.status, over.json.session_expired]).toEqual([403, 1]);
  });

  test('whom the role forbids, a deal that is not there, a field that is none', async () => {
    const { call, faults } = await start();
    expect((await call('GET', deal(9999))).json.exc_type).toBe('DoesNotExistError');
    expect((await call('GET', `${DEALS}?fields=${json(['nonsense'])}`)).status).toBe(417);
    faults.deny({ object: 'CRM Deal' });
    const forbidden = await call('PUT', deal(1), { next_step: 'x' });
    expect([forbidden.status, forbidden.json.exc_type]).toEqual([403, 'PermissionError']);
  });

  test('what the site’s own script forbids, in its words', async () => {
    const { call, faults } = await start();
    faults.rule({
      object: 'CRM Deal',
      field: 'next_step',
      message: 'Next step first',
      when: (sent: object) => 'status' in sent,
    });
    expect(messageOf(await call('PUT', deal(11), { status: 'Negotiation' }))).toBe('Next step first');
  });

  test('too many requests in plain text, with the seconds to wait', async () => {
    const { call, faults } = await start();
    faults.limitAfter(0, { retryAfter: 4 });
    const { status, text, headers } = await call('GET', deal(1));
    expect([status, text, headers.get('retry-after')]).toEqual([429, 'Too Many Requests', '4']);
  });
});
