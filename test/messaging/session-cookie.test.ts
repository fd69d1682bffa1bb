import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cookieProblem, cookieSend, type CookieCalls } from '@/lib/messaging/session-cookie';
import { cookieWay } from '@/lib/crm/sign-in-ways';
import { adapterById } from '@/lib/crm/registry';
import { chooseWay } from '@/lib/crm/api/way';

const API = 'https://acme.my.salesforce.com';
const PAGE = 'https://acme.lightning.force.com';

type Cookie = { value: string };
const held = vi.hoisted(() => ({
  cookies: {} as Record<string, Cookie | undefined>,
  asked: [] as string[],
  allowed: true,
  sessionCookie: true,
}));

/** A browser that has cookies, a permission and a policy; no network. */
vi.mock('wxt/browser', () => ({
  browser: {
    cookies: {
      get: async ({ url, storeId = '0' }: { url: string; storeId?: string }) => {
        held.asked.push(`${url} ${storeId}`);
        return held.cookies[`${url} ${storeId}`] ?? null;
      },
      getAllCookieStores: async () => [
        { id: '0', tabIds: [1] },
        { id: '1', tabIds: [2] },
      ],
    },
    permissions: { contains: async () => held.allowed },
    storage: { local: { get: async () => ({ policyRules: { sessionCookie: held.sessionCookie } }) } },
  },
}));

const sent: Request[] = [];
vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
  sent.push(new Request(url, init));
  return new Response('{}');
});

const salesforce = adapterById('salesforce');
const way = salesforce?.api?.ways.find(({ id }) => id === 'session');
const auth = way?.auth.kind === 'browserCookie' ? way.auth : undefined;
if (!auth || !salesforce?.api) throw new Error('Salesforce has no session-cookie way');
const calls: CookieCalls = { auth, api: API, page: PAGE, tab: null };

beforeEach(() => {
  Object.assign(held, {
    cookies: { [`${API} 0`]: { value: 'org!secret' } },
    asked: [],
    allowed: true,
    sessionCookie: true,
  });
  sent.length = 0;
});

describe('the session-cookie way', () => {
  test('is one that a policy has to ask for, at the host that follows from the page', () => {
    const block = salesforce.api;
    if (!block) throw new Error('there is no API');
    expect(chooseWay(block, { origin: PAGE })).toBeNull();
    expect(chooseWay(block, { origin: PAGE }, { byPolicy: true })?.id).toBe('session');
    expect(chooseWay(block, { origin: PAGE, token: 'x' }, { byPolicy: true })?.id).toBe('oauth');
    expect(cookieWay(salesforce, PAGE)?.apiOrigin).toBe(API);
    expect(cookieWay(salesforce, 'https://acme.lightning.force.com.mcas.ms')).toBeNull();
    const zoho = adapterById('zoho')?.api;
    // What another vendor does not document stays off.
    expect(zoho && chooseWay(zoho, { origin: 'https://crm.zoho.com' }, { byPolicy: true })).toBeNull();
  });

  test('sends the cookie of the API’s host there, as its header, and with nothing else of the session', async () => {
    await cookieSend(calls)({ method: 'GET', url: `${API}/services/data`, headers: { accept: 'a/b' } });
    expect(sent.map(({ url, headers, credentials }) => [url, headers.get('authorization'), credentials])).toEqual([
      [`${API}/services/data`, 'Bearer org!secret', 'omit'],
    ]);
    expect(held.asked).toEqual([`${API} 0`, `${PAGE} 0`]);
  });

  test.each<[string, () => void, string, string]>([
    ['another host', () => undefined, 'https://evil.example/', 'no call'],
    ['a policy that ended', () => (held.sessionCookie = false), `${API}/x`, 'no call'],
    ['no cookie', () => (held.cookies = {}), `${API}/x`, 'no call'],
    ['a cookie with a line break', () => (held.cookies = { [`${API} 0`]: { value: 'a\r\nb' } }), `${API}/x`, 'no call'],
    ['another account', () => (held.cookies[`${PAGE} 0`] = { value: 'other!x' }), `${API}/x`, 'no call'],
    ['the same account', () => (held.cookies[`${PAGE} 0`] = { value: 'org!x' }), `${API}/x`, 'a call'],
  ])('with %s makes %4$s', async (_what, change, url, made) => {
    change();
    const answer = await cookieSend(calls)({ method: 'GET', url, headers: {} });
    expect(sent.length > 0 ? 'a call' : 'no call').toBe(made);
    expect(answer.status).toBe(made === 'a call' ? 200 : 401);
  });

  test('takes the cookies of the tab’s own window or container', async () => {
    held.cookies = { [`${API} 1`]: { value: 'org!private' }, [`${API} box`]: { value: 'org!box' } };
    for (const tab of [{ id: 2 }, { id: 1, cookieStoreId: 'box' }])
      await cookieSend({ ...calls, tab })({ method: 'GET', url: `${API}/x`, headers: {} });
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer org!private', 'Bearer org!box']);
  });

  test.each<[string, Partial<CookieCalls>, () => void, string | null]>([
    ['all is there', {}, () => undefined, null],
    ['the browser was not asked yet', {}, () => (held.allowed = false), 'forbidden'],
    ['nobody is signed in', {}, () => (held.cookies = {}), 'signedOut'],
    [
      'the host is below no domain of the document',
      { api: 'https://salesforce.com.evil.example' },
      () => undefined,
      'odd',
    ],
    ['the host is not asked over TLS', { api: 'http://acme.my.salesforce.com' }, () => undefined, 'odd'],
  ])('where %s', async (_what, more, change, kind) => {
    change();
    expect((await cookieProblem({ ...calls, ...more }))?.kind ?? null).toBe(kind);
  });
});
