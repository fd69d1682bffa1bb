import { browser } from 'wxt/browser';
import { onRulesChange, readRules } from '@/lib/cache/policy-cache';
import type { ApiWay } from '@/lib/crm/adapter-api-schema';
import type { ApiProblem, ApiResponse, Send } from '@/lib/crm/api/types';
import { networkSend } from '@/lib/crm/transport/network-send';

type CookieAuth = Extract<ApiWay['auth'], { kind: 'browserCookie' }>;

/** A call by a session cookie: where it goes, whose page it is for, and how the cookie is found. */
export type CookieCalls = { auth: CookieAuth; api: string; page: string; tab: SessionTab | null };

type SessionTab = { id?: number | undefined; cookieStoreId?: string | undefined };

const NOT_ALLOWED_YET: ApiProblem = {
  kind: 'forbidden',
  message:
    'Your organisation lets Fairlead use your session in this CRM; the browser still has to be told so, in Fairlead’s options.',
};
const SIGNED_OUT: ApiProblem = { kind: 'signedOut', message: 'You are not signed in to this CRM in this browser.' };
const OTHER_ACCOUNT: ApiProblem = {
  kind: 'signedOut',
  message: 'The CRM’s API is signed in to another account than this page.',
};

/** Why the CRM cannot be called by its session cookie now; null when it can. */
export async function cookieProblem(calls: CookieCalls): Promise<ApiProblem | null> {
  const origins = [`${new URL(calls.api).origin}/*`];
  if (!isBelow(calls.auth.domains, calls.api))
    return { kind: 'odd', message: 'No address for its cookie follows from this page.' };
  if (!(await browser.permissions.contains({ permissions: ['cookies'], origins }))) return NOT_ALLOWED_YET;
  const found = await cookieOf(calls);
  return typeof found === 'string' ? null : found;
}

/**
 * Sends with the cookie that the API's own host has in this browser, as a header. It is read for each call and kept nowhere; it
 * goes to the host that set it and to no other. A policy that no longer says so ends it with the next call.
 */
export function cookieSend(calls: CookieCalls): Send {
  return async (request, signal) => {
    const { sessionCookie } = await readRules();
    const cookie =
      sessionCookie && new URL(request.url).origin === new URL(calls.api).origin ? await cookieOf(calls) : null;
    if (typeof cookie !== 'string') return REFUSED;
    const header = calls.auth.value.replace('{value}', () => cookie);
    return networkSend({ ...request, headers: { ...request.headers, [calls.auth.header]: header } }, signal);
  };
}

/** What a CRM answers to a session that is over. */
const REFUSED: ApiResponse = { status: 401, headers: {}, body: '' };

async function cookieOf({ auth, api, page, tab }: CookieCalls): Promise<string | ApiProblem> {
  const storeId = await storeOf(tab);
  const read = async (url: string): Promise<string | null> => {
    const found = await browser.cookies.get({ url, name: auth.cookie, ...(storeId === undefined ? {} : { storeId }) });
    return found?.value ?? null;
  };
  const cookie = await read(api);
  if (cookie === null || !/^[!-~]+$/.test(cookie)) return SIGNED_OUT;
  const own = auth.accountUntil === undefined ? null : await read(page);
  if (own !== null && accountOf(own, auth) !== accountOf(cookie, auth)) return OTHER_ACCOUNT;
  return cookie;
}

function accountOf(cookie: string, { accountUntil = '' }: CookieAuth): string {
  return cookie.split(accountUntil)[0] ?? '';
}

/** The cookies of the tab's own window or container: private windows and containers have others. */
async function storeOf(tab: SessionTab | null): Promise<string | undefined> {
  if (!tab || tab.cookieStoreId !== undefined) return tab?.cookieStoreId;
  const stores = await browser.cookies.getAllCookieStores();
  return stores.find(({ tabIds }) => tab.id !== undefined && tabIds.includes(tab.id))?.id;
}

function isBelow(domains: readonly string[], address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** Gives the leave to read cookies back once the policy no longer wants it. */
export function guardCookies(): void {
  const run = async (): Promise<void> => {
    if (!(await readRules()).sessionCookie) await browser.permissions.remove({ permissions: ['cookies'] });
  };
  onRulesChange(() => void run().catch(() => undefined), new AbortController().signal);
}
