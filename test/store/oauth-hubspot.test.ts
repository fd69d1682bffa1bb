import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '@/lib/crm/api/read-record';
import { signInWays } from '@/lib/crm/sign-in-ways';
import { accessToken, keepTokens } from '@/lib/store/connections';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { authorizeAddress, exchangeCode, readRedirect, type OAuthSettings } from '@/lib/store/sign-in/oauth';
import { pkce } from '@/lib/store/sign-in/pkce';
import type { Send } from '@/lib/store/sign-in/send';
import { adapterOf, httpSend } from '../crm/api/wire';
import { startHubspot } from '../crms/contract/hubspot/serve.mjs';

const REDIRECT = 'https://abcdefghijklmnop.chromiumapp.org/';
const TENANT = 'hubspot@https://app.hubspot.com';
const NOW = Date.UTC(2026, 10, 22);
const HALF_AN_HOUR = 1_800_000;
const adapter = adapterOf('hubspot');
const way = signInWays(adapter).find(({ oauth }) => oauth !== null)?.oauth;

const send: Send = async ({ url, ...request }) => {
  const answer = await fetch(url, request);
  return { status: answer.status, body: await answer.text() };
};

let database: FairleadDatabase;
let server: Awaited<ReturnType<typeof startHubspot>>;
beforeEach(async () => {
  database = openDatabase(`oauth-hubspot-${Math.random()}`);
  server = await startHubspot({ deals: 3 });
});
afterEach(async () => {
  await server.close();
  await database.delete();
});

/** As the adapter says it, but for the hosts. */
function settings(secret: string): OAuthSettings {
  const here = (address = ''): string => server.origin + new URL(address).pathname;
  return {
    authorize: here(way?.authorize),
    token: here(way?.token),
    clientId: server.clientId,
    scopes: way?.scopes ?? [],
    ...(way?.secret === undefined ? {} : { secret: { in: way.secret, value: secret } }),
  };
}

async function signIn(secret: string): ReturnType<typeof exchangeCode> {
  const { verifier, challenge } = pkce(Uint8Array.from({ length: 48 }, (_, at) => at * 5));
  const address = authorizeAddress(settings(secret), { redirect: REDIRECT, state: 's', challenge });
  const answer = await fetch(address, { redirect: 'manual' });
  const found = readRedirect(answer.headers.get('location') ?? '', { redirect: REDIRECT, state: 's' });
  if (!found.ok) throw new Error(`${found.message} ${await answer.text()}`);
  return exchangeCode(settings(secret), { code: found.code, verifier, redirect: REDIRECT }, send, server.clock.now());
}

describe('signing in to HubSpot’s contract server with the firm’s own app', () => {
  test('gives a token whose scopes are enough for everything that is read of a deal', async () => {
    const answer = await signIn(server.clientSecret);
    if (!answer.ok) throw new Error(answer.message);
    const connection = { origin: 'https://app.hubspot.com', apiOrigin: server.origin };
    const read = (way: string, token: string): ReturnType<typeof readRecord> =>
      readRecord(adapter, { ...connection, way, token }, server.dealId(1), [], httpSend(), NOW);
    // The private app's token may do everything.
    const byToken = await read('token', server.tokens.access);
    expect(byToken.ok).toBe(true);
    expect(await read('oauth', answer.tokens.token)).toEqual(byToken);
    expect(server.log.filter(({ status }) => status !== undefined && status >= 400)).toEqual([]);
  });

  test('is renewed after half an hour, and ends when the app was taken out', async () => {
    const answer = await signIn(server.clientSecret);
    if (!answer.ok) throw new Error(answer.message);
    const first = server.clock.now();
    await keepTokens(database, TENANT, settings(server.clientSecret), answer.tokens, { way: 'oauth' }, first);
    expect(await accessToken(database, TENANT, first, send)).toMatchObject({ token: answer.tokens.token });
    const second = await accessToken(database, TENANT, first + HALF_AN_HOUR, send);
    expect(second).toMatchObject({ ok: true });
    expect(second).not.toMatchObject({ token: answer.tokens.token });
    server.revokeRefresh();
    expect(await accessToken(database, TENANT, first + 3 * HALF_AN_HOUR, send)).toEqual({
      ok: false,
      kind: 'signedOut',
      message: 'refresh token is invalid, expired or revoked',
    });
  });

  test('is refused without the right secret, in HubSpot’s words', async () => {
    expect(await signIn('guessed')).toEqual({
      ok: false,
      kind: 'signedOut',
      message: 'missing or invalid client secret',
    });
  });
});
