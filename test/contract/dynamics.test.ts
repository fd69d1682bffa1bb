import { describe, expect, test } from 'vitest';
import { startDynamics } from '../crms/contract/dynamics/serve.mjs';
import { callerOf, untilTestEnds } from './support';

const API = '/api/data/v9.2';

async function startOrg(options = {}) {
  const org = untilTestEnds(await startDynamics(options));
  const odata = { 'odata-version': '4.0', 'odata-maxversion': '4.0' };
  const call = callerOf(org.origin, () => ({ cookie: org.cookie, ...odata }));
  const list = async (query: string, headers = {}) => call('GET', `${API}/opportunities?${query}`, undefined, headers);
  const deal = (number: number) => `${API}/opportunities(${org.dealId(number)})`;
  return { org, call, list, deal };
}

describe('reading', () => {
  test('one row comes with its ETag, the columns asked for and the words of the form', async () => {
    const { org, call, deal } = await startOrg();
    const select = '$select=name,estimatedvalue,estimatedclosedate,statecode,_ownerid_value';
    const expand = '$expand=parentaccountid($select=name)';
    const prefer = { prefer: 'odata.include-annotations="*"' };
    const { body, headers } = await call('GET', `${deal(1)}?${select}&${expand}`, undefined, prefer);
    expect(body).toEqual({
      '@odata.context': expect.any(String),
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      opportunityid: org.dealId(1),
      name: '<img src=x onerror="globalThis.owned=1">',
      estimatedvalue: 34_100,
      'estimatedvalue@OData.Community.Display.V1.FormattedValue': '$34,100.00',
      estimatedclosedate: '2027-02-16',
      'estimatedclosedate@OData.Community.Display.V1.FormattedValue': '2/16/2027',
      statecode: 0,
      'statecode@OData.Community.Display.V1.FormattedValue': 'Open',
      _ownerid_value: expect.any(String),
      '_ownerid_value@OData.Community.Display.V1.FormattedValue': 'Mara Voss',
      '_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'systemuser',
      '_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'ownerid',
      parentaccountid: expect.objectContaining({ name: expect.any(String), accountid: expect.any(String) }),
    });
    expect(headers.get('etag')).toBe(body['@odata.etag']);
    expect(headers.get('preference-applied')).toContain('odata.include-annotations');
  });

  test('a blank is null, and a row that has not changed is not sent again', async () => {
    const { call, deal } = await startOrg();
    const { body } = await call('GET', `${deal(11)}?$select=estimatedvalue,new_nextstep`);
    expect(body).toMatchObject({ estimatedvalue: null, new_nextstep: null });
    const again = await call('GET', deal(11), undefined, { 'if-none-match': body['@odata.etag'] });
    expect(again.status).toBe(304);
  });

  test.each([
    ['$filter=statecode eq 0', 32],
    ["$filter=name eq 'Robert''); DROP TABLE deals;--'", 1],
    ["$filter=contains(name,'DROP TABLE') or startswith(name,'zero')", 2],
    ['$filter=estimatedvalue eq null', 6],
    ['$filter=estimatedvalue ne 34100', 53],
    ['$filter=statecode eq 1 and not (estimatedvalue eq null)', 13],
    ['$filter=modifiedon ge 2027-01-01T00:00:00Z', 0],
    ["$filter=Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=['1','2'])", 28],
    ["$filter=Microsoft.Dynamics.CRM.LastXMonths(PropertyName='createdon',PropertyValue=24)", 60],
    ['$top=7', 7],
  ])('%s finds %i', async (query, count) => {
    const { list } = await startOrg();
    const { status, body } = await list(query);
    expect([status, body.value.length]).toEqual([200, count]);
  });

  test('pages follow nextLink with the options they began with', async () => {
    const { org, call, list } = await startOrg();
    const prefer = { prefer: 'odata.maxpagesize=25' };
    const first = await list('$select=name&$filter=statecode eq 0&$orderby=modifiedon desc&$count=true', prefer);
    expect([first.body.value.length, first.body['@odata.count']]).toEqual([25, 32]);
    expect(first.body['@odata.nextLink']).toContain(org.origin);
    const second = await call('GET', first.body['@odata.nextLink'], undefined, prefer);
    expect([second.body.value.length, second.body['@odata.nextLink']]).toEqual([7, undefined]);
    expect(Object.keys(second.body.value[0])).toEqual(['@odata.etag', 'name', 'opportunityid']);
  });

  test('related rows come by $expand and by their own sets', async () => {
    const { org, call, deal } = await startOrg();
    const nested = 'opportunity_connections1($expand=record2id_contact($select=fullname),record2roleid($select=name))';
    const tasks = 'Opportunity_ActivityPointers($select=subject,activitytypecode;$orderby=createdon desc;$top=2)';
    const { body } = await call('GET', `${deal(1)}?$select=name&$expand=${nested},${tasks}`);
    expect(body.opportunity_connections1).toHaveLength(3);
    expect(body.opportunity_connections1[0]).toMatchObject({
      record2id_contact: { fullname: 'Bruno Dvořák' },
      record2roleid: { name: 'Decision Maker' },
    });
    expect(body.Opportunity_ActivityPointers).toHaveLength(2);
    const flow = `${API}/opportunitysalesprocesses?$filter=_opportunityid_value eq ${org.dealId(1)}&$expand=activestageid`;
    expect((await call('GET', flow)).body.value[0].activestageid.stagename).toBe('Close');
  });

  test.each([
    ['/opportunities?$select=nope', 400, '0x80060888'],
    ['/opportunities?$expand=nope', 400, '0x80060888'],
    ['/opportunities?$filter=nope eq 1', 400, '0x80060888'],
    ['/opportunities?$filter=ownerid eq 1', 400, '0x80060888'],
    ["/opportunities?$filter=estimatedvalue eq '5'", 400, '0x80060888'],
    ['/opportunities?$filter=name eq open', 400, '0x80060888'],
    ['/opportunities?$filter=statecode eq', 400, '0x80060888'],
    ['/opportunities?$filter=statecode is 1', 400, '0x80060888'],
    ['/opportunities?$orderby=name up', 400, '0x80060888'],
    ['/opportunities?$skip=10', 400, '0x80060888'],
    ['/opportunities?$skiptoken=2', 400, '0x80060888'],
    ['/opportunities(17)', 400, '0x80060888'],
    ['/opportunities(c0000000-0000-4000-8000-0000000fffff)', 404, '0x80040217'],
    ['/opportunitys', 404, '0x80060888'],
  ])('%s is refused with %i %s', async (path, status, code) => {
    const { call } = await startOrg();
    const answer = await call('GET', API + path);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});

describe('writing', () => {
  test('If-Match takes the version that was read, and no other', async () => {
    const { org, call, deal } = await startOrg();
    const match = { 'if-match': (await call('GET', `${deal(1)}?$select=name`)).body['@odata.etag'] };
    const written = await call('PATCH', deal(1), { new_nextstep: 'Mine' }, match);
    expect([written.status, written.headers.get('odata-entityid')]).toEqual([204, org.origin + deal(1)]);
    org.faults.beforeNextWrite(() => org.changeDeal(1, { new_nextstep: 'Theirs' }));
    const fresh = { 'if-match': (await call('GET', `${deal(1)}?$select=name`)).body['@odata.etag'] };
    const late = await call('PATCH', deal(1), { new_nextstep: 'Mine again' }, fresh);
    expect([late.status, late.body.error.code]).toEqual([412, '0x80060882']);
    expect((await call('GET', deal(1))).body.new_nextstep).toBe('Theirs');
  });

  test('without If-Match a PATCH creates what is not there; with it, it does not', async () => {
    const { call, list } = await startOrg();
    const path = `${API}/opportunities(c0000000-0000-4000-8000-0000000fffff)`;
    expect((await call('PATCH', path, { name: 'New' }, { 'if-match': '*' })).status).toBe(404);
    expect((await call('PATCH', path, { name: 'New' })).status).toBe(204);
    expect((await list("$filter=name eq 'New'")).body.value).toHaveLength(1);
  });

  test.each([
    [{ nope: 1 }, '0x80048d19'],
    [{ createdon: '2026-01-01T00:00:00Z' }, '0x80048d19'],
    [{ estimatedvalue: '5' }, '0x80048d19'],
    [{ closeprobability: 5.5 }, '0x80048d19'],
    [{ closeprobability: 101 }, '0x80044326'],
    [{ estimatedclosedate: '31.12.2026' }, '0x80048d19'],
    [{ estimatedclosedate: '2026-02-30' }, '0x80048d19'],
    [{ name: 'x'.repeat(301) }, '0x80044331'],
    [{ new_competitor: 9 }, '0x8004431a'],
    [{ _ownerid_value: 'c0000003-0000-4000-8000-000000000001' }, '0x80048d19'],
    [{ 'ownerid@odata.bind': '/accounts(c0000001-0000-4000-8000-000000000001)' }, '0x80048d19'],
    [{ 'ownerid@odata.bind': '/systemusers(c0000003-0000-4000-8000-0000000000ff)' }, '0x80040217'],
    [{ statecode: 1, statuscode: 3 }, '0x80048408'],
    ['{"name":', '0x80048d19'],
  ])('refuses %j with %s and changes nothing', async (values, code) => {
    const { call, deal } = await startOrg();
    const before = (await call('GET', deal(1))).body;
    const { status, body } = await call('PATCH', deal(1), values);
    expect([status, body.error.code]).toEqual([400, code]);
    expect((await call('GET', deal(1))).body).toEqual(before);
  });

  test('a plug-in of the organisation, a secured column and a missing privilege say what is wrong', async () => {
    const { org, call, deal } = await startOrg();
    const refused = async (values: object) => {
      const { status, body } = await call('PATCH', deal(1), values);
      return [status, body.error.code];
    };
    const message = 'Discounts above 20 % need an approval.';
    org.faults.rule({
      object: 'opportunity',
      message,
      when: ({ discountpercentage: discount }) => Number(discount) > 20,
    });
    const byRule = await call('PATCH', deal(1), { discountpercentage: 25 });
    expect([byRule.status, byRule.body]).toEqual([400, { error: { code: '0x80040265', message } }]);
    org.faults.deny({ object: 'opportunity', field: 'budgetamount' });
    expect(await refused({ budgetamount: 5 })).toEqual([403, '0x8004f508']);
    org.faults.deny({ object: 'opportunity' });
    expect(await refused({ name: 'x' })).toEqual([403, '0x80040220']);
    org.faults.deny({ object: 'opportunity', field: 'description', action: 'read' });
    expect((await call('GET', deal(1))).body.description).toBeNull();
  });

  test('a stage moves by its flow, and the opportunity follows', async () => {
    const { org, call, deal } = await startOrg();
    const flow = `${API}/opportunitysalesprocesses(${org.processId(11)})`;
    const to = { 'activestageid@odata.bind': `/processstages(${org.stageId(2)})` };
    expect((await call('PATCH', flow, to)).status).toBe(204);
    expect((await call('GET', deal(11))).body).toMatchObject({ stepname: 'Develop', stageid: org.stageId(2) });
    const audit = `RetrieveRecordChangeHistory(Target=@target)?@target={'@odata.id':'opportunities(${org.dealId(11)})'}`;
    const { body } = await call('GET', `${API}/${audit}`);
    const [newest] = body.AuditDetailCollection.AuditDetails;
    expect([newest.OldValue.stepname, newest.NewValue.stepname]).toEqual(['Qualify', 'Develop']);
  });

  test('a deal is closed by the message made for it, once', async () => {
    const { org, call, deal } = await startOrg();
    const closing = { subject: 'Won', 'opportunityid@odata.bind': `/opportunities(${org.dealId(1)})` };
    const win = async (status: number) =>
      call('POST', `${API}/WinOpportunity`, { Status: status, OpportunityClose: closing });
    expect((await win(4)).status).toBe(400);
    expect((await win(3)).status).toBe(204);
    expect((await call('GET', deal(1))).body).toMatchObject({
      statecode: 1,
      statuscode: 3,
      actualclosedate: '2026-11-20',
    });
    expect((await win(3)).status).toBe(400);
  });

  test('a task is made on its deal, and not without a subject', async () => {
    const { org, call } = await startOrg();
    const on = { 'regardingobjectid_opportunity_task@odata.bind': `/opportunities(${org.dealId(11)})` };
    const made = await call('POST', `${API}/tasks`, {
      subject: 'Call the CFO',
      scheduledend: '2026-11-24T08:00:00Z',
      ...on,
    });
    expect(made.status).toBe(204);
    const found = await call('GET', `${API}/activitypointers?$filter=_regardingobjectid_value eq ${org.dealId(11)}`);
    expect(found.body.value).toMatchObject([{ subject: 'Call the CFO', activitytypecode: 'task', statecode: 0 }]);
    expect((await call('POST', `${API}/tasks`, on)).status).toBe(400);
    const dayOnly = { subject: 'Call the CFO', scheduledend: '2026-11-24', ...on };
    expect((await call('POST', `${API}/tasks`, dayOnly)).status).toBe(400);
    expect((await call('POST', `${API}/quotes`, { name: 'x' })).status).toBe(405);
  });
});

describe('metadata', () => {
  const attributes = `${API}/EntityDefinitions(LogicalName='opportunity')/Attributes`;

  test('columns say whether they are required and may be written', async () => {
    const { org, call } = await startOrg();
    org.faults.deny({ object: 'opportunity', field: 'estimatedvalue' });
    const { body } = await call(
      'GET',
      `${attributes}?$select=LogicalName,AttributeType,RequiredLevel,IsValidForUpdate,DisplayName`,
    );
    const named = (name: string) => body.value.find((one: { LogicalName: string }) => one.LogicalName === name);
    expect(named('name')).toMatchObject({ AttributeType: 'String', RequiredLevel: { Value: 'ApplicationRequired' } });
    expect(named('estimatedvalue').IsValidForUpdate).toBe(false);
    expect(named('new_nextstep').DisplayName.UserLocalizedLabel.Label).toBe('Next step');
  });

  test('options come with their own kind of column only', async () => {
    const { call } = await startOrg();
    const kind = 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata';
    const { body } = await call('GET', `${attributes}/${kind}?$select=LogicalName&$expand=OptionSet`);
    const competitor = body.value.find((one: { LogicalName: string }) => one.LogicalName === 'new_competitor');
    expect(competitor.OptionSet.Options.map(({ Value }: { Value: number }) => Value)).toEqual([1, 2, 3]);
    expect((await call('GET', `${attributes}?$expand=OptionSet`)).status).toBe(400);
    expect((await call('GET', `${attributes}?$select=Nope`)).status).toBe(400);
    expect((await call('GET', `${API}/EntityDefinitions(LogicalName='nope')`)).status).toBe(404);
  });
});

describe('access and limits', () => {
  test('no session, an expired one and missing OData headers are refused; a token is as good as the cookie', async () => {
    const { org, call, deal } = await startOrg();
    const status = async (headers: Record<string, string>) => (await call('GET', deal(1), undefined, headers)).status;
    expect(await status({ cookie: '' })).toBe(401);
    expect(await status({ cookie: '', authorization: `Bearer ${org.tokens.access}` })).toBe(200);
    expect(await status({ 'odata-version': '3.0' })).toBe(400);
    org.faults.expireSession();
    expect(await status({})).toBe(401);
  });

  test('service protection says how long to wait', async () => {
    const { org, call, deal } = await startOrg();
    org.faults.limitAfter(0, { retryAfter: 12 });
    const over = await call('GET', deal(1));
    expect([over.status, over.headers.get('retry-after'), over.body.error.code]).toEqual([429, '12', '0x80072322']);
    expect((await call('GET', deal(1))).status).toBe(200);
    org.faults.dailyLimit();
    expect((await call('GET', deal(1))).headers.get('retry-after')).toBe('300');
  });
});
