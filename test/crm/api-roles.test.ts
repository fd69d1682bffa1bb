import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '@/lib/crm/api/read-record';
import { searchNames } from '@/lib/crm/api/search';
import type { OwnField } from '@/lib/crm/read-plan';
import { apiWay } from '@/lib/crm/write/api-way';
import { performWrite, type WritePort } from '@/lib/crm/write/perform';
import { apiTakes, searchOf } from '@/lib/crm/write/targets';
import { fieldOf, type Deal, type FieldValue } from '@/lib/domain/deal';
import { reversed } from '@/lib/domain/edits';
import { textOf } from '@/lib/domain/text-of';
import type { WriteResult } from '@/lib/domain/writes';
import { CRMS, type Server } from './api/crms';
import { adapterOf, httpSend } from './api/wire';

const BUYER: OwnField = {
  key: 'custom.economic_buyer',
  labels: ['Economic buyer', 'Budget holder'],
  type: 'text',
  contact: true,
  crm: { salesforce: 'Economic_Buyer__c' }, // this org has no such field
};
const SPONSOR: OwnField = { ...BUYER, key: 'custom.sponsor', labels: ['Godfather'], crm: {} };
const OWN = [BUYER, SPONSOR];

/** CRMs that keep what a person is on a deal, and where their servers keep it. */
const WITH_ROLES = { salesforce: 'OpportunityContactRole', hubspot: 'contacts', dynamics: 'connection' };

describe.each(CRMS.filter(({ adapter }) => adapter in WITH_ROLES))('who is what on a deal in $adapter', (crm) => {
  const adapter = adapterOf(crm.adapter);
  const table = WITH_ROLES[crm.adapter as keyof typeof WITH_ROLES];
  const send = httpSend((request) => crm.extra(server, request));
  let server: Server;
  let dealId = '';
  let clock = 1_795_600_000_000;

  beforeAll(async () => {
    const module = (await import(`../crms/contract/${crm.server}/serve.mjs`)) as Record<
      string,
      (options: object) => Promise<Server>
    >;
    server = (await module[crm.start]?.({ deals: 20 })) as Server; // each server exports its start
    dealId = crm.deal(server);
  });
  afterAll(() => server.close());
  beforeEach(() => server.faults.reset());

  const deal = async (): Promise<Deal> => {
    const read = await readRecord(adapter, crm.connection(server), dealId, OWN, send, 1);
    if (!read.ok) throw new Error(read.problem.message);
    return read.reading.deal;
  };
  const port = (): WritePort => ({
    ...apiWay({
      adapter,
      connection: crm.connection(server),
      send,
      dealId,
      own: OWN,
      now: () => (clock += 1_000),
    }),
    pause: () => Promise.resolve(),
  });
  const search = async (text: string): Promise<readonly string[]> => {
    const plan = searchOf(adapter, BUYER.key, OWN) ?? '';
    const found = await searchNames(adapter, crm.connection(server), send, plan, text);
    return found.ok ? found.names : [];
  };
  const write = async (to: FieldValue | null, over = port()): Promise<WriteResult> => {
    const edits = [{ field: BUYER.key, from: fieldOf(await deal(), BUYER.key), to }];
    return performWrite({ id: '00000000-0000-4000-8000-000000000001', dealId, dealName: 'Deal', edits }, over);
  };
  const buyer = async (): Promise<unknown> => {
    const field = fieldOf(await deal(), BUYER.key);
    return field.state === 'value' ? field.value : field.state;
  };
  const contacts = async (): Promise<{ name: string; role: string }[]> => {
    const list = (await deal()).lists.contacts;
    if (list?.state !== 'rows') throw new Error('the contacts cannot be read');
    return list.rows.map(({ name, role }) => ({ name: textOf(name), role: textOf(role) }));
  };
  /** Somebody who is not on the deal. */
  const stranger = async (): Promise<string> => {
    const here = new Set((await contacts()).map(({ name }) => name));
    const all = await search('an');
    const found = all.find((name) => !here.has(name) && all.filter((each) => each === name).length === 1);
    if (found === undefined) throw new Error('nobody is found');
    return found;
  };

  test('is told by the contacts and their roles, and not at all where the CRM knows no such role', async () => {
    const shown = await contacts();
    const holder = shown.find(({ role }) => role.includes('Economic Buyer'));
    expect(await buyer()).toBe(holder?.name ?? 'empty');
    expect(fieldOf(await deal(), SPONSOR.key).state).toBe('unknown');
    expect(apiTakes(adapter, BUYER.key, OWN)).toBe(true);
  });

  test('is given to somebody found in the whole CRM, proven by reading back, and taken back again', async () => {
    const before = await buyer();
    const first = { contacts: await contacts(), name: await stranger() };
    const done = await write(first.name);
    expect(done).toMatchObject({ kind: 'done', way: 'api', unproven: [], differs: [] });
    expect(await contacts()).toContainEqual({ name: first.name, role: 'Economic Buyer' });

    // Given to somebody else, it is no longer the first one's.
    const next = await stranger();
    expect(await write(next)).toMatchObject({ kind: 'done', differs: [] });
    expect(await buyer()).toBe(next);
    expect(await contacts()).not.toContainEqual({ name: first.name, role: 'Economic Buyer' });

    const edit = {
      field: BUYER.key,
      from: fieldOf(await deal(), BUYER.key),
      to: before === 'empty' ? null : String(before),
    };
    const [back] = reversed(reversed([edit]));
    const undone = { id: '00000000-0000-4000-8000-000000000002', dealId, dealName: 'Deal', edits: back ? [back] : [] };
    expect(await performWrite(undone, port())).toMatchObject({ kind: 'done', differs: [] });
    expect(await buyer()).toBe(before);
    // HubSpot keeps a person on the deal whose label is gone.
    if (crm.adapter !== 'hubspot') expect(await contacts()).toEqual(first.contacts);
  });

  test('F27: a cut connection is found out, and nobody is put on the deal twice', async () => {
    const name = await stranger();
    server.faults.beforeNextWrite(() => server.faults.drop(1, { afterWork: true }));
    expect(await write(name)).toMatchObject({ kind: 'waiting', reason: 'offline' });
    expect(await write(name)).toMatchObject({ kind: 'done', differs: [] });
    expect((await contacts()).filter((each) => each.name === name)).toHaveLength(1);
    await write(null);
  });

  test.each([
    ['who is not in the CRM', () => Promise.resolve('Nobody at all'), 'The CRM has no “Nobody at all” here.'],
    [
      'whoever asks that may not change it',
      async () => {
        const name = await stranger();
        server.faults.deny({ object: table, action: 'write' });
        return name;
      },
      null,
    ],
  ] as const)('F27: is refused in words for %s, and nothing is written', async (_what, make, words) => {
    const before = await contacts();
    const result = await write(await make());
    server.faults.reset();
    expect(result).toMatchObject({ kind: 'refused', message: words ?? expect.stringMatching(/\w/) });
    expect(await contacts()).toEqual(before);
  });
});
