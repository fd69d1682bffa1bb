import { browser } from 'wxt/browser';
import { adapterInUse } from '@/lib/cache/adapters';
import { forgetAllCaches, forgetTenantCaches } from '@/lib/cache/forget';
import { renew } from '@/lib/channels/active-pack';
import { followPolicy } from '@/lib/channels/start';
import { browserWorld } from '@/lib/channels/world';
import { originPattern, patternCovers } from '@/lib/crm/patterns';
import { signInWays } from '@/lib/crm/sign-in-ways';
import { splitTenant } from '@/lib/domain/tenant';
import { connectionStates, disconnect, keepToken } from '@/lib/store/connections';
import type { FairleadDatabase } from '@/lib/store/database';
import { dropAllLooks } from '@/lib/cache/last-look';
import { forgetAllRows, forgetTenantRows, tenantsSeen } from '@/lib/store/forget';
import { adminOnly } from './admin-only';
import type { TenantLine } from './admin-calls';
import { fetchSend } from './fetch-send';
import { refuseCrm, refuseLocked } from './policy-guard';
import type { Handlers } from './service';
import { signIn } from './sign-in';
import { alignSites } from './sites';

type ConnectionCalls = 'tenants' | 'connectToken' | 'signIn' | 'disconnect' | 'forgetTenant' | 'forgetEverything';

/** Signing in to CRMs, and forgetting: for the extension's own tabs only. No answer ever holds a secret. */
export function connectionHandlers(
  database: () => FairleadDatabase,
  now: () => number,
): Pick<Handlers, ConnectionCalls> {
  const maySignIn = async (tenant: string, way: string): Promise<void> => {
    await refuseLocked(database(), 'connections', now());
    await refuseCrm(tenant);
    const adapter = await adapterInUse(splitTenant(tenant).adapter);
    if (!adapter || !signInWays(adapter).some(({ id }) => id === way))
      throw new Error('This CRM has no such way to sign in.');
  };
  return {
    tenants: async (_input, caller) => {
      adminOnly(caller);
      return tenantLines(database());
    },
    connectToken: async ({ tenant, token, ...account }, caller) => {
      adminOnly(caller);
      await maySignIn(tenant, account.way);
      await keepToken(database(), tenant, token, account, now());
      return null;
    },
    signIn: async (input, caller) => {
      adminOnly(caller);
      await maySignIn(input.tenant, input.way);
      return signIn(database(), input, now);
    },
    disconnect: async ({ tenant }, caller) => {
      adminOnly(caller);
      await refuseLocked(database(), 'connections', now());
      await disconnect(database(), tenant, fetchSend);
      return null;
    },
    forgetTenant: async ({ tenant }, caller) => {
      adminOnly(caller);
      // The server is told on the side: a slow one must not keep our own rows.
      void disconnect(database(), tenant, fetchSend);
      await forgetTenantRows(database(), tenant);
      await forgetTenantCaches(tenant);
      await dropAllLooks();
      return null;
    },
    forgetEverything: async (_input, caller) => {
      adminOnly(caller);
      await forgetEverything(database(), now());
      return null;
    },
  };
}

async function tenantLines(database: FairleadDatabase): Promise<TenantLine[]> {
  const [seen, connections] = await Promise.all([tenantsSeen(database), connectionStates(database)]);
  const unseen = [...connections.keys()].filter((tenant) => seen.every((one) => one.tenant !== tenant));
  const rows = [...seen, ...unseen.map((tenant) => ({ tenant, deals: 0, lastSeenAt: null }))];
  return rows.map((row) => ({ ...row, connection: connections.get(row.tenant) ?? null }));
}

async function forgetEverything(database: FairleadDatabase, now: number): Promise<void> {
  const signedIn = [...(await connectionStates(database)).keys()];
  for (const tenant of signedIn) void disconnect(database, tenant, fetchSend);
  await forgetAllRows(database);
  await forgetAllCaches();
  await dropAddedHosts();
  await alignSites();
  await renew(database, now); // the first state again: the bundled pack
  await followPolicy(browserWorld(database)); // and what the organisation sets: that is not the user's to forget
}

/** Gives back every host that was allowed besides the manifest's own. */
async function dropAddedHosts(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const own = (browser.runtime.getManifest().host_permissions ?? []).map(originPattern);
  const added = origins.filter((origin) => !own.some((pattern: string) => patternCovers(pattern, origin)));
  // One by one: a single one that may not be removed would keep all the others.
  await Promise.all(added.map((origin) => browser.permissions.remove({ origins: [origin] }).catch(() => false)));
}
