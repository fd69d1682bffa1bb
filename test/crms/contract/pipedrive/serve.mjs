import { createApp } from '../kit/app.mjs';
import { refuse, text } from '../kit/reply.mjs';
import { openPipedrive } from './data.mjs';
import { dealHandlers } from './deals.mjs';
import { cursorPage, failure, gateway, offsetPage } from './envelope.mjs';
import { fieldsV1, fieldsV2 } from './fields.mjs';
import { relatedHandlers } from './related.mjs';

/** Who may come in: an API token has all its user's rights, an OAuth token those of its scopes. */
const TOKENS = {
  api: 'pd-api-0123456789abcdef0123456789abcdef01234567',
  oauth: 'pd-oauth-full',
  readOnly: 'pd-oauth-read',
  narrow: 'pd-oauth-base',
};
const SCOPES = {
  [TOKENS.oauth]: ['deals:full', 'activities:full', 'contacts:read', 'products:read', 'users:read'],
  [TOKENS.readOnly]: ['deals:read', 'activities:read', 'contacts:read', 'products:read', 'users:read'],
  [TOKENS.narrow]: ['base'],
};

/** One seat on the smallest plan. */
const DAILY_TOKENS = 30_000;
const BURST = 120;

/**
 * Pipedrive's API, v2 where there is one and v1 where there is not.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, dailyTokens?: number, faults?: (faults: object) => void }} [options]
 */
export async function startPipedrive({ deals, seed, now, port = 0, dailyTokens = DAILY_TOKENS, faults } = {}) {
  const db = openPipedrive({ deals, seed, now: now?.() });
  const budget = { left: dailyTokens };
  const recent = [];
  const app = createApp({
    now,
    routes: routesOf(db, budget, recent),
    answers: {
      notFound: () => failure(404, 'Unknown method .'),
      notAllowed: () => failure(405, 'Method not allowed'),
      badBody: () => failure(400, 'Bad request', { code: 'ERR_SCHEMA_VALIDATION_FAILED' }),
      limited: (_, seconds) =>
        failure(429, 'request over limit', {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds) }),
      daily: () => overBudget(),
      failed: (_, status) => text(status, '<html><body>upstream error</body></html>'),
    },
    authenticate: (context) => signIn(context),
    finish: (_, reply) => ({ ...reply, headers: { ...limits(budget, dailyTokens, recent), ...reply.headers } }),
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  return { ...app, origin, db, tokens: TOKENS, token: TOKENS.api, budget, close };
}

const overBudget = () =>
  failure(429, 'daily API token budget exceeded', {}, { 'x-daily-ratelimit-token-remaining': '0' });

const limits = (budget, daily, recent) => ({
  'x-ratelimit-limit': String(BURST),
  'x-ratelimit-remaining': String(Math.max(0, BURST - recent.length)),
  'x-ratelimit-reset': '2',
  'x-daily-ratelimit-token-limit': String(daily),
  'x-daily-ratelimit-token-remaining': String(budget.left),
});

function signIn({ headers, faults }) {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const known = headers['x-api-token'] === TOKENS.api || bearer in SCOPES;
  if (!known || faults.expired()) throw refuse(gateway(401, 'unauthorized access'));
  return { id: 1, scopes: headers['x-api-token'] === TOKENS.api ? undefined : SCOPES[bearer] };
}

function routesOf(db, budget, recent) {
  const deal = dealHandlers(db);
  const related = relatedHandlers(db);
  // What a call costs is part of the contract: a pull has to keep within the day's tokens.
  const costs = (tokens, scope, handler) => (context) => {
    if (!allowed(context.user, scope)) throw refuse(gateway(403, 'Scope and URL mismatch'));
    spend(context, budget, recent, tokens);
    return handler(context);
  };
  const v1 = (method, path, tokens, scope, handler) => [
    [method, `/v1${path}`, costs(tokens, scope, handler)],
    [method, `/api/v1${path}`, costs(tokens, scope, handler)],
  ];
  const v2 = (method, path, tokens, scope, handler) => [[method, `/api/v2${path}`, costs(tokens, scope, handler)]];
  const numbered = (list) => list.map((field, index) => ({ field, id: index + 1 }));
  return [
    ...v2('GET', '/deals', 10, 'deals:read', deal.list),
    ...v2('GET', '/deals/:id', 1, 'deals:read', deal.get),
    ...v2('PATCH', '/deals/:id', 5, 'deals:full', deal.patch),
    ...v2('GET', '/deals/:id/products', 10, 'products:read', related.products),
    ...v2('GET', '/dealFields', 10, 'deals:read', (context) =>
      cursorPage(context, numbered(fieldsV2()), ({ field }) => field),
    ),
    ...v2('GET', '/activities', 10, 'activities:read', related.activities),
    ...v2('POST', '/activities', 5, 'activities:full', related.addActivity),
    ...v2('GET', '/persons', 10, 'contacts:read', related.persons),
    ...v2('GET', '/persons/:id', 1, 'contacts:read', related.person),
    ...v2('GET', '/organizations/:id', 1, 'contacts:read', related.organization),
    ...v2('GET', '/stages', 5, 'deals:read', related.stages),
    ...v2('GET', '/pipelines', 5, 'deals:read', related.pipelines),
    ...v1('GET', '/dealFields', 20, 'deals:read', (context) => offsetPage(context, fieldsV1())),
    ...v1('GET', '/deals/:id/flow', 40, 'deals:read', related.flow),
    ...v1('GET', '/deals/:id/participants', 20, 'contacts:read', related.participants),
    ...v1('GET', '/users', 20, 'users:read', related.users),
    ...v1('GET', '/users/me', 2, undefined, related.me),
    ...v1('GET', '/users/:id', 2, 'users:read', related.user),
  ];
}

const allowed = ({ scopes }, scope) =>
  !scopes || !scope || scopes.includes(scope) || scopes.includes(scope.replace(':read', ':full'));

/** Takes the call's tokens from the day's budget and its place in the two seconds' window. */
function spend({ now }, budget, recent, tokens) {
  const at = now();
  while (recent.length > 0 && recent[0] <= at - 2000) recent.shift();
  if (recent.length >= BURST) throw refuse(failure(429, 'request over limit', {}, { 'x-ratelimit-remaining': '0' }));
  if (budget.left < tokens) throw refuse(overBudget());
  recent.push(at);
  budget.left -= tokens;
}
