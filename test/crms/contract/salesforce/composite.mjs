import { json, refusalOf } from '../kit/reply.mjs';
import { deny, notFound, sfError } from './errors.mjs';

const LIMIT = 25;

/**
 * `POST /services/data/vXX.X/composite`: up to 25 requests in one, later ones may use what earlier ones gave (`@{ref.id}`).
 * @param {ReturnType<import('../kit/database.mjs').openDatabase>} db
 * @param {() => Function} find the server's own router
 */
export const createComposite = (db, find) => async (context) => {
  const { compositeRequest: requests, allOrNone = false } = context.body ?? {};
  if (!Array.isArray(requests)) throw deny(400, 'JSON_PARSER_ERROR', 'compositeRequest is required');
  if (requests.length > LIMIT) {
    throw deny(400, 'LIMIT_EXCEEDED', `A composite request may hold at most ${LIMIT} subrequests`);
  }
  const results = [];
  db.exec('SAVEPOINT composite');
  for (const request of requests) {
    const reply = await runOne(find(), context, request, results);
    const body = reply.body === '' ? null : JSON.parse(reply.body);
    results.push({ body, httpHeaders: {}, httpStatusCode: reply.status, referenceId: request.referenceId });
  }
  const failed = allOrNone && results.some(({ httpStatusCode }) => httpStatusCode >= 400);
  if (failed) db.exec('ROLLBACK TO composite');
  db.exec('RELEASE composite');
  return json(200, { compositeResponse: failed ? results.map(halted) : results });
};

async function runOne(find, context, { method, url, body, httpHeaders = {} }, results) {
  const resolved = new URL(fillIn(url, results), context.origin);
  if (resolved.pathname.endsWith('/composite')) return sfError(400, 'INVALID_INPUT', 'composite requests do not nest');
  const route = find(method, resolved.pathname);
  if (!route.handler) return notFound();
  const headers = Object.fromEntries(Object.entries(httpHeaders).map(([name, value]) => [name.toLowerCase(), value]));
  const inner = {
    ...context,
    method,
    url: resolved,
    path: resolved.pathname,
    query: resolved.searchParams,
    params: route.params,
    headers,
    body: body === undefined ? undefined : JSON.parse(fillIn(JSON.stringify(body), results)),
  };
  try {
    return await route.handler(inner);
  } catch (error) {
    const reply = refusalOf(error);
    if (!reply) throw error;
    return reply;
  }
}

const fillIn = (text, results) =>
  text.replaceAll(/@\{(\w+)\.([\w.[\]]+)\}/g, (_, reference, path) => {
    const { body } = results.find(({ referenceId }) => referenceId === reference) ?? {};
    const value = path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce((at, key) => at?.[key], body);
    if (value === undefined) throw deny(400, 'INVALID_INPUT', `Invalid reference specified: ${reference}.${path}`);
    return String(value);
  });

const halted = (result) => {
  if (result.httpStatusCode >= 400) return result;
  const message = 'The transaction was rolled back since another operation in the same transaction failed.';
  return { ...result, httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED', message }] };
};
