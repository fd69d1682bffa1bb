import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';
import { callerOf, untilTestEnds } from './support';

const DATA = '/services/data/v67.0';

async function startOrg(options = {}) {
  const org = untilTestEnds(await startSalesforce(options));
  const call = callerOf(org.origin, () => ({ authorization: `Bearer ${org.tokens.access}` }));
  const query = async (soql: string, headers = {}) =>
    call('GET', `${DATA}/query?q=${encodeURIComponent(soql)}`, undefined, headers);
  const deal = (number: number) => `${DATA}/sobjects/Opportunity/${org.dealId(number)}`;
  return { org, call, query, deal };
}

describe('SOQL', () => {
  test.each([
    ['SELECT Id FROM Opportunity', 60],
    ["SELECT Id FROM Opportunity WHERE StageName = 'Closed Won' OR StageName = 'Closed Lost'", 28],
    ["select id from opportunity where stagename in ('Closed Won', 'Closed Lost')", 28],
    ['SELECT Id FROM Opportunity WHERE IsClosed = TRUE AND (IsWon = FALSE OR Amount = NULL)', 15],
    ['SELECT Id FROM Opportunity WHERE NOT IsClosed = true', 32],
    ["SELECT Id FROM Opportunity WHERE Name LIKE 'Robert\\'); DROP%'", 1],
    ["SELECT Id FROM Opportunity WHERE Id = '006000000000001'", 1],
    ["SELECT Id FROM Opportunity WHERE Type != 'New Business' AND Type = null AND Id = '006000000000001AAA'", 1],
    ["SELECT Id FROM Task WHERE WhatId IN (SELECT Id FROM Opportunity WHERE Id = '006000000000011')", 0],
    ['SELECT Id FROM Opportunity WHERE CreatedDate > 2027-01-01T00:00:00Z', 0],
    ['SELECT Id FROM Opportunity WHERE CreatedDate = LAST_N_DAYS:5', 0],
    ['SELECT Id FROM Opportunity WHERE CreatedDate >= LAST_N_MONTHS:24', 60],
    ['SELECT Id FROM Opportunity LIMIT 7 OFFSET 3', 7],
    ['SELECT COUNT() FROM Opportunity', 60],
  ])('%s finds %i', async (soql, total) => {
    const { query } = await startOrg();
    const { status, body } = await query(soql);
    expect([status, body.totalSize, body.done]).toEqual([200, total, true]);
  });

  test('shows parents, children, dates, numbers and blanks as the REST API does', async () => {
    const { query } = await startOrg();
    const children = '(SELECT Role FROM OpportunityContactRoles)';
    const fields = `Name, Amount, CloseDate, CreatedDate, IsClosed, Account.Name, ${children}`;
    const { body } = await query(`SELECT ${fields} FROM Opportunity WHERE Id = '006000000000011'`);
    expect(body.records[0]).toEqual({
      attributes: { type: 'Opportunity', url: `${DATA}/sobjects/Opportunity/006000000000011AAA` },
      Name: 'Meridian Clinics – rollout 11',
      Amount: null,
      CloseDate: '2027-01-24',
      CreatedDate: '2025-04-11T08:00:00.000+0000',
      IsClosed: false,
      Account: { attributes: expect.anything(), Name: 'Meridian Clinics' },
      OpportunityContactRoles: null,
    });
  });

  test('pages with nextRecordsUrl, and a page does not shift when records change', async () => {
    const { org, query, call } = await startOrg({ deals: 450 });
    const first = await query('SELECT Id FROM Opportunity ORDER BY Id', { 'sforce-query-options': 'batchSize=200' });
    org.changeDeal(300, { Name: 'Changed' });
    const second = await call('GET', first.body.nextRecordsUrl);
    const third = await call('GET', second.body.nextRecordsUrl);
    expect([first, second, third].map(({ body }) => [body.records.length, body.done])).toEqual([
      [200, false],
      [200, false],
      [50, true],
    ]);
    const ids = [first, second, third].flatMap(({ body }) => body.records.map(({ Id }: { Id: string }) => Id));
    expect(new Set(ids).size).toBe(450);
  });

  test.each([
    ['SELECT Nope FROM Opportunity', 'INVALID_FIELD'],
    ['SELECT Nope.Name FROM Opportunity', 'INVALID_FIELD'],
    ['SELECT Id FROM Nope', 'INVALID_TYPE'],
    ['SELECT Id Opportunity', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Opportunity WHERE Name = 'open", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Opportunity WHERE Name = 'a' AND IsWon = true OR IsClosed = true", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Opportunity WHERE Amount = '5'", 'INVALID_FIELD'],
    ['SELECT Id FROM Opportunity WHERE CreatedDate = 2026-01-01', 'INVALID_FIELD'],
    ["SELECT Id FROM Opportunity WHERE Description = 'x'", 'INVALID_FIELD'],
    ['SELECT Id FROM Opportunity OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
  ])('refuses %s with %s', async (soql, code) => {
    const { query } = await startOrg();
    const { status, body } = await query(soql);
    expect([status, body[0].errorCode]).toEqual([400, code]);
  });

  test('refuses a locator that is not one of its own', async () => {
    const { call } = await startOrg();
    expect((await call('GET', `${DATA}/query/0r800000000099-20`)).body[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
  });
});

describe('records', () => {
  test('reads the fields asked for, and refuses one that is not there', async () => {
    const { call, deal } = await startOrg();
    const read = await call('GET', `${deal(11)}?fields=Name,Amount`);
    expect(read.body).toMatchObject({ Name: 'Meridian Clinics – rollout 11', Amount: null });
    expect(read.body).not.toHaveProperty('StageName');
    expect((await call('GET', `${deal(11)}?fields=Nope`)).body[0].errorCode).toBe('INVALID_FIELD');
    expect((await call('GET', `${DATA}/sobjects/Opportunity/006000000999999AAA`)).status).toBe(404);
  });

  test('a stage brings its probability, category and history with it', async () => {
    const { call, deal, query } = await startOrg();
    expect((await call('PATCH', deal(1), { StageName: 'Closed Won' })).status).toBe(204);
    const { body } = await call('GET', deal(1));
    expect(body).toMatchObject({ Probability: 100, ForecastCategoryName: 'Closed', IsClosed: true, IsWon: true });
    const of = "WHERE OpportunityId = '006000000000001' ORDER BY CreatedDate DESC LIMIT 1";
    const stage = await query(`SELECT StageName, CreatedBy.Name FROM OpportunityHistory ${of}`);
    expect(stage.body.records[0]).toMatchObject({ StageName: 'Closed Won', CreatedBy: { Name: 'Mara Voss' } });
    const field = await query(`SELECT Field, OldValue, NewValue FROM OpportunityFieldHistory ${of}`);
    expect(field.body.records[0]).toMatchObject({ OldValue: 'Negotiation', NewValue: 'Closed Won' });
  });

  test.each([
    [{ Nope__c: 1 }, 'INVALID_FIELD', undefined],
    [{ IsClosed: true }, 'INVALID_FIELD_FOR_INSERT_UPDATE', ['IsClosed']],
    [{ Amount: 'much' }, 'JSON_PARSER_ERROR', undefined],
    [{ CloseDate: '31.12.2026' }, 'JSON_PARSER_ERROR', undefined],
    [{ CloseDate: '2026-02-30' }, 'JSON_PARSER_ERROR', undefined],
    [{ Name: null }, 'REQUIRED_FIELD_MISSING', ['Name']],
    [{ Name: '   ' }, 'REQUIRED_FIELD_MISSING', ['Name']],
    [{ Name: 'x'.repeat(121) }, 'STRING_TOO_LONG', ['Name']],
    [{ StageName: 'Daydream' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', ['StageName']],
    [{ OwnerId: '001000000000001AAA' }, 'MALFORMED_ID', ['OwnerId']],
    [{ OwnerId: '005000000000099AAA' }, 'INVALID_CROSS_REFERENCE_KEY', ['OwnerId']],
    ['{"Name":', 'JSON_PARSER_ERROR', undefined],
  ])('refuses to write %j with %s and changes nothing', async (values, code, fields) => {
    const { call, deal } = await startOrg();
    const before = (await call('GET', deal(1))).body;
    const { status, body } = await call('PATCH', deal(1), values);
    expect([status, body[0].errorCode, body[0].fields]).toEqual([400, code, fields]);
    expect((await call('GET', deal(1))).body).toEqual(before);
  });

  test('If-Unmodified-Since keeps a newer change of somebody else', async () => {
    const { org, call, deal } = await startOrg();
    const since = new Date(Date.parse((await call('GET', deal(1))).body.LastModifiedDate)).toUTCString();
    const patch = async () => call('PATCH', deal(1), { NextStep: 'Mine' }, { 'if-unmodified-since': since });
    org.faults.beforeNextWrite(() => org.changeDeal(1, { NextStep: 'Theirs' }));
    expect((await patch()).status).toBe(412);
    expect((await call('GET', deal(1))).body).toMatchObject({
      NextStep: 'Theirs',
      LastModifiedById: '005000000000002AAA',
    });
    const odd = await call('PATCH', deal(1), { NextStep: 'Mine' }, { 'if-unmodified-since': 'yesterday' });
    expect(odd.status).toBe(400);
  });

  test("an admin's validation rule, a read-only field and a missing permission say what is wrong", async () => {
    const { org, call, deal } = await startOrg();
    const message = 'A deal without a next step cannot move on.';
    org.faults.rule({ object: 'Opportunity', field: 'NextStep', message, when: ({ StageName }) => Boolean(StageName) });
    expect((await call('PATCH', deal(1), { StageName: 'Proposal' })).body).toEqual([
      { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: ['NextStep'] },
    ]);
    org.faults.deny({ object: 'Opportunity', field: 'Amount' });
    expect((await call('PATCH', deal(1), { Amount: 5 })).body[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    org.faults.deny({ object: 'Opportunity' });
    const denied = await call('PATCH', deal(1), { NextStep: 'x' });
    expect([denied.status, denied.body[0].errorCode]).toEqual([403, 'INSUFFICIENT_ACCESS_OR_READONLY']);
    org.faults.deny({ object: 'Opportunity', field: 'Budget__c', action: 'read' });
    expect((await call('GET', deal(1))).body).not.toHaveProperty('Budget__c');
  });

  test('a task is made once a post, and only with what a task has', async () => {
    const { org, call, query } = await startOrg();
    const task = { Subject: 'Call the CFO', WhatId: org.dealId(11), ActivityDate: '2026-11-24' };
    const made = await call('POST', `${DATA}/sobjects/Task`, task);
    expect([made.status, made.body.success]).toEqual([201, true]);
    const found = await query("SELECT Subject, Status, OwnerId, IsClosed FROM Task WHERE WhatId = '006000000000011'");
    expect(found.body.records).toMatchObject([{ Subject: 'Call the CFO', Status: 'Not Started', IsClosed: false }]);
    const odd = await call('POST', `${DATA}/sobjects/Task`, { ...task, WhatId: '006000000999999AAA' });
    expect(odd.body[0].errorCode).toBe('INVALID_CROSS_REFERENCE_KEY');
    expect((await call('POST', `${DATA}/sobjects/Quote`, { Name: 'x' })).status).toBe(405);
  });
});

describe('metadata', () => {
  test('describe, object-info and picklists agree on what may be written', async () => {
    const { org, call } = await startOrg();
    org.faults.deny({ object: 'Opportunity', field: 'Amount' });
    const described = (await call('GET', `${DATA}/sobjects/Opportunity/describe`)).body.fields;
    const info = (await call('GET', `${DATA}/ui-api/object-info/Opportunity`)).body.fields;
    for (const { name, updateable } of described) expect([name, info[name].updateable]).toEqual([name, updateable]);
    expect(info.Amount).toMatchObject({ updateable: false, dataType: 'Currency' });
    expect(info.StageName).toMatchObject({ updateable: true, required: true, dataType: 'Picklist' });
    const picklists = await call('GET', `${DATA}/ui-api/object-info/Opportunity/picklist-values/012000000000000AAA`);
    expect(picklists.body.picklistFieldValues.StageName.values).toHaveLength(6);
  });

  test('record-ui gives record, object and layout at once', async () => {
    const { org, call } = await startOrg();
    const { body } = await call('GET', `${DATA}/ui-api/record-ui/${org.dealId(11)}?layoutTypes=Full&modes=View`);
    expect(body.records[org.dealId(11)].fields.Amount).toEqual({ displayValue: null, value: null });
    expect(Object.keys(body.objectInfos)).toEqual(['Opportunity']);
  });

  test('says its versions to anyone, and knows no others', async () => {
    const { call } = await startOrg();
    const versions = await call('GET', '/services/data', undefined, { authorization: '' });
    expect(versions.body.at(-1)).toMatchObject({ version: '67.0' });
    expect((await call('GET', '/services/data/v12.0/sobjects')).status).toBe(404);
  });
});

describe('sign-in and limits', () => {
  const redirect = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');

  async function authorized(call: ReturnType<typeof callerOf>, more: Record<string, string> = {}) {
    const asked = { response_type: 'code', client_id: 'fairlead-client', redirect_uri: redirect, state: 's1' };
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const query = new URLSearchParams({ ...asked, ...pkce, ...more }).toString();
    const answer = await call('GET', `/services/oauth2/authorize?${query}`);
    const to = answer.headers.get('location');
    return { ...answer, back: to === null ? undefined : Object.fromEntries(new URL(to).searchParams) };
  }

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const tokenFor = async (call: ReturnType<typeof callerOf>, values: Record<string, string>) =>
    call(
      'POST',
      '/services/oauth2/token',
      new URLSearchParams({ client_id: 'fairlead-client', ...values }).toString(),
      form,
    );
  const exchange = (code: string, more = {}) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
    ...more,
  });

  test('code, verifier and refresh token open sessions, a code only once', async () => {
    const { org, call } = await startOrg();
    const { back } = await authorized(call);
    expect(back?.['state']).toBe('s1');
    const { status, body } = await tokenFor(call, exchange(back?.['code'] ?? ''));
    expect([status, body.token_type, body.instance_url]).toEqual([200, 'Bearer', org.origin]);
    expect((await tokenFor(call, exchange(back?.['code'] ?? ''))).body.error).toBe('invalid_grant');
    org.expireTokens();
    const old = { authorization: `Bearer ${body.access_token}` };
    expect((await call('GET', `${DATA}/sobjects`, undefined, old)).status).toBe(401);
    const fresh = await tokenFor(call, { grant_type: 'refresh_token', refresh_token: body.refresh_token });
    const bearer = { authorization: `Bearer ${fresh.body.access_token}` };
    expect((await call('GET', `${DATA}/sobjects`, undefined, bearer)).status).toBe(200);
    org.revokeRefresh();
    const gone = await tokenFor(call, { grant_type: 'refresh_token', refresh_token: body.refresh_token });
    expect([gone.status, gone.body.error]).toEqual([400, 'invalid_grant']);
  });

  test.each([
    [{ code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
    [{ code_verifier: '' }, 'invalid_grant'],
    [{ redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch'],
    [{ client_id: 'other' }, 'invalid_client_id'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
  ])('the token endpoint refuses %j with %s', async (more, error) => {
    const { call } = await startOrg();
    const { back } = await authorized(call);
    const answer = await tokenFor(call, exchange(back?.['code'] ?? '', more));
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  test('authorize wants PKCE with S256, a known client, a known redirect and consent', async () => {
    const { call } = await startOrg();
    expect((await authorized(call, { code_challenge: '' })).back?.['error']).toBe('invalid_request');
    expect((await authorized(call, { code_challenge_method: 'plain' })).back?.['error']).toBe('invalid_request');
    expect((await authorized(call, { client_id: 'other' })).status).toBe(400);
    expect((await authorized(call, { redirect_uri: 'https://evil.example/' })).status).toBe(400);
    const { call: refused } = await startOrg({ agrees: () => false });
    expect((await authorized(refused)).back?.['error']).toBe('access_denied');
  });

  test('an expired session, the daily limit and too many at once have their codes', async () => {
    const { org, call } = await startOrg({ dailyLimit: 2 });
    const codes = async () => {
      const { status, body } = await call('GET', `${DATA}/sobjects`);
      return [status, body[0]?.errorCode];
    };
    org.faults.expireSession();
    expect(await codes()).toEqual([401, 'INVALID_SESSION_ID']);
    org.faults.restoreSession();
    org.faults.limitAfter(0);
    expect(await codes()).toEqual([403, 'REQUEST_LIMIT_EXCEEDED']);
    const { headers } = await call('GET', `${DATA}/sobjects`);
    expect(headers.get('sforce-limit-info')).toBe('api-usage=1/2');
    await call('GET', `${DATA}/sobjects`);
    expect(await codes()).toEqual([403, 'REQUEST_LIMIT_EXCEEDED']);
  });
});

describe('composite', () => {
  const patch = (referenceId: string, url: string, body: object) => ({ method: 'PATCH', url, referenceId, body });

  test('carries references from one request to the next', async () => {
    const { call, deal } = await startOrg();
    const account = `${DATA}/sobjects/Account/@{deal.AccountId}?fields=Name`;
    const compositeRequest = [
      { method: 'GET', url: `${deal(11)}?fields=AccountId`, referenceId: 'deal' },
      { method: 'GET', url: account, referenceId: 'account' },
    ];
    const { body } = await call('POST', `${DATA}/composite`, { compositeRequest });
    expect(body.compositeResponse[1]).toMatchObject({ httpStatusCode: 200, body: { Name: 'Meridian Clinics' } });
  });

  test('with allOrNone leaves nothing of a half', async () => {
    const { call, deal } = await startOrg();
    const compositeRequest = [patch('a', deal(1), { NextStep: 'New' }), patch('b', deal(2), { StageName: 'Nope' })];
    const { body } = await call('POST', `${DATA}/composite`, { allOrNone: true, compositeRequest });
    expect(body.compositeResponse.map((one: { body: { errorCode: string }[] }) => one.body[0]?.errorCode)).toEqual([
      'PROCESSING_HALTED',
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ]);
    expect((await call('GET', deal(1))).body.NextStep).toBeNull();
  });

  test('takes 25 and no more', async () => {
    const { call, deal } = await startOrg();
    const requests = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ method: 'GET', url: deal(1), referenceId: `r${index}` }));
    expect((await call('POST', `${DATA}/composite`, { compositeRequest: requests(25) })).status).toBe(200);
    expect((await call('POST', `${DATA}/composite`, { compositeRequest: requests(26) })).status).toBe(400);
  });
});
