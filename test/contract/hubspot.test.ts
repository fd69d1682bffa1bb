import { describe, expect, test } from 'vitest';
import { startHubspot } from '../crms/contract/hubspot/serve.mjs';
import { callerOf, untilTestEnds } from './support';

const DEALS = '/crm/v3/objects/deals';

async function startPortal(options = {}) {
  const portal = untilTestEnds(await startHubspot(options));
  const call = callerOf(portal.origin, () => ({ authorization: `Bearer ${portal.tokens.access}` }));
  const deal = (number: number) => `${DEALS}/${portal.dealId(number)}`;
  const search = async (body: object) => call('POST', `${DEALS}/search`, body);
  return { portal, call, deal, search };
}

const ids = (body: { results: { id: string }[] }) => body.results.map(({ id }) => id);

describe('reading', () => {
  test('shows the default properties, blank ones as null and numbers as text', async () => {
    const { portal, call, deal } = await startPortal();
    expect((await call('GET', deal(11))).body).toEqual({
      id: portal.dealId(11),
      properties: {
        amount: null,
        closedate: '2027-01-24T00:00:00.000Z',
        createdate: '2025-04-11T08:00:00.000Z',
        dealname: 'Meridian Clinics – rollout 11',
        dealstage: 'appointmentscheduled',
        hs_lastmodifieddate: expect.any(String),
        hs_object_id: portal.dealId(11),
        pipeline: 'default',
      },
      createdAt: '2025-04-11T08:00:00.000Z',
      updatedAt: expect.any(String),
      archived: false,
    });
    expect((await call('GET', `${deal(1)}?properties=amount`)).body.properties.amount).toBe('34100');
  });

  test('leaves out what is no property, and takes the type by its number too', async () => {
    const { portal, call } = await startPortal();
    const { body } = await call('GET', `/crm/v3/objects/0-3/${portal.dealId(1)}?properties=dealname,nope`);
    expect(Object.keys(body.properties).toSorted()).toEqual([
      'createdate',
      'dealname',
      'hs_lastmodifieddate',
      'hs_object_id',
    ]);
  });

  test('gives every earlier value, the newest first', async () => {
    const { call, deal } = await startPortal();
    await call('PATCH', deal(1), { properties: { dealstage: 'closedwon', hs_next_step: 'Sign' } });
    const { body } = await call('GET', `${deal(1)}?propertiesWithHistory=dealstage,hs_next_step,dealname`);
    const values = (name: string) => body.propertiesWithHistory[name].map(({ value }: { value: string }) => value);
    const path = ['appointmentscheduled', 'qualifiedtobuy', 'presentationscheduled', 'contractsent', 'closedwon'];
    expect(values('dealstage')).toEqual(path.toReversed());
    expect(values('hs_next_step')).toEqual(['Sign']);
    expect(values('dealname')).toHaveLength(1);
    expect(body.properties.dealstage).toBe('closedwon');
  });

  test('names the associated records, and the roles in v4', async () => {
    const { portal, call, deal } = await startPortal();
    const { body } = await call('GET', `${deal(1)}?associations=contacts,companies`);
    expect(body.associations.companies.results.map(({ type }: { type: string }) => type)).toEqual([
      'deal_to_company',
      'deal_to_company_primary',
    ]);
    const v4 = await call('GET', `/crm/v4/objects/deals/${portal.dealId(1)}/associations/contacts`);
    expect(v4.body.results).toHaveLength(3);
    expect(v4.body.results[0].associationTypes).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 3, label: null },
      { category: 'USER_DEFINED', typeId: 103, label: 'Decision Maker' },
    ]);
    const inputs = [{ id: portal.dealId(1) }, { id: portal.dealId(11) }];
    const batch = await call('POST', '/crm/v4/associations/deals/contacts/batch/read', { inputs });
    expect(batch.body.results.map(({ to }: { to: object[] }) => to.length)).toEqual([3]);
  });

  test('lists page by page until there is no more', async () => {
    const { call } = await startPortal({ deals: 130 });
    const first = (await call('GET', `${DEALS}?limit=100`)).body;
    const second = (await call('GET', `${DEALS}?limit=100&after=${first.paging.next.after}`)).body;
    expect([first.results.length, second.results.length, second.paging]).toEqual([100, 30, undefined]);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(130);
  });

  test.each([
    ['GET', `${DEALS}?limit=101`, undefined, 400, 'VALIDATION_ERROR'],
    ['GET', `${DEALS}?limit=51&propertiesWithHistory=amount`, undefined, 400, 'VALIDATION_ERROR'],
    ['GET', `${DEALS}/999`, undefined, 404, 'OBJECT_NOT_FOUND'],
    ['GET', '/crm/v3/objects/dragons/1', undefined, 400, 'VALIDATION_ERROR'],
    ['GET', '/crm/v3/properties/deals/nope', undefined, 404, 'OBJECT_NOT_FOUND'],
    [
      'POST',
      `${DEALS}/batch/read`,
      { inputs: Array.from({ length: 101 }, () => ({ id: '1' })) },
      400,
      'VALIDATION_ERROR',
    ],
    ['PATCH', `${DEALS}/7000000001`, '{"properties":', 400, 'VALIDATION_ERROR'],
    ['PATCH', `${DEALS}/7000000001`, { amount: 5 }, 400, 'VALIDATION_ERROR'],
  ])('%s %s with %j is refused with %i %s', async (method, path, body, status, category) => {
    const { call } = await startPortal();
    const answer = await call(method, path, body);
    expect([answer.status, answer.body.category]).toEqual([status, category]);
  });

  test('a batch with an unknown id gives the others and says which failed', async () => {
    const { portal, call } = await startPortal();
    const inputs = [{ id: portal.dealId(1) }, { id: '5' }];
    const { status, body } = await call('POST', `${DEALS}/batch/read`, { inputs, properties: ['dealname'] });
    expect([status, ids(body), body.errors[0].context.ids]).toEqual([207, [portal.dealId(1)], ['5']]);
  });
});

