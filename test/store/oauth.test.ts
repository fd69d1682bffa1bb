import { describe, expect, test } from 'vitest';
import {
  authorizeAddress,
  exchangeCode,
  readRedirect,
  refreshTokens,
  revokeToken,
  type OAuthSettings,
} from '@/lib/store/sign-in/oauth';
import { base64Url, pkce } from '@/lib/store/sign-in/pkce';
import type { Send } from '@/lib/store/sign-in/send';

const REDIRECT = 'https://abcdefgh.chromiumapp.org/';
const SETTINGS: OAuthSettings = {
  authorize: 'https://login.example/services/oauth2/authorize?prompt=login',
  token: 'https://login.example/services/oauth2/token',
  revoke: 'https://login.example/services/oauth2/revoke',
  clientId: 'client 1',
  scopes: ['api', 'refresh_token'],
};

function answering(status: number, body: unknown): { send: Send; sent: Parameters<Send>[0][] } {
  const sent: Parameters<Send>[0][] = [];
  const send: Send = async (request) => {
    sent.push(request);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  return { send, sent };
}

const unreachable: Send = () => Promise.reject(new TypeError('Failed to fetch'));

describe('the one-time secret', () => {
  test('is the example of RFC 7636, appendix B', () => {
    const random = Uint8Array.from([
      116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240,
      91, 88, 5, 88, 83, 132, 141, 121,
    ]);
    expect(pkce(random)).toEqual({
      verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    });
  });

  test('is not made of too little chance', () => {
    expect(() => pkce(new Uint8Array(16))).toThrow('32 random bytes');
  });

  test('is written without padding or signs that addresses change', () => {
    expect(base64Url(Uint8Array.from([251, 255, 254]))).toBe('-__-');
    expect(base64Url(Uint8Array.from([1]))).toBe('AQ');
  });
});

describe('the address to sign in at', () => {
  test('carries client, scopes, state and challenge, and keeps what the adapter’s address has', () => {
    const url = new URL(authorizeAddress(SETTINGS, { redirect: REDIRECT, state: 's', challenge: 'c' }));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      prompt: 'login',
      response_type: 'code',
      client_id: 'client 1',
      redirect_uri: REDIRECT,
      state: 's',
      code_challenge: 'c',
      code_challenge_method: 'S256',
      scope: 'api refresh_token',
    });
  });

  test('lets no parameter of the adapter stand for one of the protocol', () => {
    const settings = {
      ...SETTINGS,
      scopes: [],
      parameters: { code_challenge_method: 'plain', access_type: 'offline' },
    };
    const { searchParams } = new URL(authorizeAddress(settings, { redirect: REDIRECT, state: 's', challenge: 'c' }));
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('access_type')).toBe('offline');
    expect(searchParams.has('scope')).toBe(false);
  });
});

describe('the address that a sign-in comes back to', () => {
  const ours = { redirect: REDIRECT, state: 's' };
  test.each([
    ['a code with our state', `${REDIRECT}?code=abc&state=s`, { ok: true, code: 'abc' }],
    ['another state', `${REDIRECT}?code=abc&state=x`, { ok: false, message: 'The sign-in was not ours.' }],
    ['no state', `${REDIRECT}?code=abc`, { ok: false, message: 'The sign-in was not ours.' }],
    [
      'another host',
      'https://evil.example/?code=abc&state=s',
      { ok: false, message: 'The sign-in came back to another address.' },
    ],
    ['no address at all', 'x', { ok: false, message: 'The sign-in came back to another address.' }],
    [
      'a refusal in the server’s words',
      `${REDIRECT}?error=access_denied&error_description=end-user%20denied&state=s`,
      { ok: false, message: 'end-user denied' },
    ],
    ['a refusal by its code alone', `${REDIRECT}?error=access_denied&state=s`, { ok: false, message: 'access_denied' }],
    ['neither', `${REDIRECT}?state=s`, { ok: false, message: 'The sign-in brought no code.' }],
  ])('%s', (_name, address, expected) => {
    expect(readRedirect(address, ours)).toEqual(expected);
  });
});

