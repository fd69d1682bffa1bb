import { afterEach, describe, expect, test } from 'vitest';
import { uuidOf } from '../crms/contract/twenty/data.mjs';
import { startTwenty } from '../crms/contract/twenty/serve.mjs';
import { talk } from './talk';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: object = {}) => {
  const server = await startTwenty(options);
  closing.push(server.close);
  const call = talk(server.origin, { authorization: `Bearer ${server.token}` });
  const ask = async (query: string, variables: object = {}) =>
    (await call('POST', '/graphql', { query, variables })).json;
  return { ...server, call, ask };
};
const id = (number: number) => uuidOf('opportunities', number);
const DEALS = '/rest/opportunities';
const deal = (number: number) => `${DEALS}/${id(number)}`;

describe('Twenty gives by REST', () => {
  test('a deal with its amount in micros, and the records its keys lead to unless told not', async () => {
    const { call } = await start();
    const { opportunity } = (await call('GET', deal(2))).json.data;
    expect(opportunity).toMatchObject({ id: id(2), amount: { amountMicros: 137_900_000_000, currencyCode: 'JPY' } });
    expect(opportunity.company.name).toBeTypeOf('string');
    const flat = (await call('GET', `${deal(2)}?depth=0`)).json.data.opportunity;
    expect([flat.companyId, flat.company]).toEqual([opportunity.company.id, undefined]);
  });

  test('what was left blank as an empty text, and no amount as null in both parts', async () => {
    const { call } = await start();
    const { opportunity } = (await call('GET', deal(11))).json.data;
    expect([opportunity.nextStep, opportunity.amount]).toEqual(['', { amountMicros: null, currencyCode: null }]);
  });

  test('every deal once through the cursor, never more than 200 at once', async () => {
    const { call } = await start({ deals: 450 });
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const { json } = await call('GET', `${DEALS}?limit=1000&depth=0${after}`);
      seen.push(...json.data.opportunities.map((row: { id: string }) => row.id));
      expect([json.data.opportunities.length <= 200, json.totalCount]).toEqual([true, 450]);
      if (!json.pageInfo.hasNextPage) break;
      after = `&starting_after=${encodeURIComponent(json.pageInfo.endCursor)}`;
    }
    expect(new Set(seen).size).toBe(450);
  });

  test.each([
    ['stage[eq]:CUSTOMER', (row: { stage: string }) => row.stage === 'CUSTOMER'],
    ['stage[in]:[NEW,"SCREENING"]', (row: { stage: string }) => ['NEW', 'SCREENING'].includes(row.stage)],
    [
      'amount.amountMicros[gte]:100000000000',
      (row: { amount: { amountMicros: number } }) => row.amount.amountMicros >= 1e11,
    ],
    [
      'or(stage[eq]:LOST,discount[is]:NULL)',
      (row: { stage: string; discount: null }) => row.stage === 'LOST' || row.discount === null,
    ],
    ['updatedAt[gte]:2026-06-01T00:00:00Z', (row: { updatedAt: string }) => row.updatedAt >= '2026-06-01'],
  ])('the deals of %s and no others', async (filter, holds) => {
    const { call } = await start();
    const all = (await call('GET', `${DEALS}?depth=0&limit=60`)).json.data.opportunities;
    const some = (await call('GET', `${DEALS}?depth=0&filter=${encodeURIComponent(filter)}`)).json.data.opportunities;
    expect(some).toEqual(all.filter(holds));
    expect(some.length).toBeGreaterThan(0);
  });

  test('what happened, tasks, people and the description of a deal', async () => {
    const { call } = await start();
    const happened = await call('GET', `/rest/timelineActivities?filter=opportunityId[eq]:${id(1)}&order_by=happensAt`);
    expect(happened.json.data.timelineActivities[1].properties.diff.stage).toEqual({
      before: 'NEW',
      after: 'SCREENING',
    });
    expect((await call('GET', '/rest/taskTargets?limit=1')).json.data.taskTargets[0].task.title).toBe('Follow up');
    expect((await call('GET', '/rest/people?limit=1')).json.data.people[0].emails).toHaveProperty('primaryEmail');
    const { objects } = (await call('GET', '/rest/metadata/objects')).json.data;
    const stage = objects[0].fields.find(({ name }: { name: string }) => name === 'stage');
    expect(stage.options.map(({ value }: { value: string }) => value)).toContain('CUSTOMER');
  });
});

