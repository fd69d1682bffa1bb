import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessToken, connectionStates, disconnect, keepTokens, tokenRefused } from '@/lib/store/connections';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { authorizeAddress, exchangeCode, readRedirect, type OAuthSettings } from '@/lib/store/sign-in/oauth';
import { pkce } from '@/lib/store/sign-in/pkce';
import type { Send } from '@/lib/store/sign-in/send';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';

const REDIRECT = 'https://abcdefghijklmnop.chromiumapp.org/';
const TENANT = 'salesforce@https://acme.lightning.force.com';
const RANDOM = Uint8Array.from({ length: 48 }, (_, at) => at * 5);

const send: Send = async ({ url, ...request }) => {
  const answer = await fetch(url, request);
  return { status: answer.status, body: await answer.text() };
};

let database: FairleadDatabase;
let server: Awaited<ReturnType<typeof startSalesforce>>;

beforeEach(() => {
  database = openDatabase(`oauth-${Math.random()}`);
});

afterEach(async () => {
  await server.close();
  await database.delete();
});

async function start(agrees = true): Promise<OAuthSettings> {
  server = await startSalesforce({ deals: 1, agrees: () => agrees });
  const at = (name: string): string => `${server.origin}/services/oauth2/${name}`;
  return {
    authorize: at('authorize'),
    token: at('token'),
    revoke: at('revoke'),
    clientId: server.clientId,
    scopes: ['api', 'refresh_token'],
  };
}

/** What the browser's sign-in window does: opens the address and comes back with where it was led. */
async function signInWindow(settings: OAuthSettings, challenge: string): Promise<string> {
  const address = authorizeAddress(settings, { redirect: REDIRECT, state: 's', challenge });
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

async function signIn(settings: OAuthSettings): Promise<void> {
  const { verifier, challenge } = pkce(RANDOM);
  const found = readRedirect(await signInWindow(settings, challenge), { redirect: REDIRECT, state: 's' });
  if (!found.ok) throw new Error(found.message);
  const answer = await exchangeCode(settings, { code: found.code, verifier, redirect: REDIRECT }, send, 0);
  if (!answer.ok) throw new Error(answer.message);
  await keepTokens(database, TENANT, settings, answer.tokens, { way: 'oauth' }, 0);
}

/** Whether the CRM takes a token. */
async function works(token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${server.origin}/services/data/v66.0/limits`, { headers })).ok;
}

describe('signing in to Salesforce’s contract server', () => {
  test('by code and PKCE gives a token that works; a refused one is renewed; ending it revokes', async () => {
    await signIn(await start());
    const first = await accessToken(database, TENANT, 0, send);
    if (!first.ok) throw new Error(first.message);
    expect(await works(first.token)).toBe(true);

    server.expireTokens(); // the server tells no end: the CRM's refusal is the first word of it
    expect(await works(first.token)).toBe(false);
    await tokenRefused(database, TENANT, first.token);
    const second = await accessToken(database, TENANT, 1_000, send);
    if (!second.ok) throw new Error(second.message);
    expect(second.token).not.toBe(first.token);
    expect(await works(second.token)).toBe(true);

    const kept = await database.connections.get(TENANT);
    await disconnect(database, TENANT, send);
    expect((await connectionStates(database)).size).toBe(0);
    const revoked = kept?.kind === 'oauth' ? kept.refreshToken : null;
    expect(JSON.stringify(server.log)).toContain('/services/oauth2/revoke');
    expect(revoked).toMatch(/^5Aep/);
  });

  test('whose refresh token was withdrawn is signed out, in the server’s words', async () => {
    await signIn(await start());
    const first = await accessToken(database, TENANT, 0, send);
    server.expireTokens();
    server.revokeRefresh();
    await tokenRefused(database, TENANT, first.ok ? first.token : '');
    expect(await accessToken(database, TENANT, 0, send)).toEqual({
      ok: false,
      kind: 'signedOut',
      message: 'expired access/refresh token',
    });
  });

  test('a code is worth nothing without its verifier', async () => {
    const settings = await start();
    const found = readRedirect(await signInWindow(settings, pkce(RANDOM).challenge), {
      redirect: REDIRECT,
      state: 's',
    });
    const { verifier } = pkce(RANDOM.toReversed());
    const code = found.ok ? found.code : '';
    expect(await exchangeCode(settings, { code, verifier, redirect: REDIRECT }, send, 0)).toEqual({
      ok: false,
      kind: 'signedOut',
      message: 'invalid code verifier',
    });
  });

  test('a person who says no is told in the server’s words', async () => {
    const settings = await start(false);
    expect(readRedirect(await signInWindow(settings, 'c'), { redirect: REDIRECT, state: 's' })).toEqual({
      ok: false,
      message: 'end-user denied authorization',
    });
  });
});
