import type { FairleadDatabase } from './database';
import { refreshTokens, revokeToken, type OAuthSettings, type Tokens } from './sign-in/oauth';
import type { Send } from './sign-in/send';

/** What a CRM wants beside the token: see the adapter's way. */
type Account = { way: string; user?: string; key?: string; database?: string; apiOrigin?: string };

/**
 * A sign-in to one tenant. It lives in the background's database alone: never in `storage.local`, a log, a message or
 * what is exported.
 */
export type ConnectionRow = { tenant: string; connectedAt: number; signedOut: string | null; account: Account } & (
  | { kind: 'token'; token: string }
  | ({ kind: 'oauth'; settings: OAuthSettings } & Tokens)
);

/** A sign-in as people may see it: without its secrets. */
export type ConnectionState = {
  kind: ConnectionRow['kind'];
  way: string;
  user: string | null;
  connectedAt: number;
  expiresAt: number | null;
  /** The server's words when only a new sign-in helps; null while all is well. */
  signedOut: string | null;
};

export type AccessToken =
  | { ok: true; token: string; account: Account }
  | { ok: false; kind: 'none' | 'signedOut' | 'offline' | 'server'; message: string };

/** A token about to expire is renewed before it is used: clocks differ, and a call takes time. */
const LEEWAY_MS = 60_000;

/** Refresh tokens may be good for one use: two calls at once share one renewal. */
const renewing = new Map<string, Promise<AccessToken>>();

/** A token that is good now, renewed where it is not. */
export async function accessToken(
  database: FairleadDatabase,
  tenant: string,
  now: number,
  send: Send,
): Promise<AccessToken> {
  const row = await database.connections.get(tenant);
  if (!row) return { ok: false, kind: 'none', message: 'No sign-in to this CRM is set up.' };
  if (row.signedOut !== null) return { ok: false, kind: 'signedOut', message: row.signedOut };
  if (row.kind === 'token' || row.expiresAt === null || row.expiresAt - LEEWAY_MS > now) {
    return { ok: true, token: row.token, account: row.account };
  }
  const key = `${database.name} ${tenant}`;
  const running = renewing.get(key) ?? renew(database, row, now, send).finally(() => renewing.delete(key));
  renewing.set(key, running);
  return running;
}

/** The CRM refused this token although it had not expired: the next `accessToken` renews it, or says that it cannot. */
export async function tokenRefused(database: FairleadDatabase, tenant: string, token: string): Promise<void> {
  await database.connections
    .where('tenant')
    .equals(tenant)
    .modify((row) => {
      if (row.token !== token) return; // another call has renewed it meanwhile
      if (row.kind === 'oauth' && row.refreshToken !== null) row.expiresAt = 0;
      else row.signedOut = 'The CRM no longer accepts this sign-in.';
    });
}

/** Keeps a token that an admin entered. */
export async function keepToken(
  database: FairleadDatabase,
  tenant: string,
  token: string,
  account: Account,
  now: number,
): Promise<void> {
  await database.connections.put({ kind: 'token', tenant, token, account, connectedAt: now, signedOut: null });
}

/** Keeps what a sign-in brought. */
export async function keepTokens(
  database: FairleadDatabase,
  tenant: string,
  settings: OAuthSettings,
  tokens: Tokens,
  account: Account,
  now: number,
): Promise<void> {
  const row = { kind: 'oauth', tenant, settings, account, connectedAt: now, signedOut: null, ...tokens } as const;
  await database.connections.put(row);
}

/** Forgets a sign-in and tells its server so. */
export async function disconnect(database: FairleadDatabase, tenant: string, send: Send): Promise<void> {
  const row = await database.connections.get(tenant);
  await database.connections.delete(tenant);
  if (row?.kind === 'oauth') await revokeToken(row.settings, row.refreshToken ?? row.token, send);
}

/** Drops all sign-ins to tenants of an adapter: another document would say where their tokens are sent. */
export async function dropConnectionsOf(database: FairleadDatabase, adapter: string): Promise<void> {
  await database.connections.where('tenant').startsWith(`${adapter}@`).delete();
}

/** All sign-ins by tenant, without their secrets. */
export async function connectionStates(database: FairleadDatabase): Promise<Map<string, ConnectionState>> {
  const rows = await database.connections.toArray();
  return new Map(rows.map((row) => [row.tenant, stateOf(row)]));
}

function stateOf(row: ConnectionRow): ConnectionState {
  return {
    kind: row.kind,
    way: row.account.way,
    user: row.account.user ?? null,
    connectedAt: row.connectedAt,
    expiresAt: row.kind === 'oauth' ? row.expiresAt : null,
    signedOut: row.signedOut,
  };
}

async function renew(
  database: FairleadDatabase,
  row: Extract<ConnectionRow, { kind: 'oauth' }>,
  now: number,
  send: Send,
): Promise<AccessToken> {
  const { tenant, account, settings, refreshToken } = row;
  if (refreshToken === null) return signedOut(database, tenant, 'The sign-in has expired.');
  const answer = await refreshTokens(settings, refreshToken, send, now);
  if (answer.ok) {
    // Disconnected meanwhile: what was renewed is not put back.
    const kept = await database.connections.update(tenant, answer.tokens);
    if (kept === 0) return { ok: false, kind: 'none', message: 'No sign-in to this CRM is set up.' };
    return { ok: true, token: answer.tokens.token, account };
  }
  if (answer.kind === 'signedOut') return signedOut(database, tenant, answer.message);
  return answer;
}

async function signedOut(database: FairleadDatabase, tenant: string, message: string): Promise<AccessToken> {
  await database.connections.update(tenant, { signedOut: message });
  return { ok: false, kind: 'signedOut', message };
}
