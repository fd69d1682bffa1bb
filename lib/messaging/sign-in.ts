import { browser } from 'wxt/browser';
import { adapterInUse } from '@/lib/cache/adapters';
import { signInAddresses, signInWays } from '@/lib/crm/sign-in-ways';
import { splitTenant } from '@/lib/domain/tenant';
import { keepTokens } from '@/lib/store/connections';
import type { FairleadDatabase } from '@/lib/store/database';
import { authorizeAddress, exchangeCode, readRedirect, type OAuthSettings } from '@/lib/store/sign-in/oauth';
import { base64Url, pkce } from '@/lib/store/sign-in/pkce';
import type { SignInAnswer } from './admin-calls';
import { fetchSend } from './fetch-send';

/** The firm's own app in the CRM. */
type Client = { clientId: string; clientSecret?: string };

/** Signs in to a CRM in the browser's own sign-in window, by authorization code and PKCE. */
export async function signIn(
  database: FairleadDatabase,
  { tenant, way, ...client }: { tenant: string; way: string } & Client,
  now: () => number,
): Promise<SignInAnswer> {
  const settings = await settingsFor(tenant, way, client);
  if (!settings) return { ok: false, message: 'This CRM has no such way to sign in.' };
  const redirect = browser.identity.getRedirectURL();
  const state = base64Url(crypto.getRandomValues(new Uint8Array(16)));
  const { verifier, challenge } = pkce(crypto.getRandomValues(new Uint8Array(48)));
  const url = authorizeAddress(settings, { redirect, state, challenge });
  const back = await browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => undefined);
  if (back === undefined) return { ok: false, message: 'The sign-in window was closed, or could not be opened.' };
  const found = readRedirect(back, { redirect, state });
  if (!found.ok) return found;
  const answer = await exchangeCode(settings, { code: found.code, verifier, redirect }, fetchSend, now());
  if (!answer.ok) return { ok: false, message: answer.message };
  await keepTokens(database, tenant, settings, answer.tokens, { way }, now());
  return { ok: true };
}

async function settingsFor(
  tenant: string,
  wayId: string,
  { clientId, clientSecret }: Client,
): Promise<OAuthSettings | null> {
  const { adapter: id, origin } = splitTenant(tenant);
  const adapter = await adapterInUse(id);
  const way = adapter && signInWays(adapter).find((one) => one.id === wayId);
  const addresses = adapter && signInAddresses(adapter, wayId, origin);
  if (!way?.oauth || !addresses) return null;
  const { scopes, parameters, secret } = way.oauth;
  if ((secret === undefined) !== (clientSecret === undefined)) return null; // nobody is sent a secret that asks for none
  return {
    ...addresses,
    clientId,
    scopes,
    ...(secret === undefined || clientSecret === undefined ? {} : { secret: { in: secret, value: clientSecret } }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}
