import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '@/lib/crm/api/read-record';
import { searchNames } from '@/lib/crm/api/search';
import { apiWay } from '@/lib/crm/write/api-way';
import { performWrite } from '@/lib/crm/write/perform';
import { searchOf } from '@/lib/crm/write/targets';
import { fieldOf, type Deal } from '@/lib/domain/deal';
import type { WriteResult } from '@/lib/domain/writes';
import { startOdoo } from '../crms/contract/odoo/serve.mjs';
import { CRMS } from './api/crms';
import { adapterOf, httpSend } from './api/wire';

const adapter = adapterOf('odoo');
const crm = CRMS.find((each) => each.adapter === 'odoo');
if (!crm) throw new Error('Odoo has a contract server');

describe('a field that names a record of the CRM', () => {
  let server: Awaited<ReturnType<typeof startOdoo>>;
  let names: string[];
  let dealId: string;
  const connection = () => crm.connection(server);
  const send = httpSend((request) => crm.extra(server, request));
  const search = (text: string) =>
    searchNames(adapter, connection(), send, searchOf(adapter, 'owner.name', []) ?? '', text);
  const deal = async (): Promise<Deal> => {
    const read = await readRecord(adapter, connection(), dealId, [], send, 1);
    if (!read.ok) throw new Error(read.problem.message);
    return read.reading.deal;
  };
  const give = async (owner: string): Promise<WriteResult> => {
    const port = apiWay({ adapter, connection: connection(), send, dealId, own: [], now: () => 1 });
    const edit = { field: 'owner.name' as const, from: fieldOf(await deal(), 'owner.name'), to: owner };
    const write = { id: '00000000-0000-4000-8000-000000000001', dealId, dealName: 'Deal', edits: [edit] };
    return performWrite(write, { ...port, pause: () => Promise.resolve() });
  };

  beforeAll(async () => {
    server = await startOdoo({ deals: 20 });
    dealId = crm.deal(server);
    names = (server.db.all('SELECT name FROM "res.users" ORDER BY id') as { name: string }[]).map(({ name }) => name);
  });
  afterAll(() => server.close());
  beforeEach(() => server.faults.reset());

  test('is found by a part of its name, in any case', async () => {
    const [wanted = ''] = names.slice(-1);
    const found = await search(` ${wanted.slice(1, 5).toUpperCase()} `);
    expect(found).toMatchObject({ ok: true, names: expect.arrayContaining([wanted]) });
  });

  test('is not found where the CRM has none, which is no failure', async () => {
    expect(await search('Nobody of this name')).toEqual({ ok: true, names: [] });
  });

  test('could not be searched for, which is not that there is none', async () => {
    server.faults.drop(1, { afterWork: false });
    expect(await search('a')).toMatchObject({ ok: false, problem: { kind: 'offline' } });
  });

  test('is written by its name and read back', async () => {
    const before = fieldOf(await deal(), 'owner.name');
    const other = names.find((name) => before.state !== 'value' || name !== before.value) ?? '';
    expect(await give(other.toUpperCase())).toMatchObject({ kind: 'done', unproven: [] });
    expect(fieldOf(await deal(), 'owner.name')).toMatchObject({ value: other });
  });

  test('is refused in words where the CRM has none of that name', async () => {
    const words = 'The CRM has no “Nobody” here.';
    expect(await give('Nobody')).toEqual({ kind: 'refused', message: words, fields: { 'owner.name': words } });
  });

  test('waits where the CRM could not be asked which one is meant', async () => {
    const port = apiWay({ adapter, connection: connection(), send, dealId, own: [], now: () => 1 });
    const edit = { field: 'owner.name' as const, from: fieldOf(await deal(), 'owner.name'), to: 'Anybody' };
    const unheard = {
      ...port,
      send: (...given: Parameters<typeof port.send>) => (
        server.faults.drop(1, { afterWork: false }),
        port.send(...given)
      ),
    };
    const write = { id: '00000000-0000-4000-8000-000000000002', dealId, dealName: 'Deal', edits: [edit] };
    expect(await performWrite(write, { ...unheard, pause: () => Promise.resolve() })).toMatchObject({
      kind: 'waiting',
      reason: 'offline',
    });
  });
});
