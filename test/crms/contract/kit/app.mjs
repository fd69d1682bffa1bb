import { setTimeout as sleep } from 'node:timers/promises';
import { createClock } from './clock.mjs';
import { createFaults } from './faults.mjs';
import { listen } from './http.mjs';
import { empty, json, readCookies, refusalOf } from './reply.mjs';
import { createRouter } from './router.mjs';

/**
 * A contract server without its data: log, faults, sign-in, routes, one answer a request.
 *
 * `routes`: `[['GET', '/crm/v3/objects/:type/:id', handler]]`, first match wins; `authenticate(context)` runs before every
 * route but those marked `{ open: true }` in fourth place; it returns the user or throws a refusal. `answers` says how the
 * vendor puts each fault: `notFound(context)`, `notAllowed(context)`, `badBody(context)`, `limited(context, seconds)`,
 * `daily(context)`, `failed(context, status)`. `finish(context, reply)` may add headers (limits, CORS) to what goes out.
 * @param {object} options
 */
export function createApp({ routes, answers, authenticate = () => null, finish = (_, reply) => reply, cors, now }) {
  const faults = createFaults();
  const clock = createClock(now);
  const log = [];
  const find = createRouter(routes);
  const work = async (context) => {
    const { seen } = faults;
    const failure = seen.nextFailure();
    if (failure) return answers.failed(context, failure);
    const seconds = seen.limited();
    if (seconds !== undefined) return answers.limited(context, seconds);
    if (seen.daily()) return answers.daily(context);
    const route = find(context.method, context.path);
    if (!route.handler)
      return (route.otherMethod && answers.notAllowed ? answers.notAllowed : answers.notFound)(context);
    context.params = route.params;
    if (!route.options.open) context.user = await authenticate(context);
    if (context.badBody) return answers.badBody(context);
    return route.handler(context);
  };
  /** @param {{ method: string, url: string, headers?: Record<string, string>, body?: string | null }} request @returns {Promise<import('./reply.mjs').Reply>} */
  const handle = async (request) => {
    const context = { ...contextOf(request), now: clock.now, faults: faults.seen };
    const entry = {
      method: context.method,
      url: request.url,
      path: context.path,
      headers: context.headers,
      body: context.text,
    };
    log.push(entry);
    clock.tick();
    if (faults.seen.slowMs() > 0) await sleep(faults.seen.slowMs());
    if (faults.seen.dropped('before')) return { ...empty(0), drop: true };
    if (cors && context.method === 'OPTIONS') return empty(204, corsHeaders(cors, context));
    const reply = finish(context, await settle(work, context));
    if (faults.seen.dropped('after')) return { ...empty(0), drop: true };
    if (cors) reply.headers = { ...reply.headers, ...corsHeaders(cors, context) };
    entry.status = reply.status;
    return reply;
  };
  return { faults, clock, log, handle, find, listen: (port = 0) => listen(handle, port) };
}

async function settle(work, context) {
  try {
    return await work(context);
  } catch (error) {
    // A fault of the server's own must be plain in a test's output and never look like one of the vendor's.
    return refusalOf(error) ?? json(500, { contractServerBug: String(error?.stack ?? error) });
  }
}

function contextOf({ method, url, headers = {}, body }) {
  const parsed = new URL(url, 'http://contract.invalid');
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const sent = body ?? '';
  return {
    method: method.toUpperCase(),
    url: parsed,
    /** As the client addressed the server: by socket from the Host header, by Playwright from the URL itself. */
    origin: url.startsWith('/') ? `http://${lower.host}` : parsed.origin,
    path: parsed.pathname,
    query: parsed.searchParams,
    headers: lower,
    cookies: readCookies(lower.cookie),
    text: sent,
    params: {},
    ...bodyOf(sent, lower['content-type'] ?? ''),
  };
}

function bodyOf(sent, type) {
  if (sent === '') return { body: undefined };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { body: Object.fromEntries(new URLSearchParams(sent)) };
  if (!type.includes('json')) return { body: undefined, otherType: true };
  try {
    return { body: JSON.parse(sent) };
  } catch {
    return { body: undefined, badBody: true };
  }
}

function corsHeaders({ origins, methods = 'GET, POST, PUT, PATCH, DELETE', headers = '*' }, context) {
  const { origin } = context.headers;
  if (!origin || !origins(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': methods,
    'access-control-allow-headers':
      headers === '*' ? (context.headers['access-control-request-headers'] ?? '') : headers,
    vary: 'Origin',
  };
}
