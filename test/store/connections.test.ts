import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  accessToken,
  connectionStates,
  disconnect,
  dropConnectionsOf,
  keepToken,
  keepTokens,
  tokenRefused,
} from '@/lib/store/connections';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import type { OAuthSettings } from '@/lib/store/sign-in/oauth';
import type { Send } from '@/lib/store/sign-in/send';

const TENANT = 'salesforce@https://acme.lightning.force.com';
const SETTINGS: OAuthSettings = {
  authorize: 'https://login.example/authorize',
  token: 'https://login.example/token',
  revoke: 'https://login.example/revoke',
  clientId: 'client',
  scopes: [],
};
const HOUR = 3_600_000;

let database: FairleadDatabase;
let calls: string[];

beforeEach(() => {
  database = openDatabase(`connections-${Math.random()}`);
  calls = [];
});

afterEach(() => database.delete());

/** A server whose refresh tokens are good for one use. */
function rotating(): Send {
  let current = 'R1';
  return async ({ url, body }) => {
    calls.push(url);
    const sent = new URLSearchParams(body).get('refresh_token');
    if (sent !== current) return { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) };
    current = `R${Number(current.slice(1)) + 1}`;
    return {
      status: 200,
      body: JSON.stringify({ access_token: `A${current}`, refresh_token: current, expires_in: 3600 }),
    };
  };
}

const offline: Send = () => Promise.reject(new TypeError('Failed to fetch'));

function signedIn(expiresAt: number | null, refreshToken: string | null = 'R1'): Promise<void> {
  return keepTokens(database, TENANT, SETTINGS, { token: 'A1', refreshToken, expiresAt }, { way: 'oauth' }, 0);
}

describe('a token that is good now', () => {
  test('there is none where nobody signed in', async () => {
    expect(await accessToken(database, TENANT, 0, offline)).toMatchObject({ ok: false, kind: 'none' });
  });

  test('an entered token is used as it is', async () => {
    await keepToken(database, TENANT, 'secret', { way: 'token', user: 'ann' }, 0);
    expect(await accessToken(database, TENANT, 9 * HOUR, offline)).toEqual({
      ok: true,
      token: 'secret',
      account: { way: 'token', user: 'ann' },
    });
  });

  test('one that has time left is used without a call', async () => {
    await signedIn(HOUR);
    expect(await accessToken(database, TENANT, HOUR - 61_000, offline)).toMatchObject({ ok: true, token: 'A1' });
  });

  test('one about to expire is renewed and kept', async () => {
    await signedIn(HOUR);
    const send = rotating();
    expect(await accessToken(database, TENANT, HOUR - 30_000, send)).toMatchObject({ ok: true, token: 'AR2' });
    expect(await accessToken(database, TENANT, HOUR, send)).toMatchObject({ ok: true, token: 'AR2' });
    expect(calls).toHaveLength(1);
  });

  test('several calls at once share one renewal, as a refresh token may be good for one use', async () => {
    await signedIn(0);
    const send = rotating();
    const answers = await Promise.all([1, 2, 3].map(() => accessToken(database, TENANT, HOUR, send)));
    expect(answers.map((answer) => answer.ok && answer.token)).toEqual(['AR2', 'AR2', 'AR2']);
    expect(calls).toHaveLength(1);
  });

  test('offline is not signed out: the next call tries again', async () => {
    await signedIn(0);
    expect(await accessToken(database, TENANT, HOUR, offline)).toMatchObject({ ok: false, kind: 'offline' });
    expect(await accessToken(database, TENANT, HOUR, rotating())).toMatchObject({ ok: true });
  });

  test('a renewal that the server refuses is signed out, in its words, until somebody signs in again', async () => {
    await signedIn(0, 'stale');
    expect(await accessToken(database, TENANT, HOUR, rotating())).toEqual({
      ok: false,
      kind: 'signedOut',
      message: 'invalid_grant',
    });
    expect((await connectionStates(database)).get(TENANT)?.signedOut).toBe('invalid_grant');
    await signedIn(2 * HOUR);
    expect(await accessToken(database, TENANT, HOUR, offline)).toMatchObject({ ok: true });
  });

  test('without a refresh token an expired sign-in is signed out', async () => {
    await signedIn(0, null);
    expect(await accessToken(database, TENANT, HOUR, offline)).toMatchObject({ ok: false, kind: 'signedOut' });
  });

  test('one that the CRM refused early is renewed; an entered one is signed out', async () => {
    await signedIn(null);
    await tokenRefused(database, TENANT, 'A1');
    expect(await accessToken(database, TENANT, HOUR, rotating())).toMatchObject({ ok: true, token: 'AR2' });
    await tokenRefused(database, TENANT, 'A1'); // a late word about the token before
    expect(await accessToken(database, TENANT, HOUR, offline)).toMatchObject({ ok: true, token: 'AR2' });
    await keepToken(database, TENANT, 'secret', { way: 'token' }, 0);
    await tokenRefused(database, TENANT, 'secret');
    expect(await accessToken(database, TENANT, HOUR, offline)).toMatchObject({ ok: false, kind: 'signedOut' });
  });

  test('a sign-in that was ended during its renewal does not come back', async () => {
    await signedIn(0);
    const send = rotating();
    const slow: Send = async (request) => {
      await database.connections.delete(TENANT);
      return send(request);
    };
    expect(await accessToken(database, TENANT, HOUR, slow)).toMatchObject({ ok: false, kind: 'none' });
    expect(await database.connections.count()).toBe(0);
  });
});

describe('ending a sign-in', () => {
  test('forgets it and revokes the refresh token', async () => {
    await signedIn(HOUR);
    const sent: string[] = [];
    await disconnect(database, TENANT, async ({ url, body }) => {
      sent.push(`${url} ${new URLSearchParams(body).get('token')}`);
      return { status: 200, body: '' };
    });
    expect(sent).toEqual(['https://login.example/revoke R1']);
    expect(await database.connections.count()).toBe(0);
  });

  test('forgets it even where the server cannot be reached', async () => {
    await signedIn(HOUR);
    await disconnect(database, TENANT, offline);
    expect(await database.connections.count()).toBe(0);
  });

  test('a new document of an adapter gets none of the tokens given to the one before', async () => {
    await signedIn(HOUR);
    await keepToken(database, 'salesforce-two@https://b.example', 'kept', { way: 'token' }, 0);
    await dropConnectionsOf(database, 'salesforce');
    expect(await database.connections.toCollection().primaryKeys()).toEqual(['salesforce-two@https://b.example']);
  });
});

test('what people see of sign-ins holds no secret', async () => {
  await signedIn(HOUR);
  await keepToken(database, 'hubspot@https://app.hubspot.com', 'pat-secret', { way: 'token', key: 'k-secret' }, 0);
  const shown = JSON.stringify([...(await connectionStates(database))]);
  for (const secret of ['A1', 'R1', 'pat-secret', 'k-secret']) expect(shown).not.toContain(secret);
});
