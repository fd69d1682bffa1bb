import type { ApiRequestPlan, ApiWay } from '@/lib/crm/adapter-api-schema';
import { fillJson, fillOrNull, fillText, type Variables } from './template';
import type { ApiRequest, Connection } from './types';
import { baseOf, connectionVariables } from './way';

/** One call's plan made a request. Throws when a variable of its address has no value, or the connection names no address. */
export function makeRequest(
  way: ApiWay,
  connection: Connection,
  plan: ApiRequestPlan,
  variables: Variables,
): ApiRequest {
  const all = { ...connectionVariables(connection), ...variables };
  const method = plan.method ?? 'GET';
  const query = queryText({ ...way.query, ...plan.query }, all);
  const body = plan.body === undefined ? undefined : JSON.stringify(fillJson(plan.body, all));
  const signed = [...(way.auth.kind === 'page' ? [way.auth] : []), ...(way.csrf ? [way.csrf] : [])];
  return {
    method,
    url: withQuery(addressOf(baseOf(way, connection), fillText(plan.path, all, encodeURIComponent)), query),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headersOf('headers' in way.auth ? way.auth.headers : {}, all),
      ...headersOf(way.headers ?? {}, all),
      ...headersOf(plan.headers ?? {}, all),
    },
    ...(body === undefined ? {} : { body }),
    ...(signed.length > 0
      ? {
          signed: signed.map(({ source, header, value, base64 }) => ({
            source,
            header,
            value,
            ...(base64 === undefined ? {} : { base64 }),
          })),
        }
      : {}),
  };
}

/** A request for an address that an answer gave (a next page); null when it leads to another origin than the calls'. */
export function followLink(request: ApiRequest, link: string): ApiRequest | null {
  let url: URL;
  try {
    url = new URL(link, request.url);
  } catch {
    return null;
  }
  return url.origin === new URL(request.url).origin ? { ...request, url: url.href } : null;
}

function addressOf(base: string, path: string): string {
  return path === '' ? base : `${base}${path.startsWith('/') ? '' : '/'}${path}`;
}

function withQuery(url: string, query: string): string {
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function queryText(query: Readonly<Record<string, unknown>>, variables: Variables): string {
  return Object.entries(query)
    .flatMap(([name, template]): string[] => {
      const value =
        typeof template === 'string' ? fillOrNull(template, variables) : JSON.stringify(fillJson(template, variables));
      return value === null || value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
    })
    .join('&');
}

function headersOf(templates: Readonly<Record<string, string>>, variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates).flatMap(([name, template]): [string, string][] => {
      const value = fillOrNull(template, variables);
      // A line break would begin another header; what holds one is no value of ours.
      return value === null || /[\r\n\0]/.test(value) ? [] : [[name.toLowerCase(), value]];
    }),
  );
}
