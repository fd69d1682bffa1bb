import { startHubspot } from '../../crms/contract/hubspot/serve.mjs';
import { startPipedrive } from '../../crms/contract/pipedrive/serve.mjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listDeals } from '@/lib/crm/api/list-deals';
import { readRecord } from '@/lib/crm/api/read-record';
import type { ApiProblem, ApiReading, Send } from '@/lib/crm/api/types';
import { CRMS, type Server } from './crms';
import { adapterOf, httpSend } from './wire';

const DEALS = 60;
const EARLIER = '2020-01-01T00:00:00.000Z';

describe.each(CRMS)('what a pull of $adapter takes, and what stops it', (crm) => {
  const adapter = adapterOf(crm.adapter);
  let server: Server;
  let send: Send;

  beforeAll(async () => {
    const module = (await import(`../../crms/contract/${crm.server}/serve.mjs`)) as Record<
      string,
      (options: object) => Promise<Server>
    >;
    server = (await module[crm.start]?.({ deals: DEALS })) as Server; // each server exports its start
    send = httpSend((request) => crm.extra(server, request));
  });
  afterEach(() => server.faults.reset());
  afterAll(() => server.close());

  const pull = async (closedSince: string): Promise<{ readings: ApiReading[]; problem: ApiProblem | null }> => {
    const readings: ApiReading[] = [];
    const options = { own: [], closedSince, history: false };
    const pages = listDeals(adapter, crm.connection(server), options, send, () => 1);
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (page.done) return { readings, problem: page.value };
      readings.push(...page.value.readings);
    }
  };

  test('every open deal, and of the closed ones those of the time asked for', async () => {
    const { readings: all } = await pull(EARLIER);
    const isOpen = ({ outcome }: ApiReading): boolean => outcome === 'open';
    const closed = all.filter((reading) => !isOpen(reading));
    const days = closed.map(closeDay).toSorted();
    const since = days[Math.floor(days.length / 2)] ?? '';
    expect([all.filter(isOpen).length, closed.length].every((count) => count > 5)).toBe(true);
    expect(since > (days[0] ?? '')).toBe(true);

    const { readings: some } = await pull(`${since}T00:00:00.000Z`);
    const ids = (readings: readonly ApiReading[]): string[] => readings.map(({ deal }) => deal.id).toSorted();
    expect(ids(some.filter(isOpen))).toEqual(ids(all.filter(isOpen)));
    const taken = some.filter((reading) => !isOpen(reading));
    expect(ids(taken)).toEqual(ids(closed.filter((reading) => closeDay(reading) >= since)));
  });

  test('the day’s calls are used up: says so, and neither a deal nor a pull goes on', async () => {
    server.faults.dailyLimit();
    const kind = crm.adapter === 'krayin' ? 'server' : 'limited'; // Krayin counts no days: its web server says 503
    const read = await readRecord(adapter, crm.connection(server), crm.deal(server), [], send, 1);
    expect(read).toMatchObject({ ok: false, problem: { kind, message: expect.stringMatching(/\w/) } });
    expect(await pull(EARLIER)).toMatchObject({ readings: [], problem: { kind } });
  });

  // HubSpot and Pipedrive know scopes instead, see below.
  test.skipIf(crm.adapter === 'hubspot' || crm.adapter === 'pipedrive')(
    'a user who may not see deals is told so, and gets no deal without its values',
    async () => {
      server.faults.deny({ object: crm.denied?.object ?? crm.rule.object, action: 'read' });
      const read = await readRecord(adapter, crm.connection(server), crm.deal(server), [], send, 1);
      // Row-level security answers as if there were no such row.
      const kind = crm.adapter === 'atomic-crm' ? 'notFound' : 'forbidden';
      expect(read).toMatchObject({ ok: false, problem: { kind, message: expect.stringMatching(/\w+ \w+/) } });
      expect((await pull(EARLIER)).readings).toEqual([]);
    },
  );
});

describe('a sign-in without the scope for deals', () => {
  test.each([
    ['hubspot', () => startHubspot({ deals: 5, scopes: [] }), 'access'],
    ['pipedrive', () => startPipedrive({ deals: 5 }), 'narrow'],
  ] as const)('%s: is told so, for a deal as for a pull', async (id, start, name) => {
    const server = await start();
    const adapter = adapterOf(id);
    const tokens: Record<string, string> = server.tokens;
    const way = id === 'pipedrive' ? { way: 'oauth' } : {};
    const connection = { origin: server.origin, apiOrigin: server.origin, token: tokens[name] ?? '', ...way };
    const read = await readRecord(adapter, connection, 'dealId' in server ? server.dealId(1) : '1', [], httpSend(), 1);
    expect(read).toMatchObject({
      ok: false,
      problem: { kind: 'forbidden', message: expect.stringMatching(/\w+ \w+/) },
    });
    const pages = listDeals(adapter, connection, { own: [], closedSince: EARLIER }, httpSend(), () => 1);
    expect(await pages.next()).toMatchObject({ done: true, value: { kind: 'forbidden' } });
    await server.close();
  });
});

function closeDay({ deal }: ApiReading): string {
  const { closeDate } = deal.fields;
  return closeDate?.state === 'value' && typeof closeDate.value === 'string' ? closeDate.value.slice(0, 10) : '';
}
