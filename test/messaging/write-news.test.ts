import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { Field } from '@/lib/domain/deal';
import type { Caller } from '@/lib/messaging/service';
import { writeHandlers } from '@/lib/messaging/write-handlers';
import { openDatabase } from '@/lib/store/database';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';

const { told } = vi.hoisted(() => ({ told: [] as string[] }));

// There is no browser here: no tab is open, nothing is stored, no alarm rings, and what panels are told is noted.
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {},
    alarms: { get: () => Promise.resolve(undefined), create: () => Promise.resolve() },
    tabs: { query: () => Promise.resolve([]) },
    storage: {
      local: { get: () => Promise.resolve({}) },
      session: {
        set: (items: object) => Promise.resolve(void told.push(...Object.keys(items))),
        remove: () => Promise.resolve(),
      },
    },
  },
}));

const TENANT = 'salesforce@https://acme.lightning.force.com';
const PANEL: Caller = { tenant: TENANT, ownTab: false, tab: null };

test('a panel is told of a write that waited and was then sent by the background, which nobody asked', async () => {
  const database = openDatabase('write-news');
  const server = await startSalesforce({ deals: 2 });
  const dealId = server.dealId(1);
  const signIn = { way: 'oauth', token: server.tokens.access, apiOrigin: server.origin };
  let reachable = false;
  let clock = 1_795_600_000_000;
  const { handlers, sendAll } = writeHandlers(
    () => database,
    () => (clock += 1_000),
    () => (reachable ? Promise.resolve({ ok: true, signIn }) : Promise.reject(new Error('no network'))),
  );
  const { NextStep: from } = server.db.get('SELECT "NextStep" FROM "Opportunity" WHERE "Id" = ?', [dealId]) as {
    NextStep: string | null;
  };
  const held: Field =
    from === null ? { state: 'empty', source: 'api' } : { state: 'value', value: from, source: 'api' };
  const edit = { field: 'nextStep', from: held, to: 'Call back' } as const;
  const id = '00000000-0000-4000-8000-00000000000a';
  const first = await handlers.write({ id, dealId, dealName: 'Deal', edits: [edit] }, PANEL);
  expect(first.result).toMatchObject({ kind: 'waiting', reason: 'server' });
  const [key] = told.splice(0);

  reachable = true;
  await sendAll();
  expect((await handlers.writes({ dealId }, PANEL))[0]?.state).toBe('done');
  expect(told).toEqual([key]);
  expect(key).toBe(`written:${TENANT}:${dealId}`);
  await server.close();
  await database.delete();
});