describe('asking for tokens', () => {
  const grant = { code: 'abc', verifier: 'v', redirect: REDIRECT };

  test('sends the code with its verifier as a form, and reads the tokens with their end', async () => {
    const { send, sent } = answering(200, { access_token: 'A', refresh_token: 'R', expires_in: 7200, id: 'https://x' });
    expect(await exchangeCode(SETTINGS, grant, send, 1_000)).toEqual({
      ok: true,
      tokens: { token: 'A', refreshToken: 'R', expiresAt: 7_201_000 },
    });
    expect(sent[0]?.url).toBe(SETTINGS.token);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'abc',
      redirect_uri: REDIRECT,
      code_verifier: 'v',
      client_id: 'client 1',
    });
  });

  test.each([
    ['in the form', 'body', undefined, { client_id: 'client 1', client_secret: 'shh' }],
    ['as HTTP’s own sign-in, and not twice', 'basic', `Basic ${btoa('client 1:shh')}`, {}],
  ] as const)('the secret of the firm’s app goes %s, where the CRM wants one', async (_how, where, header, client) => {
    const settings = { ...SETTINGS, secret: { in: where, value: 'shh' } };
    const { send, sent } = answering(200, { access_token: 'A' });
    await refreshTokens(settings, 'R', send, 0);
    await revokeToken(settings, 'R', send);
    const forms = sent.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(forms).toEqual([
      { grant_type: 'refresh_token', refresh_token: 'R', ...client },
      { token: 'R', ...client },
    ]);
    expect(sent.map(({ headers }) => headers['authorization'])).toEqual([header, header]);
    expect(authorizeAddress(settings, { redirect: REDIRECT, state: 's', challenge: 'c' })).not.toContain('shh');
  });

  test('a server that tells no end leaves it open', async () => {
    const { send } = answering(200, { access_token: 'A' });
    expect(await exchangeCode(SETTINGS, grant, send, 0)).toEqual({
      ok: true,
      tokens: { token: 'A', refreshToken: null, expiresAt: null },
    });
  });

  test('a renewal keeps the refresh token where the server gives no new one', async () => {
    const { send, sent } = answering(200, { access_token: 'B', expires_in: '60' });
    expect(await refreshTokens(SETTINGS, 'R', send, 0)).toEqual({
      ok: true,
      tokens: { token: 'B', refreshToken: 'R', expiresAt: 60_000 },
    });
    expect(new URLSearchParams(sent[0]?.body).get('refresh_token')).toBe('R');
  });

  test.each([
    ['a refusal', 400, { error: 'invalid_grant', error_description: 'expired code' }, 'signedOut', 'expired code'],
    ['a server at fault', 503, { error: 'busy' }, 'server', 'busy'],
    ['too many calls', 429, { error: 'slow_down' }, 'server', 'slow_down'],
    ['a captive portal', 200, '<html>Welcome</html>', 'server', 'The sign-in server answered 200.'],
    ['an answer without a token', 200, { token_type: 'Bearer' }, 'server', 'The sign-in server answered 200.'],
  ])('%s', async (_name, status, body, kind, message) => {
    expect(await refreshTokens(SETTINGS, 'R', answering(status, body).send, 0)).toEqual({ ok: false, kind, message });
  });

  test('no network is no refusal', async () => {
    expect(await refreshTokens(SETTINGS, 'R', unreachable, 0)).toMatchObject({ ok: false, kind: 'offline' });
  });

  test('revoking tells the server, and does not mind whether it listens', async () => {
    const { send, sent } = answering(200, '');
    await revokeToken(SETTINGS, 'R', send);
    expect(sent[0]?.url).toBe(SETTINGS.revoke);
    await expect(revokeToken(SETTINGS, 'R', unreachable)).resolves.toBeUndefined();
  });
});
