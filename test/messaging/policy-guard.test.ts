import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepPolicy } from '@/lib/cache/policy-cache';
import { LOCKED, type Lock } from '@/lib/domain/policy-rules';
import { adapterHandlers } from '@/lib/messaging/handle-adapters';
import { connectionHandlers } from '@/lib/messaging/handle-connections';
import { runRetention } from '@/lib/messaging/retention';
import { tenantFor } from '@/lib/messaging/tenant-for';
import { writeHandlers } from '@/lib/messaging/write-handlers';
import { writePorts } from '@/lib/messaging/write-port';
import type { Caller } from '@/lib/messaging/service';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';

/** The browser's storage and nothing else of it. */
vi.mock('wxt/browser', () => {
  const kept = new Map<string, unknown>();
  const local = {
    get: async (key: string) => (kept.has(key) ? { [key]: kept.get(key) } : {}),
    set: async (values: object) => Object.entries(values).forEach(([key, value]) => kept.set(key, value)),
    remove: async () => undefined,
  };
  return { browser: { runtime: {}, storage: { local } } };
});

const TENANT = 'salesforce@https://acme.lightning.force.com';
const ADMIN: Caller = { tenant: null, ownTab: true, tab: null };
const PANEL: Caller = { tenant: TENANT, ownTab: false, tab: { id: 1, adapter: 'salesforce' } };
const EDIT = { field: 'nextStep', from: { state: 'empty', source: 'page' }, to: 'Call' } as const;
const WRITE = { id: 'w', dealId: '1', dealName: 'A', edits: [EDIT] };
const NOW = 1_000 * 86_400_000;

let database: FairleadDatabase;
beforeEach(async () => {
  database = openDatabase(`guard-${Math.random()}`);
});
afterEach(() => database.delete());

const set = (policy: object | null, gone = false): Promise<void> => keepPolicy({ policy, gone, problem: null });

describe('what a policy locks is refused by the background itself', () => {
  const open = (): FairleadDatabase => database;
  const all = {
    ...adapterHandlers(open, () => NOW),
    ...connectionHandlers(open, () => NOW),
    ...writeHandlers(
      open,
      () => NOW,
      async () => ({ ok: true, signIn: null }),
    ).handlers,
  };

  test.each<[Lock, keyof typeof all, unknown, Caller]>([
    ['adapters', 'importAdapter', { text: '{}', name: 'a.json', override: true }, ADMIN],
    ['adapters', 'removeAdapter', { id: 'orchard' }, ADMIN],
    ['adapters', 'confirmAdapter', { id: 'orchard', source: 'pack' }, ADMIN],
    ['adapters', 'addAddress', { adapter: 'odoo', origin: 'https://crm.example', path: '/' }, ADMIN],
    ['adapters', 'removeAddress', { origin: 'https://crm.example', path: '/' }, ADMIN],
    ['connections', 'connectToken', { tenant: TENANT, way: 'oauth', token: 'x' }, ADMIN],
    ['connections', 'signIn', { tenant: TENANT, way: 'oauth', clientId: 'x' }, ADMIN],
    ['connections', 'disconnect', { tenant: TENANT }, ADMIN],
    ['writes', 'write', WRITE, PANEL],
    ['writes', 'undoWrite', { id: 'u', writeId: 'w' }, PANEL],
    ['writes', 'undoBatch', { id: 'u', batch: 'b' }, ADMIN],
  ])('%s: %s, with an entry in the log', async (lock, name, input, caller) => {
    await set({ locked: [lock] });
    const call = all[name] as (given: unknown, from: Caller) => Promise<unknown>;
    await expect(call(input, caller)).rejects.toThrow(LOCKED);
    await expect(call(input, caller)).rejects.toThrow(LOCKED);
    expect((await database.audit.toArray()).map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      `refused: Tried, and refused: the policy locks “${lock}”.`,
    ]);
    expect(await database.connections.count()).toBe(0);
    expect(await database.writes.count()).toBe(0);
  });

  test('a token for a way that the CRM does not have is not kept, nor one for a CRM that is not allowed', async () => {
    const connect = (way: string): Promise<unknown> => all.connectToken({ tenant: TENANT, way, token: 'x' }, ADMIN);
    await set({});
    await expect(connect('session')).rejects.toThrow('no such way');
    await set({ allowedCrms: ['hubspot'] });
    await expect(connect('oauth')).rejects.toThrow('does not allow Fairlead on this CRM');
    expect(await database.connections.count()).toBe(0);
  });
});

describe('a write that was kept before the policy said no', () => {
  const entry = {
    ...WRITE,
    tenant: TENANT,
    madeAt: 1,
    endedAt: null,
    state: 'sending',
    undoes: null,
    result: null,
  } as const;
  const signIns = async () => ({ ok: true, signIn: null }) as const;

  test.each([
    ['writing is locked', { locked: ['writes'] }, LOCKED],
    ['the CRM is not allowed', { allowedCrms: [] }, 'Your organisation’s policy does not allow Fairlead on this CRM.'],
  ])('is not sent where %s, and says why', async (_what, policy, message) => {
    await set(policy);
    expect(await writePorts({ entry, tab: null, signIns })).toEqual({ kind: 'refused', message, fields: {} });
  });
});

test('a panel on a CRM that is not allowed has no tenant', () => {
  expect(() => tenantFor({ ...PANEL, blocked: true })).toThrow('does not allow Fairlead on this CRM');
});

describe('a run of the retention', () => {
  beforeEach(async () => {
    const readAt = NOW - 400 * 86_400_000;
    const row = { tenant: TENANT, id: '1', deal: { id: '1', readAt }, known: {}, hash: '', firstSeenAt: readAt };
    await database.table('deals').put({ ...row, lastSeenAt: readAt });
  });

  test.each([
    ['30 days of a policy', { retentionDays: 30 }, false, 1, 'managed policy'],
    ['500 days of a policy', { retentionDays: 500 }, false, 0, null],
    ['no policy', null, false, 0, null],
    ['a policy that is gone', { retentionDays: 30 }, true, 0, null],
  ])('by %s', async (_name, policy, gone, deleted, source) => {
    await set(policy, gone);
    const { deals } = await runRetention(database, NOW);
    expect(deals).toHaveLength(deleted);
    const lines = await database.audit.toArray();
    expect(lines.map((line) => [line.kind, line.source, line.message])).toEqual(
      source === null ? [] : [['retention', source, 'Deleted what is older than 30 days: 1 deals.']],
    );
  });
});
