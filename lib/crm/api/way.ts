import type { ApiBlock, ApiWay } from '@/lib/crm/adapter-api-schema';
import { fillText, type Variables } from './template';
import type { Connection } from './types';

type Address = Pick<URL, 'hostname' | 'pathname' | 'search' | 'hash'>;

/** What a policy allows beyond the documented ways. */
export type WayPolicy = { unsupported?: boolean; byPolicy?: boolean };

/**
 * The way to call this CRM over this connection: the one it names, else the first that can be used as things are.
 * Null: nothing can be called without someone setting it up.
 */
export function chooseWay(block: ApiBlock, connection: Connection, policy: WayPolicy = {}): ApiWay | null {
  const allowed = block.ways.filter(
    (way) =>
      (way.except === undefined || !new RegExp(way.except).test(new URL(connection.origin).hostname)) &&
      (!way.onlyByPolicy || policy.byPolicy === true) &&
      // What a policy asks for by name needs no further leave.
      (!way.unsupported || way.onlyByPolicy === true || policy.unsupported === true || way.id === connection.way),
  );
  if (connection.way !== undefined) return allowed.find((way) => way.id === connection.way) ?? null;
  const wantsToken = connection.token !== undefined;
  return allowed.find((way) => way.setup === wantsToken) ?? (wantsToken ? (allowed[0] ?? null) : null);
}

/** The address below which the calls lie, without a slash at its end. Throws where it does not follow. */
export function baseOf(way: ApiWay, connection: Connection): string {
  const { base } = way;
  const variables = connectionVariables(connection);
  const below = 'path' in base && base.path !== undefined ? fillText(base.path, variables, encodeURIComponent) : '';
  const own = connection.apiOrigin?.replace(/\/+$/, '');
  switch (base.kind) {
    case 'page':
      return `${own ?? connection.origin}${below}`;
    case 'fixed':
      return own ?? base.url.replace(/\/+$/, '');
    case 'rewrite':
      return `${own ?? rewritten(base.rules, connection.origin)}${below}`;
    case 'given':
      if (own === undefined) throw new Error('the connection names no address for the API');
      return `${own}${below}`;
  }
}

function rewritten(rules: readonly { from: string; to: string }[], origin: string): string {
  const url = new URL(origin);
  for (const { from, to } of rules) {
    const pattern = new RegExp(from);
    if (pattern.test(url.hostname)) return `https://${url.hostname.replace(pattern, to)}`;
  }
  throw new Error('no API host follows from the page’s');
}

/** The connection's own variables, as templates name them. */
export function connectionVariables(connection: Connection): Variables {
  const { origin, token, key, user, database, orgId, values } = connection;
  return {
    ...values,
    origin,
    token,
    key,
    user: user ?? values?.['user'],
    database: database ?? values?.['database'],
    orgId: orgId ?? values?.['orgId'],
  };
}

/** What the page's address tells of the account, as the adapter asks. */
export function addressValues(block: ApiBlock, url: Address): Record<string, string> {
  const places = { path: url.pathname, hash: url.hash, query: url.search, host: url.hostname };
  return Object.fromEntries(
    Object.entries(block.variables ?? {}).flatMap(([name, { in: place, pattern }]): [string, string][] => {
      const value = new RegExp(pattern).exec(places[place])?.[1];
      return value === undefined ? [] : [[name, decode(value)]];
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
