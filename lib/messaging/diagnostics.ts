import { browser } from 'wxt/browser';
import { readInstalled } from '@/lib/cache/adapters';
import { readPackStatus, type PackStatus } from '@/lib/cache/pack-cache';
import { readPaused } from '@/lib/cache/paused';
import { readableShare } from '@/lib/domain/adapter-health';
import { splitTenant } from '@/lib/domain/tenant';
import type { FairleadDatabase } from '@/lib/store/database';
import { allHealth } from '@/lib/store/health';
import { adminOnly } from './admin-only';
import { readErrors, type LoggedError } from './error-log';
import type { PopupCalls } from './popup-calls';
import type { Handlers } from './service';

/** What a user may send to whoever helps: chosen part by part, so that what is added to the stores later is not in it. */
export type Diagnostics = {
  /** ISO, UTC */
  made: string;
  extension: string;
  browser: string;
  language: string;
  pack: Pick<PackStatus, 'id' | 'version' | 'hash' | 'channel' | 'installedAt' | 'rules' | 'expires'> | null;
  /** Tenants by number: their addresses tell whose CRM it is. */
  tenants: readonly TenantHealth[];
  adapters: readonly { id: string; source: string }[];
  permissions: { names: readonly string[]; hosts: number };
  /** The names of what the managed policy sets, never its values. */
  policy: readonly string[];
  pausedSites: number;
  /** How many rows each table has. */
  stored: Readonly<Record<string, number>>;
  errors: readonly LoggedError[];
};

type TenantHealth = {
  tenant: number;
  adapter: string;
  signIn: { kind: string; way: string; signedOut: boolean } | null;
  fields: readonly { field: string; readable: number; of: number }[];
};

export function diagnosticsHandlers(
  database: () => FairleadDatabase,
  now: () => number,
): Pick<Handlers, keyof PopupCalls> {
  return {
    diagnostics: (_input, caller) => {
      adminOnly(caller);
      return diagnose(database(), now());
    },
  };
}

async function diagnose(database: FairleadDatabase, now: number): Promise<Diagnostics> {
  const [pack, installed, permissions, policy, paused, errors, tenants, stored] = await Promise.all([
    readPackStatus(),
    readInstalled(),
    browser.permissions.getAll(),
    policyNames(),
    readPaused(),
    readErrors(),
    tenantsOf(database),
    countRows(database),
  ]);
  return {
    made: new Date(now).toISOString(),
    extension: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    language: navigator.language,
    pack: pack && packOf(pack),
    tenants,
    adapters: installed.adapters.map(({ adapter, source }) => ({ id: adapter.route.adapter, source })),
    permissions: { names: permissions.permissions ?? [], hosts: permissions.origins?.length ?? 0 },
    policy,
    pausedSites: paused.length,
    stored,
    errors,
  };
}

function packOf({ id, version, hash, channel, installedAt, rules, expires }: PackStatus): Diagnostics['pack'] {
  return { id, version, hash, channel, installedAt, rules, ...(expires === undefined ? {} : { expires }) };
}

async function policyNames(): Promise<string[]> {
  const policy = await browser.storage.managed.get(null).catch(() => ({})); // Firefox rejects where there is none
  return Object.keys(policy).toSorted();
}

async function tenantsOf(database: FairleadDatabase): Promise<TenantHealth[]> {
  const [health, connections] = await Promise.all([allHealth(database), database.connections.toArray()]);
  const names = [...new Set([...health, ...connections].map(({ tenant }) => tenant))].toSorted();
  return names.map((tenant, at) => {
    const connection = connections.find((row) => row.tenant === tenant);
    const { kind, account, signedOut } = connection ?? {};
    return {
      tenant: at + 1,
      adapter: splitTenant(tenant).adapter,
      signIn: kind && account ? { kind, way: account.way, signedOut: signedOut !== null } : null,
      fields: health
        .filter((row) => row.tenant === tenant)
        .map((row) => {
          const { readable, of } = readableShare(row);
          return { field: row.field, readable, of };
        }),
    };
  });
}

async function countRows(database: FairleadDatabase): Promise<Record<string, number>> {
  const counts = await Promise.all(database.tables.map(async (table) => [table.name, await table.count()] as const));
  return Object.fromEntries(counts);
}