describe('Twenty takes', () => {
  test('a change by REST, and tells of the stage', async () => {
    const { call } = await start();
    const sent = { stage: 'SCREENING', amount: { amountMicros: 5_500_000, currencyCode: 'EUR' }, nextStep: 'Ring' };
    const { json } = await call('PATCH', `${deal(11)}?depth=0`, sent);
    expect(json.data.updateOpportunity).toMatchObject(sent);
    expect((await call('GET', deal(11))).json.data.opportunity).toMatchObject(sent);
    const { timelineActivities } = (await call('GET', `/rest/timelineActivities?filter=opportunityId[eq]:${id(11)}`))
      .json.data;
    expect(timelineActivities.at(-1).properties.diff.stage.after).toBe('SCREENING');
  });

  test('the same by GraphQL, giving what is asked for', async () => {
    const { ask } = await start();
    const mutation =
      'mutation Set($id: UUID!, $data: OpportunityUpdateInput!) { updateOpportunity(id: $id, data: $data) { id stage amount { amountMicros } } }';
    const { data } = await ask(mutation, { id: id(11), data: { stage: 'PROPOSAL' } });
    expect(data).toEqual({ updateOpportunity: { id: id(11), stage: 'PROPOSAL', amount: { amountMicros: null } } });
    const query =
      '{ opportunities(filter: { stage: { eq: PROPOSAL } }, first: 2, orderBy: [{ name: AscNullsFirst }]) { edges { node { id company { name } } cursor } pageInfo { hasNextPage endCursor } totalCount } }';
    const found = (await ask(query)).data.opportunities;
    expect(found.edges).toHaveLength(2);
    expect(found.totalCount).toBeGreaterThan(2);
  });

  test('a task and its tie to the deal', async () => {
    const { call } = await start();
    const made = await call('POST', '/rest/tasks', { title: 'Ring', status: 'TODO', dueAt: '2026-12-01T00:00:00Z' });
    expect(made.status).toBe(201);
    const tie = { taskId: made.json.data.createTask.id, opportunityId: id(11) };
    expect((await call('POST', '/rest/taskTargets', tie)).status).toBe(201);
    const found = await call('GET', `/rest/taskTargets?filter=opportunityId[eq]:${id(11)}`);
    expect(found.json.data.taskTargets[0].task.title).toBe('Ring');
  });
});

