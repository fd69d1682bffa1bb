import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BatchState, BatchWriteState } from '@/lib/domain/batch';
import type { NewWrite } from '@/lib/domain/writes';
import type { Caller } from '@/lib/messaging/service';
import { writeHandlers } from '@/lib/messaging/write-handlers';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';

// There is no browser here: no tab is open, nothing is stored, and no alarm rings.
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {},
    alarms: { get: () => Promise.resolve(undefined), create: () => Promise.resolve() },
    tabs: { query: () => Promise.resolve([]) },
    storage: { local: { get: () => Promise.resolve({}) } },
  },
}));

const TENANT = 'salesforce@https://acme.lightning.force.com';
const PANEL: Caller = { tenant: TENANT, ownTab: false, tab: null };
const OWN_TAB: Caller = { tenant: null, ownTab: true, tab: null };
const STRANGER: Caller = { tenant: null, ownTab: false, tab: null };
const BATCH = '00000000-0000-4000-8000-00000000000b';
const UNDO = '00000000-0000-4000-8000-00000000000c';
const DEALS = [1, 2, 3] as const;

let database: FairleadDatabase;
let server: Awaited<ReturnType<typeof startSalesforce>>;
let crm: ReturnType<typeof writeHandlers>;
let count = 0;

beforeEach(async () => {
  database = openDatabase(`batch-${(count += 1)}`);
  server = await startSalesforce({ deals: 5 });
  crm = open();
});
afterEach(async () => {
  await server.close();
  await database.delete();
});

/** A background as it starts, signed in to the contract server. */
const open = (): ReturnType<typeof writeHandlers> =>
  writeHandlers(
    () => database,
    () => (clock += 1_000),
    () =>
      Promise.resolve({ ok: true, signIn: { way: 'oauth', token: server.tokens.access, apiOrigin: server.origin } }),
  );
let clock = 1_795_600_000_000;

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const steps = (): unknown[] =>
  DEALS.map((number) => {
    const row = server.db.get('SELECT "NextStep" FROM "Opportunity" WHERE "Id" = ?', [server.dealId(number)]);
    return (row as { NextStep: unknown }).NextStep;
  });
const write = (number: number, to: string, extra: Partial<NewWrite> = {}): Promise<unknown> => {
  const from = steps()[number - 1];
  return crm.handlers.write(
    {
      id: idOf(number),
      dealId: server.dealId(number),
      dealName: `Deal ${number}`,
      edits: [
        {
          field: 'nextStep',
          from:
            typeof from === 'string'
              ? { state: 'value', value: from, source: 'api' }
              : { state: 'empty', source: 'api' },
          to,
        },
      ],
      batch: BATCH,
      ...extra,
    },
    PANEL,
  );
};
const writeAll = async (): Promise<void> => {
  for (const number of DEALS) await write(number, `Bulk ${number}`);
};
const state = async (caller = PANEL): Promise<BatchState> => {
  const found = await crm.handlers.batchState({ batch: BATCH }, caller);
  if (!found) throw new Error('no batch');
  return found;
};
const undo = async (): Promise<BatchWriteState[]> => {
  await crm.handlers.undoBatch({ id: UNDO, batch: BATCH }, PANEL);
  await vi.waitFor(async () => expect((await state()).running).toBe(false), 10_000);
  return (await state()).writes.map((each) => each.state);
};

