import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startOdoo } from '../../crms/contract/odoo/serve.mjs';
import { startSalesforce } from '../../crms/contract/salesforce/serve.mjs';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { listDeals } from '@/lib/crm/api/list-deals';
import { readRecord } from '@/lib/crm/api/read-record';
import type { ApiProblem, ApiReading } from '@/lib/crm/api/types';
import { CRMS, type Server } from './crms';
import { adapterOf, httpSend } from './wire';

const DEALS = 30;
const OPTIONS = { own: [], closedSince: '2020-01-01T00:00:00.000Z' };

type Pulled = { readings: ApiReading[]; problem: ApiProblem | null };

async function pull(adapter: Adapter, server: Server, cookie?: string): Promise<Pulled> {
  const crm = CRMS.find((one) => one.adapter === adapter.route.adapter);
  if (!crm) throw new Error('no such CRM');
  const send = httpSend((request) => (cookie === undefined ? crm.extra(server, request) : { cookie }));
  const readings: ApiReading[] = [];
  const pages = listDeals(adapter, crm.connection(server), OPTIONS, send, () => 1);
  for (let page = await pages.next(); ; page = await pages.next()) {
    if (page.done) return { readings, problem: page.value };
    readings.push(...page.value.readings);
  }
}

/** The paging of histories so small that there are many pages. */
function smallPages(adapter: Adapter, limit: number): Adapter {
  const copy = structuredClone(adapter);
  for (const { paging } of [...(copy.api?.history ?? []), ...(copy.api?.pull?.history ?? [])])
    if (paging) paging.limit = limit;
  return copy;
}

/** Moves of one deal, without what tells one reading from another. */
const movesOf = ({ changes }: ApiReading) =>
  changes?.map(({ field, from, to, seenAt }) => ({ field, from, to, seenAt }));

describe.each(CRMS.filter(({ adapter }) => adapterOf(adapter).api?.pull?.history))(
  'the history in a pull from $adapter',
  (crm) => {
    let server: Server;
    beforeAll(async () => {
      const module = (await import(`../../crms/contract/${crm.server}/serve.mjs`)) as Record<
        string,
        (options: object) => Promise<Server>
      >;
      server = (await module[crm.start]?.({ deals: DEALS })) as Server; // each server exports its start
    });
    afterAll(() => server.close());
    afterEach(() => server.faults.reset());

    test('is what reading the deal alone tells', async () => {
      const adapter = adapterOf(crm.adapter);
      const { readings, problem } = await pull(adapter, server);
      expect(problem).toBeNull();
      const send = httpSend((request) => crm.extra(server, request));
      const alone = await readRecord(adapter, crm.connection(server), crm.deal(server), [], send, 1);
      const pulled = readings.find((each) => alone.ok && each.deal.id === alone.reading.deal.id);
      if (!alone.ok || !pulled) throw new Error('the deal could not be read');
      const fields = new Set(pulled.historyOf);
      expect(fields).toContain('stage.label');
      expect(movesOf(pulled)?.length).toBeGreaterThan(0);
      const same = (alone.reading.changes ?? []).filter(({ field }) => fields.has(field));
      expect(movesOf(pulled)).toEqual(movesOf({ ...alone.reading, changes: same }));
    });

    test('a limit half-way holds the pull up there, so that no deal goes without its history', async () => {
      server.faults.limitAfter(2, { retryAfter: 3, times: 50 });
      const { readings, problem } = await pull(adapterOf(crm.adapter), server);
      expect(problem).toMatchObject({ kind: 'limited' });
      expect(readings.every(({ changes }) => changes !== null)).toBe(true);
    });
  },
);

describe('Odoo’s history in a pull', () => {
  test.each([17, 18, 19] as const)(
    '%s: the administrator’s log and everyone’s chatter tell the same moves',
    async (version) => {
      const adapter = smallPages(adapterOf('odoo'), 2);
      const server = (await startOdoo({ version, deals: DEALS })) as unknown as Server;
      const admin = (await startOdoo({ version, deals: DEALS, as: 'admin' })) as unknown as Server;
      try {
        const [own, all] = [await pull(adapter, server), await pull(adapter, admin)];
        const known = (one: Pulled) => one.readings.map((each) => [each.deal.id, movesOf(each)]);
        expect(known(own)).toEqual(known(all));
        expect(own.readings.flatMap((each) => movesOf(each) ?? []).length).toBeGreaterThan(DEALS);
        const calls = (one: Server) => (one as unknown as { log: { path: string }[] }).log.map(({ path }) => path);
        expect(calls(admin).some((path) => path.startsWith('/mail/thread'))).toBe(false);
      } finally {
        await server.close();
        await admin.close();
      }
    },
  );
});

test('a history longer than one answer is followed to its end', async () => {
  const adapter = structuredClone(adapterOf('salesforce'));
  const PAGE = 7;
  for (const { paging } of adapter.api?.pull?.initial ?? []) if (paging.kind === 'key') paging.limit = PAGE;
  const moves = async (options: object): Promise<unknown[]> => {
    const server = (await startSalesforce({ deals: DEALS, ...options })) as unknown as Server;
    const { readings } = await pull(adapter, server);
    await server.close();
    return readings.map((each) => [each.deal.id, movesOf(each)]);
  };
  const whole = await moves({});
  expect(whole).toHaveLength(DEALS);
  expect(await moves({ pageSize: PAGE })).toEqual(whole);
});
