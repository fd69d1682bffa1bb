import type { Adapter } from './adapter-schema';
import type { ApiWay } from './adapter-api-schema';
import { baseOf } from './api/way';

/** A way to sign in to a CRM that somebody has to set up. `wants`: what it needs besides the token or client id. */
export type SignInWay = {
  id: string;
  title: string;
  wants: readonly ('user' | 'key')[];
  /** The CRM's API is not at an address that follows from its pages. */
  wantsOrigin: boolean;
  /** Match patterns of the API's own hosts, which the browser must allow. */
  hosts: readonly string[];
  oauth: Extract<ApiWay['auth'], { kind: 'oauth' }> | null;
};

/** The ways that an adapter's API block offers for signing in; empty where the page's own session does, or there is no API. */
export function signInWays(adapter: Adapter): SignInWay[] {
  return (adapter.api?.ways ?? []).flatMap((way): SignInWay[] => {
    const { id, title, base, auth, setup, onlyByPolicy } = way;
    if (!setup || onlyByPolicy || (auth.kind !== 'token' && auth.kind !== 'oauth')) return [];
    const headers = Object.values(auth.headers).join(' ');
    const wants = (['user', 'key'] as const).filter((name) => headers.includes(`{${name}}`));
    return [
      {
        id,
        title,
        wants,
        wantsOrigin: base.kind === 'given',
        hosts: apiHosts(way),
        oauth: auth.kind === 'oauth' ? auth : null,
      },
    ];
  });
}

/** The hosts that a way calls beside the page's own; a fixed address is one too. */
export function apiHosts(way: ApiWay): string[] {
  const named = 'hosts' in way && Array.isArray(way.hosts) ? way.hosts.filter((host) => typeof host === 'string') : [];
  return way.base.kind === 'fixed' ? [...named, `${new URL(way.base.url).origin}/*`] : named;
}

/** Where a CRM's API is asked with this browser's session cookie, if the managed policy says so; null where it cannot be. */
export function cookieWay(adapter: Adapter, origin: string): { title: string; apiOrigin: string } | null {
  const way = adapter.api?.ways.find(({ auth }) => auth.kind === 'browserCookie');
  if (!way) return null;
  try {
    return { title: way.title, apiOrigin: new URL(baseOf(way, { origin })).origin };
  } catch {
    return null; // no host follows from this origin
  }
}

/** Whether the API can be called by the session that the page itself has. */
export function usesPageSession(adapter: Adapter): boolean {
  return (adapter.api?.ways ?? []).some(
    ({ setup, onlyByPolicy, unsupported }) => !setup && !onlyByPolicy && !unsupported,
  );
}

/** The addresses of an OAuth way for a CRM at this origin; null where the way is none, or none follows from the origin. */
export function signInAddresses(
  adapter: Adapter,
  wayId: string,
  origin: string,
): { authorize: string; token: string; revoke?: string } | null {
  const way = adapter.api?.ways.find(({ id }) => id === wayId);
  if (way?.auth.kind !== 'oauth') return null;
  const { authorize, token, revoke } = way.auth;
  try {
    const base = baseOf({ ...way, base: withoutPath(way.base) }, { origin });
    const at = (address: string): string => new URL(address.replaceAll('{origin}', origin), base).href;
    return { authorize: at(authorize), token: at(token), ...(revoke === undefined ? {} : { revoke: at(revoke) }) };
  } catch {
    return null; // no host follows from this origin
  }
}

/** Sign-in addresses are their own, not below the path of the API's calls. */
function withoutPath(base: ApiWay['base']): ApiWay['base'] {
  const { path: _calls, ...rest } = { path: undefined, ...base };
  return rest;
}