describe('search', () => {
  const filter = (propertyName: string, operator: string, more = {}) => ({
    filterGroups: [{ filters: [{ propertyName, operator, ...more }] }],
  });

  test.each([
    [{}, 60],
    [filter('hs_is_closed', 'EQ', { value: 'false' }), 32],
    [filter('dealstage', 'IN', { values: ['closedwon', 'closedlost'] }), 28],
    [filter('amount', 'NOT_HAS_PROPERTY'), 6],
    [filter('amount', 'BETWEEN', { value: '34100', highValue: '34100' }), 1],
    [filter('createdate', 'GT', { value: '2027-01-01' }), 0],
    [filter('hs_lastmodifieddate', 'GTE', { value: '1700000000000' }), 60],
    [filter('dealname', 'CONTAINS_TOKEN', { value: 'DROP' }), 1],
    [filter('dealname', 'IN', { values: ['Meridian Clinics – rollout 11'] }), 0],
    [filter('dealname', 'IN', { values: ['meridian clinics – rollout 11'] }), 1],
    [{ query: '株式会社' }, 2],
  ])('%j finds %i', async (body, total) => {
    const { search } = await startPortal();
    const answer = await search(body);
    expect([answer.status, answer.body.total]).toEqual([200, total]);
  });

  test('sorts, pages, and ends at the ten-thousandth result', async () => {
    const { search } = await startPortal();
    const sorts = [{ propertyName: 'amount', direction: 'DESCENDING' }];
    const first = (await search({ sorts, limit: 50, properties: ['amount'] })).body;
    const second = (await search({ sorts, limit: 50, after: first.paging.next.after, properties: ['amount'] })).body;
    const amounts = [...first.results, ...second.results].map(({ properties }) => Number(properties.amount ?? -1));
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    expect(second.paging).toBeUndefined();
    expect((await search({ limit: 200, after: '9800' })).status).toBe(200);
    expect((await search({ limit: 200, after: '9801' })).status).toBe(400);
  });

  test.each([
    [{ limit: 201 }],
    [{ limit: 0 }],
    [filter('nope', 'EQ', { value: '1' })],
    [filter('amount', 'LIKE', { value: '1' })],
    [filter('amount', 'EQ')],
    [filter('amount', 'GT', { value: 'much' })],
    [filter('createdate', 'GT', { value: 'last week' })],
    [filter('dealstage', 'IN', { value: 'closedwon' })],
    [{ filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
    [{ sorts: [{ propertyName: 'amount' }, { propertyName: 'dealname' }] }],
  ])('refuses %j', async (body) => {
    const { search } = await startPortal();
    const answer = await search(body);
    expect([answer.status, answer.body.category]).toEqual([400, 'VALIDATION_ERROR']);
  });
});

describe('writing', () => {
  test('a stage brings its probability and dates with it', async () => {
    const { call, deal } = await startPortal();
    const answer = await call('PATCH', deal(1), {
      properties: { dealstage: 'closedlost', amount: 5, closedate: '1796000000000' },
    });
    expect(answer.status).toBe(200);
    const names = 'hs_is_closed,hs_deal_stage_probability,hs_v2_date_entered_closedlost,amount,closedate';
    expect((await call('GET', `${deal(1)}?properties=${names}`)).body.properties).toMatchObject({
      hs_is_closed: 'true',
      hs_deal_stage_probability: '0',
      hs_v2_date_entered_closedlost: '2026-11-20T09:00:01.000Z',
      amount: '5',
      closedate: '2026-11-30T00:53:20.000Z',
    });
  });

  test.each([
    [{ nope: 'x' }, ['PROPERTY_DOESNT_EXIST']],
    [{ dealstage: 'daydream' }, ['INVALID_OPTION']],
    [{ hubspot_owner_id: '1' }, ['INVALID_OPTION']],
    [{ amount: 'much' }, ['INVALID_NUMBER']],
    [{ closedate: '31.12.2026' }, ['INVALID_DATE']],
    [{ next_step_date: '1796000000001' }, ['INVALID_DATE']],
    [{ hs_is_closed: 'true' }, ['READ_ONLY_VALUE']],
    [{ nope: 'x', amount: 'much', dealname: 'Fine' }, ['PROPERTY_DOESNT_EXIST', 'INVALID_NUMBER']],
  ])('refuses %j with %j and changes nothing', async (properties, codes) => {
    const { call, deal } = await startPortal();
    const before = (await call('GET', deal(1))).body;
    const { status, body } = await call('PATCH', deal(1), { properties });
    expect([status, body.category, body.errors.map(({ code }: { code: string }) => code)]).toEqual([
      400,
      'VALIDATION_ERROR',
      codes,
    ]);
    const inner = JSON.parse(body.message.slice(body.message.indexOf('[')));
    expect(inner.map(({ error }: { error: string }) => error)).toEqual(codes);
    expect((await call('GET', deal(1))).body).toEqual(before);
  });

  test("an admin's validation rule says its own words", async () => {
    const { portal, call, deal } = await startPortal();
    portal.faults.rule({ object: 'deals', field: 'hs_next_step', message: 'Say who does what.' });
    const { status, body } = await call('PATCH', deal(1), { properties: { hs_next_step: 'x' } });
    expect([status, body.errors[0].message]).toEqual([400, 'Say who does what.']);
  });

  test('somebody else may be quicker, and nothing in HubSpot prevents the overwriting', async () => {
    const { portal, call, deal } = await startPortal();
    portal.faults.beforeNextWrite(() => portal.changeDeal(1, { hs_next_step: 'Theirs' }));
    await call('PATCH', deal(1), { properties: { hs_next_step: 'Mine' } });
    const { body } = await call('GET', `${deal(1)}?propertiesWithHistory=hs_next_step`);
    expect(body.propertiesWithHistory.hs_next_step.map(({ value }: { value: string }) => value)).toEqual([
      'Mine',
      'Theirs',
    ]);
  });

  const task = { hs_task_subject: 'Call the CFO', hs_timestamp: '2026-11-24T08:00:00Z', hs_task_status: 'NOT_STARTED' };

  test('a task is made and belongs to its deal', async () => {
    const { portal, call } = await startPortal();
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 216 }];
    const associations = [{ to: { id: portal.dealId(11) }, types }];
    const made = await call('POST', '/crm/v3/objects/tasks', { properties: task, associations });
    expect(made.status).toBe(201);
    const linked = await call('GET', `/crm/v4/objects/deals/${portal.dealId(11)}/associations/tasks`);
    expect(linked.body.results.map(({ toObjectId }: { toObjectId: number }) => String(toObjectId))).toEqual([
      made.body.id,
    ]);
  });

  test('a task without a date, with a wrong link or a type that cannot be made is refused', async () => {
    const { portal, call } = await startPortal();
    const post = async (body: object, type = 'tasks') => (await call('POST', `/crm/v3/objects/${type}`, body)).status;
    expect(await post({ properties: { hs_task_subject: 'x' } })).toBe(400);
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }];
    expect(await post({ properties: task, associations: [{ to: { id: portal.dealId(1) }, types }] })).toBe(400);
    expect(await post({ properties: {} }, 'quotes')).toBe(403);
    expect(await post({ properties: {} }, 'deals')).toBe(405);
  });
});

