import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NewWrite, WriteEntry } from '@/lib/domain/writes';
import type { Caller } from '@/lib/messaging/service';
import { writeHandlers } from '@/lib/messaging/write-handlers';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { claimWrite, keepWrite } from '@/lib/store/writes';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';

const { alarms } = vi.hoisted(() => ({ alarms: [] as number[] }));

// There is no browser here: no tab is open, nothing is stored, and which alarms are set is noted.
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {},
    alarms: {
      get: () => Promise.resolve(undefined),
      create: (_name: string, { when }: { when: number }) => Promise.resolve(void alarms.push(when)),
    },
    tabs: { query: () => Promise.resolve([]) },
    storage: { local: { get: () => Promise.resolve({}) } },
  },
}));

const TENANT = 'salesforce@https://acme.lightning.force.com';
const PANEL: Caller = { tenant: TENANT, ownTab: false, tab: null };

let database: FairleadDatabase;
let server: Awaited<ReturnType<typeof startSalesforce>>;
let crm: ReturnType<typeof writeHandlers>;
let clock = 1_795_600_000_000;
let count = 0;

beforeEach(async () => {
  alarms.length = 0;
  database = openDatabase(`outbox-${(count += 1)}`);
  server = await startSalesforce({ deals: 3 });
  crm = newWorker();
});
afterEach(async () => {
  await server.close();
  await database.delete();
});

/** A background as it starts, signed in to the contract server. */
const newWorker = (): ReturnType<typeof writeHandlers> =>
  writeHandlers(
    () => database,
    () => (clock += 1_000),
    () =>
      Promise.resolve({ ok: true, signIn: { way: 'oauth', token: server.tokens.access, apiOrigin: server.origin } }),
  );

const nextStep = (deal: number): string | null => {
  const row = server.db.get('SELECT "NextStep" FROM "Opportunity" WHERE "Id" = ?', [server.dealId(deal)]);
  return (row as { NextStep: string | null }).NextStep;
};
const made = (deal: number, number: number, from: string | null, to: string): NewWrite => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  dealId: server.dealId(deal),
  dealName: `Deal ${deal}`,
  edits: [
    {
      field: 'nextStep',
      from: from === null ? { state: 'empty', source: 'api' } : { state: 'value', value: from, source: 'api' },
      to,
    },
  ],
});
const sent = (): string[] =>
  server.log.filter(({ method }) => method === 'PATCH').map(({ path }) => path.split('/').at(-1) ?? '');
const states = async (): Promise<WriteEntry['state'][]> =>
  (await database.writes.toArray()).toSorted((a, b) => a.madeAt - b.madeAt).map(({ state }) => state);

test('what could not be sent is kept, and goes once, in the order in which it was made, each deal’s apart', async () => {
  const before = nextStep(1);
  server.faults.failOnce(503, 99);
  await crm.handlers.write(made(1, 1, before, 'First'), PANEL);
  await crm.handlers.write(made(1, 2, 'First', 'Second'), PANEL);
  await crm.handlers.write(made(2, 3, nextStep(2), 'Other'), PANEL);
  expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
  expect([nextStep(1), sent()]).toEqual([before, []]);

  server.faults.reset();
  await Promise.all([crm.sendAll(), crm.sendAll()]);
  await crm.sendAll();
  expect(await states()).toEqual(['done', 'done', 'done']);
  expect([nextStep(1), nextStep(2)]).toEqual(['Second', 'Other']);
  const first = server.dealId(1);
  expect(sent().filter((id) => id === first)).toHaveLength(2);
  expect(sent()).toHaveLength(3);
  await crm.handlers.undoWrite({ id: made(1, 4, '', '').id, writeId: made(1, 2, '', '').id }, PANEL);
  expect(nextStep(1)).toBe('First');
});

test('one that is refused holds nothing after it up, one that waits does', async () => {
  server.faults.rule({
    object: 'Opportunity',
    field: 'NextStep',
    message: 'No.',
    when: (values) => values['NextStep'] === 'Refused',
  });
  await crm.handlers.write(made(1, 1, nextStep(1), 'Refused'), PANEL);
  await crm.handlers.write(made(1, 2, nextStep(1), 'Taken'), PANEL);
  expect(await states()).toEqual(['refused', 'done']);
  server.faults.failOnce(503, 2);
  await crm.handlers.write(made(1, 3, 'Taken', 'Waits'), PANEL);
  const after = await crm.handlers.write(made(1, 4, 'Waits', 'After'), PANEL);
  expect(after.state).toMatch(/^(?:done|waiting)$/);
  await crm.sendAll();
  expect([nextStep(1), await states()]).toEqual(['After', ['refused', 'done', 'done', 'done']]);
});

test.each([
  ['before it was taken up', false],
  ['while it was being sent', true],
])('a worker that is stopped %s: the next one is woken for it and sends it once', async (_when, taken) => {
  // As the worker leaves it behind: kept, perhaps claimed, never settled.
  const entry = { ...made(1, 1, nextStep(1), 'Cut off'), tenant: TENANT, madeAt: clock, endedAt: null, undoes: null };
  await keepWrite(database, { ...entry, state: 'waiting', result: null });
  if (taken) await claimWrite(database, entry.id);
  crm = newWorker();
  await crm.sendAll();
  await crm.sendAll();
  expect([nextStep(1), await states(), sent()]).toEqual(['Cut off', ['done'], [server.dealId(1)]]);
});

test('a worker that is stopped after the CRM has done the work: the next one finds it done', async () => {
  const entry = { ...made(1, 1, nextStep(1), 'Arrived'), tenant: TENANT, madeAt: clock, endedAt: null, undoes: null };
  await keepWrite(database, { ...entry, state: 'waiting', result: null });
  await claimWrite(database, entry.id);
  server.changeDeal(1, { NextStep: 'Arrived' });
  await newWorker().sendAll();
  expect([nextStep(1), await states(), sent()]).toEqual(['Arrived', ['done'], []]);
});

test('an alarm is set before anything is sent, for a worker that does not live to see the answer', async () => {
  let set = 0;
  server.faults.beforeNextWrite(() => (set = alarms.length));
  await crm.handlers.write(made(1, 1, nextStep(1), 'Watched'), PANEL);
  expect(set).toBeGreaterThan(0);
  expect((alarms[0] ?? 0) - clock).toBeLessThanOrEqual(60_000);
});
