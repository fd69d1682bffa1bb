import { jsonOf } from '@/lib/domain/json-of';
import { z } from '@/lib/domain/zod';
import type { Send } from './send';

/**
 * Where and as whom to sign in. PKCE takes the place of a client secret, and all of this is public, but for CRMs that give nobody
 * tokens without the secret of the firm's own app: `secret` says where it goes.
 */
export type OAuthSettings = {
  authorize: string;
  token: string;
  revoke?: string;
  clientId: string;
  secret?: { in: 'body' | 'basic'; value: string };
  scopes: readonly string[];
  parameters?: Readonly<Record<string, string>>;
};

/** What a sign-in server gave. `expiresAt` in ms since the epoch; null where it does not say. */
export type Tokens = { token: string; refreshToken: string | null; expiresAt: number | null };

export type TokenAnswer =
  | { ok: true; tokens: Tokens }
  /** `signedOut`: only a new sign-in helps; `offline` and `server`: the same again later. */
  | { ok: false; kind: 'signedOut' | 'offline' | 'server'; message: string };

const granted = z.looseObject({
  access_token: z.string().min(1).max(16_000),
  refresh_token: z.string().min(1).max(16_000).exactOptional(),
  expires_in: z.coerce
    .number()
    .positive()
    .max(10 * 365 * 86_400)
    .exactOptional(),
});

const refused = z.looseObject({ error: z.string().max(200), error_description: z.string().max(2_000).exactOptional() });

/** The address at which a person signs in and agrees. */
export function authorizeAddress(
  settings: OAuthSettings,
  { redirect, state, challenge }: { redirect: string; state: string; challenge: string },
): string {
  const url = new URL(settings.authorize);
  const parameters = {
    ...settings.parameters,
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: redirect,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(settings.scopes.length > 0 ? { scope: settings.scopes.join(' ') } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** The code in the address that the sign-in came back to. Another's state is refused: it would be another's sign-in. */
export function readRedirect(
  address: string,
  { redirect, state }: { redirect: string; state: string },
): { ok: true; code: string } | { ok: false; message: string } {
  const url = URL.parse(address);
  const wanted = new URL(redirect);
  if (!url || url.origin !== wanted.origin || url.pathname !== wanted.pathname) {
    return { ok: false, message: 'The sign-in came back to another address.' };
  }
  if (url.searchParams.get('state') !== state) return { ok: false, message: 'The sign-in was not ours.' };
  const error = url.searchParams.get('error');
  const code = url.searchParams.get('code');
  if (code) return { ok: true, code };
  return { ok: false, message: url.searchParams.get('error_description') ?? error ?? 'The sign-in brought no code.' };
}

/** Exchanges the code for tokens. */
export function exchangeCode(
  settings: OAuthSettings,
  { code, verifier, redirect }: { code: string; verifier: string; redirect: string },
  send: Send,
  now: number,
): Promise<TokenAnswer> {
  const body = { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier };
  return askForTokens(settings, body, send, now, null);
}

/** Fetches a new access token. A server that rotates refresh tokens gives a new one; else the old one stays. */
export function refreshTokens(
  settings: OAuthSettings,
  refreshToken: string,
  send: Send,
  now: number,
): Promise<TokenAnswer> {
  return askForTokens(settings, { grant_type: 'refresh_token', refresh_token: refreshToken }, send, now, refreshToken);
}

/** Tells the server that a token is no longer wanted; whether it listens makes no difference here. */
export async function revokeToken(settings: OAuthSettings, token: string, send: Send): Promise<void> {
  if (settings.revoke === undefined) return;
  await send(form(settings.revoke, { token }, settings)).catch(() => undefined);
}

async function askForTokens(
  settings: OAuthSettings,
  body: Readonly<Record<string, string>>,
  send: Send,
  now: number,
  before: string | null,
): Promise<TokenAnswer> {
  const answer = await send(form(settings.token, body, settings)).catch(() => null);
  if (!answer) return { ok: false, kind: 'offline', message: 'The sign-in server could not be reached.' };
  const json = jsonOf(answer.body);
  const found = granted.safeParse(json);
  if (answer.status >= 200 && answer.status < 300 && found.success) {
    const { access_token, refresh_token, expires_in } = found.data;
    const expiresAt = expires_in === undefined ? null : now + expires_in * 1_000;
    return { ok: true, tokens: { token: access_token, refreshToken: refresh_token ?? before, expiresAt } };
  }
  return refusal(answer.status, json);
}

function refusal(status: number, json: unknown): Extract<TokenAnswer, { ok: false }> {
  const told = refused.safeParse(json);
  const words = told.success ? (told.data.error_description ?? told.data.error) : null;
  // A captive portal or a fault of the server says nothing of the sign-in itself.
  if (!told.success || status >= 500 || status === 429) {
    return { ok: false, kind: 'server', message: words ?? `The sign-in server answered ${status}.` };
  }
  return { ok: false, kind: 'signedOut', message: words ?? 'The sign-in was refused.' };
}

function form(
  url: string,
  body: Readonly<Record<string, string>>,
  { clientId, secret }: OAuthSettings,
): Parameters<Send>[0] {
  const basic = secret?.in === 'basic' ? { authorization: `Basic ${btoa(`${clientId}:${secret.value}`)}` } : {};
  const client = { client_id: clientId, ...(secret?.in === 'body' ? { client_secret: secret.value } : {}) };
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...basic },
    body: new URLSearchParams({ ...body, ...(secret?.in === 'basic' ? {} : client) }).toString(),
  };
}