describe('taking back what was saved together', () => {
  test('brings every deal back to what it held, the last write first', async () => {
    const before = steps();
    await writeAll();
    expect(steps()).toEqual(['Bulk 1', 'Bulk 2', 'Bulk 3']);
    server.log.length = 0;
    expect(await undo()).toEqual(['undone', 'undone', 'undone']);
    expect(steps()).toEqual(before);
    const patched = server.log.filter(({ method }) => method === 'PATCH').map(({ path }) => path.split('/').at(-1));
    expect(patched).toEqual([3, 2, 1].map((number) => server.dealId(number)));
  });

  test('two writes to one deal end at what it held before the first', async () => {
    const before = steps();
    await write(1, 'First');
    await write(1, 'Second', { id: idOf(9) });
    expect(await undo()).toEqual(['undone', 'undone']);
    expect(steps()).toEqual(before);
  });

  test('what somebody changed meanwhile stays, and the others are taken back', async () => {
    const before = steps();
    await writeAll();
    server.changeDeal(2, { NextStep: 'Theirs' });
    expect(await undo()).toEqual(['undone', 'undoFailed', 'undone']);
    expect(steps()).toEqual([before[0], 'Theirs', before[2]]);
  });

  test('a refusal is said in the CRM’s words, and a second try takes back the rest', async () => {
    const before = steps();
    await writeAll();
    server.faults.rule({ object: 'Opportunity', field: 'NextStep', message: 'The quarter is closed.' });
    expect(await undo()).toEqual(['undoFailed', 'undoFailed', 'undoFailed']);
    expect((await state()).writes[0]?.message).toContain('The quarter is closed.');
    server.faults.reset();
    expect(await undo()).toEqual(['undone', 'undone', 'undone']);
    expect(steps()).toEqual(before);
  });

  test('what holds up one holds up the rest; a new worker goes on when it is woken', async () => {
    const before = steps();
    await writeAll();
    server.faults.failOnce(503, 50);
    expect(await undo()).toEqual(['undoing', 'undoing', 'undoing']);
    expect(steps()).toEqual(['Bulk 1', 'Bulk 2', 'Bulk 3']);
    server.faults.reset();
    crm = open();
    await crm.sendAll();
    expect((await state()).writes.map((each) => each.state)).toEqual(['undone', 'undone', 'undone']);
    expect(steps()).toEqual(before);
  });

  test('stopped, it leaves what is not taken back yet as it is, and can be asked for again', async () => {
    const before = steps();
    await writeAll();
    server.faults.beforeNextWrite(() => void crm.handlers.stopUndo({ batch: BATCH }, PANEL));
    expect(await undo()).toEqual(['written', 'written', 'undone']);
    expect(steps()).toEqual(['Bulk 1', 'Bulk 2', before[2]]);
    expect(await undo()).toEqual(['undone', 'undone', 'undone']);
    expect(steps()).toEqual(before);
  });

  test('asked for twice at once, each write is taken back once', async () => {
    await writeAll();
    server.log.length = 0;
    await Promise.all([undo(), undo()]);
    expect(server.log.filter(({ method }) => method === 'PATCH')).toHaveLength(3);
    expect(await database.writes.filter(({ undoes }) => undoes !== null).count()).toBe(3);
  });

  test('what was not sent yet is given up', async () => {
    const before = steps();
    server.faults.failOnce(503, 50);
    await write(1, 'Later');
    server.faults.reset();
    expect(await undo()).toEqual(['dropped']);
    await crm.sendAll();
    expect(steps()).toEqual(before);
  });

  test('an undo of the undo puts it all there again', async () => {
    await writeAll();
    await undo();
    await crm.handlers.undoBatch({ id: BATCH.replace('b', 'd'), batch: UNDO }, PANEL);
    await vi.waitFor(() => expect(steps()).toEqual(['Bulk 1', 'Bulk 2', 'Bulk 3']), 10_000);
  });

  test('an own tab sees every CRM’s batches, another CRM’s panel and a stranger see none', async () => {
    await writeAll();
    expect((await state(OWN_TAB)).writes).toHaveLength(3);
    expect(await crm.handlers.recentBatches(null, OWN_TAB)).toHaveLength(1);
    const other: Caller = { ...PANEL, tenant: 'hubspot@https://app.hubspot.com' };
    expect(await crm.handlers.batchState({ batch: BATCH }, other)).toBeNull();
    await expect(crm.handlers.undoBatch({ id: UNDO, batch: BATCH }, other)).rejects.toThrow('no such batch');
    await expect(crm.handlers.batchState({ batch: BATCH }, STRANGER)).rejects.toThrow('no CRM tab');
  });
});
