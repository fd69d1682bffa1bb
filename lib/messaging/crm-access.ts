import { browser } from 'wxt/browser';
import { readRules } from '@/lib/cache/policy-cache';
import type { ApiWay } from '@/lib/crm/adapter-api-schema';
import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiProblem, Connection, Send } from '@/lib/crm/api/types';
import { addressValues, baseOf, chooseWay } from '@/lib/crm/api/way';
import { networkSend } from '@/lib/crm/transport/network-send';
import { tabSend } from '@/lib/crm/transport/tab-send';
import { cookieProblem, cookieSend, type CookieCalls } from './session-cookie';

/** A sign-in that someone has set up, with its secrets; it stays in the background. */
export type SignIn = { way: string; token: string; user?: string; key?: string; database?: string; apiOrigin?: string };

/** Gives a tenant's sign-in: null when there is none to use, a problem when there is one that no longer holds. */
export type SignIns = (tenant: string) => Promise<
  | {
      ok: true;
      signIn: SignIn | null;
      /** To be told when the CRM refuses the token. */ onRefused?: () => Promise<void>;
    }
  | { ok: false; problem: ApiProblem }
>;

export type Access =
  | { ok: true; adapter: Adapter; connection: Connection; send: Send }
  | { ok: false; problem: ApiProblem | null };

/** Without a sign-in and without a page the CRM's own calls cannot be made. */
const NO_TAB: ApiProblem = { kind: 'offline', message: 'Open the CRM in a tab: its session is needed to go on.' };

/** Connection objects live as long as the worker, so that what was looked up over them is not asked for again. */
const connections = new Map<string, Connection>();

/**
 * How a tenant's CRM is called now: over a sign-in, else with the session of an open page. A problem of null: this CRM has no
 * API that could be called without someone setting it up, which is no fault.
 */
export async function crmAccess(
  adapter: Adapter,
  tenant: string,
  origin: string,
  tabId: number | null,
  signIns: SignIns,
): Promise<Access> {
  const block = adapter.api;
  if (!block) return { ok: false, problem: null };
  const found = await signIns(tenant);
  if (!found.ok) return found;
  const tab = await crmTab(origin, tabId);
  const address = tab?.url === undefined ? {} : addressValues(block, new URL(tab.url));
  const next: Connection = { origin, ...found.signIn, values: address };
  const way = chooseWay(block, next, { byPolicy: (await readRules()).sessionCookie });
  if (!way) return { ok: false, problem: null };
  if (way.auth.kind === 'browserCookie') return cookieAccess(adapter, tenant, { ...next, way: way.id }, tab);
  const connection = remembered(tenant, next);
  if (way.calls === 'background')
    return { ok: true, adapter, connection, send: noticing(networkSend, found.onRefused) };
  return tab?.id === undefined
    ? { ok: false, problem: NO_TAB }
    : { ok: true, adapter, connection, send: tabSend(tab.id) };
}

/** The way that a managed policy turns on: see `cookieSend`. Without its permission or a session there is only the page. */
async function cookieAccess(
  adapter: Adapter,
  tenant: string,
  connection: Connection,
  tab: CookieCalls['tab'],
): Promise<Access> {
  const way = adapter.api?.ways.find(({ id }) => id === connection.way);
  const api = way && apiOf(way, connection);
  if (way?.auth.kind !== 'browserCookie' || !api) return { ok: false, problem: null };
  const calls = { auth: way.auth, api, page: connection.origin, tab };
  const problem = await cookieProblem(calls);
  if (problem) return { ok: false, problem };
  return { ok: true, adapter, connection: remembered(tenant, connection), send: cookieSend(calls) };
}

function apiOf(way: ApiWay, connection: Connection): string | null {
  try {
    return baseOf(way, connection);
  } catch {
    return null; // no host follows from this page's
  }
}

/** Passes on that a token no longer holds, so that the next call renews it or says so. */
function noticing(send: Send, onRefused?: () => Promise<void>): Send {
  if (!onRefused) return send;
  return async (request, signal) => {
    const answer = await send(request, signal);
    if (answer.status === 401) await onRefused();
    return answer;
  };
}

async function crmTab(
  origin: string,
  tabId: number | null,
): Promise<{ id?: number | undefined; url?: string | undefined; cookieStoreId?: string | undefined } | null> {
  const tabs =
    tabId === null
      ? await browser.tabs.query({ url: `${origin}/*` })
      : [await browser.tabs.get(tabId).catch(() => null)];
  return tabs.find((tab) => tab?.url !== undefined && new URL(tab.url).origin === origin) ?? null;
}

function remembered(tenant: string, next: Connection): Connection {
  const before = connections.get(tenant);
  if (before && JSON.stringify(before) === JSON.stringify(next)) return before;
  connections.set(tenant, next);
  return next;
}