describe('Twenty refuses', () => {
  test.each([
    ['an unknown field', { nonsense: 1 }, 'Object opportunity doesn\'t have any "nonsense" field.'],
    ['a stage it does not know', { stage: 'WON' }, 'Invalid value \'WON\' for field "stage"'],
    ['no stage', { stage: null }, 'Field stage is not nullable and has no default value.'],
    ['text for a number of micros', { amount: { amountMicros: 'abc' } }, 'for field "amount.amountMicros"'],
    ['an amount that is a plain number', { amount: 5 }, 'for field "amount"'],
    ['a part that an amount has not', { amount: { cents: 5 } }, 'Invalid subfield cents'],
    ['a day that is none', { closeDate: 'soon' }, 'for field "closeDate"'],
    ['a key that is no uuid', { companyId: '7' }, 'not a valid UUID'],
    ['a company that is not there', { companyId: uuidOf('companies', 9999) }, 'foreign key'],
    ['a read-only field', { updatedAt: '2026-01-01T00:00:00Z' }, 'updatedAt'],
  ])('%s', async (_, data, message) => {
    const { call, ask } = await start();
    const before = (await call('GET', deal(1))).json;
    const { status, json } = await call('PATCH', deal(1), data);
    expect([status, json.statusCode, json.error]).toEqual([400, 400, 'BadRequestException']);
    expect(json.messages[0]).toContain(message);
    const again = await ask(
      'mutation Set($id: UUID!, $data: OpportunityUpdateInput!) { updateOpportunity(id: $id, data: $data) { id } }',
      { id: id(1), data },
    );
    expect(again.errors[0]).toMatchObject({ message: json.messages[0], extensions: { code: 'BAD_USER_INPUT' } });
    expect((await call('GET', deal(1))).json).toEqual(before);
  });

  test.each([
    [`${DEALS}?limit=x`, "limit 'x' is invalid. Should be an integer"],
    [`${DEALS}?depth=2`, 'Allowed values are 0, 1'],
    [`${DEALS}?filter=stage`, "'filter' invalid for 'stage'"],
    [`${DEALS}?filter=stage[eq]:WON`, 'not available'],
    [`${DEALS}?filter=nonsense[eq]:1`, 'nonsense'],
    [`${DEALS}?order_by=name[Up]`, 'direction'],
    [`${DEALS}?starting_after=zzz`, 'Invalid cursor'],
    ['/rest/opportunity', "Did you mean 'opportunities'?"],
  ])('the list %s', async (path, message) => {
    const { call } = await start();
    const { status, json } = await call('GET', path);
    expect([status, json.messages[0]]).toEqual([400, expect.stringContaining(message)]);
  });

  test('a record that is not there, with 404 or an error in 200', async () => {
    const { call, ask } = await start();
    expect((await call('GET', deal(9999))).status).toBe(404);
    const { errors } = await ask(`{ opportunity(filter: { id: { eq: "${id(9999)}" } }) { id } }`);
    expect(errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test('no token, a wrong one, one too old, one that may only read', async () => {
    const { call, faults, tokens } = await start();
    const as = async (authorization: string | undefined, method = 'GET') => {
      const rest = await call(method, deal(1), method === 'GET' ? undefined : { name: 'x' }, { authorization });
      const graphql = await call(
        'POST',
        '/graphql',
        { query: `mutation { updateOpportunity(id: "${id(1)}", data: { name: "x" }) { id } }` },
        { authorization },
      );
      return [rest.status, graphql.status, graphql.json.errors?.[0].extensions.code];
    };
    expect(await as(undefined)).toEqual([403, 200, 'FORBIDDEN']);
    expect(await as('Bearer nope')).toEqual([401, 200, 'UNAUTHENTICATED']);
    expect(await as(`Bearer ${tokens.readOnly}`, 'PATCH')).toEqual([403, 200, 'FORBIDDEN']);
    faults.expireSession();
    expect(await as(`Bearer ${tokens.access}`)).toEqual([401, 200, 'UNAUTHENTICATED']);
  });

  test.each([
    ['{ opportunities { edges { node { nonsense } } } }', 'Cannot query field "nonsense"'],
    ['{ opportunities { totalCount { x } } }', 'must not have a selection'],
    ['{ nonsense { id } }', 'Cannot query field "nonsense" on type "Query"'],
    ['query A($id: UUID!) { opportunity(filter: { id: { eq: $id } }) { id } }', 'required type'],
    ['{ opportunities {', 'Syntax Error'],
  ])('the document %s', async (query, message) => {
    const { ask } = await start();
    expect((await ask(query)).errors[0].message).toContain(message);
  });

  test('what a rule of the workspace forbids, and does not notice who was quicker', async () => {
    const { call, faults, db } = await start();
    faults.rule({
      object: 'opportunity',
      field: 'nextStep',
      message: 'Next step first',
      when: (sent: object) => 'stage' in sent,
    });
    expect((await call('PATCH', deal(11), { stage: 'PROPOSAL' })).json.messages).toEqual(['Next step first']);
    faults.beforeNextWrite(() => db.update('opportunities', { id: id(1) }, { name: 'Theirs' }));
    expect((await call('PATCH', deal(1), { nextStep: 'x' })).json.data.updateOpportunity.name).toBe('Theirs');
  });

  test('too many requests', async () => {
    const { call, ask, faults } = await start();
    faults.limitAfter(0, { retryAfter: 6, times: 2 });
    const { status, headers } = await call('GET', deal(1));
    expect([status, headers.get('retry-after')]).toEqual([429, '6']);
    expect((await ask('{ opportunities { totalCount } }')).errors[0].extensions.code).toBe('LIMIT_REACHED');
  });
});