describe('metadata', () => {
  test('properties, pipeline and owners are told', async () => {
    const { portal, call } = await startPortal();
    portal.faults.deny({ object: 'deals', field: 'amount' });
    const { body } = await call('GET', '/crm/v3/properties/deals');
    const named = (wanted: string) => body.results.find(({ name }: { name: string }) => name === wanted);
    expect(named('amount').modificationMetadata.readOnlyValue).toBe(true);
    expect(named('dealstage').options).toHaveLength(6);
    const pipelines = (await call('GET', '/crm/v3/pipelines/deals')).body;
    expect(pipelines.results[0].stages.at(-1).metadata).toEqual({ isClosed: 'true', probability: '0.00' });
    expect(
      (await call('GET', '/crm/v3/owners')).body.results.map(({ lastName }: { lastName: string }) => lastName),
    ).toEqual(['Voss', 'Okafor']);
  });
});

describe('access and limits', () => {
  test('no token, a wrong one, an expired one and a missing scope are four things', async () => {
    const { portal, call, deal } = await startPortal({ scopes: ['crm.objects.deals.read'] });
    const refused = async (method: string, headers = {}, body?: object) => {
      const answer = await call(method, deal(1), body, headers);
      return [answer.status, answer.body.category];
    };
    expect(await refused('GET', { authorization: '' })).toEqual([401, 'INVALID_AUTHENTICATION']);
    expect(await refused('GET', { authorization: 'Bearer other' })).toEqual([401, 'INVALID_AUTHENTICATION']);
    expect(await refused('PATCH', {}, { properties: {} })).toEqual([403, 'MISSING_SCOPES']);
    portal.faults.expireSession();
    expect(await refused('GET')).toEqual([401, 'EXPIRED_AUTHENTICATION']);
  });

  test('limits are told in headers, but not by the search', async () => {
    const { call, deal, search } = await startPortal({ dailyLimit: 3 });
    const { headers } = await call('GET', deal(1));
    expect(headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('2');
    expect(headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    expect((await search({})).headers.get('x-hubspot-ratelimit-max')).toBeNull();
    await call('GET', deal(1));
    const over = await call('GET', deal(1));
    expect([over.status, over.body.policyName]).toEqual([429, 'DAILY']);
  });

  test('too many in ten seconds are refused once', async () => {
    const { portal, call, deal } = await startPortal();
    portal.faults.limitAfter(0);
    const over = await call('GET', deal(1));
    expect([over.status, over.body.policyName]).toEqual([429, 'TEN_SECONDLY_ROLLING']);
    expect((await call('GET', deal(1))).status).toBe(200);
  });

  test("the page's own session wants cookie, CSRF header and portal", async () => {
    const { portal, call, deal } = await startPortal();
    const cookie = `hubspotapi-csrf=${portal.tokens.csrf}`;
    const header = { 'x-hubspot-csrf-hubspotapi': portal.tokens.csrf };
    const status = async (path: string, headers = {}) =>
      (await call('GET', path, undefined, { authorization: '', ...headers })).status;
    const path = `/api${deal(1)}?portalId=${portal.portalId}`;
    expect(await status(path, { cookie, ...header })).toBe(200);
    expect(await status(path, { cookie })).toBe(403);
    expect(await status(`/api${deal(1)}`, { cookie, ...header })).toBe(403);
    expect(await status(path, header)).toBe(401);
  });
});
