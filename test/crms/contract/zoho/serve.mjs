import { createApp } from '../kit/app.mjs';
import { json, refuse, text } from '../kit/reply.mjs';
import { openZoho } from './data.mjs';
import { dealHandlers } from './deals.mjs';
import { noSuchModule, refused, said } from './envelope.mjs';
import { KIND, fieldsMetadata, idOf } from './fields.mjs';
import { relatedHandlers } from './related.mjs';

const TOKENS = { full: '1000.full.token', readOnly: '1000.read.token', narrow: '1000.users.token' };
const READ = ['ZohoCRM.modules.READ', 'ZohoCRM.settings.fields.READ', 'ZohoCRM.users.READ'];
const SCOPES = {
  [TOKENS.full]: [...READ, 'ZohoCRM.modules.UPDATE', 'ZohoCRM.modules.CREATE'],
  [TOKENS.readOnly]: READ,
  [TOKENS.narrow]: ['ZohoCRM.users.READ'],
};

const PAGE = { session: '5A0F3C2E9B7D4186A1', csrf: '0c1d2e3f-4a5b-6c7d-8e9f-a0b1c2d3e4f5' };

/** The free edition's credits for a rolling day. */
const CREDITS = 5000;

/**
 * Zoho CRM's REST API v8, for the Deals module.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, credits?: number, faults?: (faults: object) => void }} [options]
 */
export async function startZoho({ deals, seed, now, port = 0, credits = CREDITS, faults } = {}) {
  const db = openZoho({ deals, seed, now: now?.() });
  const budget = { left: credits };
  const app = createApp({
    now,
    routes: routesOf(db, budget),
    answers: {
      notFound: ({ path }) =>
        path.startsWith('/crm/v8/')
          ? noSuchModule()
          : said(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one'),
      notAllowed: () =>
        said(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one', {
          resource_path_index: 0,
        }),
      badBody: () =>
        said(400, 'INVALID_DATA', 'body is not in the proper format', { expected_data_type: 'jsonobject' }),
      // No Retry-After: the one sign is the header of credits left, and it comes only past half of them.
      limited: () => tooMany(),
      daily: () => tooMany(),
      failed: (_, status) =>
        status === 500
          ? said(500, 'INTERNAL_ERROR', 'Internal Server Error')
          : text(status, '<html><body>error</body></html>'),
    },
    authenticate: signIn,
    finish: (_, reply) => {
      const spent = budget.left <= credits / 2 ? { 'x-api-credits-remaining': String(budget.left) } : {};
      return { ...reply, headers: { ...spent, ...reply.headers } };
    },
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  const cookies = {
    cookie: `JSESSIONID=${PAGE.session}; CT_CSRF_TOKEN=${PAGE.csrf}`,
    'x-zcsrf-token': `crmcsrfparam=${PAGE.csrf}`,
  };
  return { ...app, origin, apiOrigin: origin, db, tokens: TOKENS, token: TOKENS.full, cookies, budget, close };
}

const tooMany = () => said(429, 'TOO_MANY_REQUESTS', 'Too many requests fired in a short span of time');

function signIn(context) {
  const { authorization } = context.headers;
  const user = idOf(KIND.user, 1);
  if (authorization === undefined) {
    if (!byPage(context)) throw refused(401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
    return { id: user, scopes: SCOPES[TOKENS.full] };
  }
  const token = /^Zoho-oauthtoken (.+)$/.exec(authorization)?.[1];
  if (!SCOPES[token] || context.faults.expired()) throw refused(401, 'INVALID_TOKEN', 'invalid oauth token');
  return { id: user, scopes: SCOPES[token] };
}

/** The way of Zoho's own pages, which nobody documents: their cookies, and one of them again in a header with a word before it. */
function byPage({ headers, cookies, faults }) {
  if (cookies.JSESSIONID !== PAGE.session || faults.expired()) return false;
  if (headers['x-zcsrf-token'] !== `crmcsrfparam=${cookies.CT_CSRF_TOKEN}` || cookies.CT_CSRF_TOKEN !== PAGE.csrf)
    throw refused(
      400,
      'INVALID_REQUEST',
      'unable to process your request. please verify whether you have entered proper method name, parameter and parameter values.',
    );
  return true;
}

function routesOf(db, budget) {
  const deal = dealHandlers(db);
  const related = relatedHandlers(db);
  const within = (scope, handler) => (context) => {
    if (!context.user.scopes.includes(scope))
      throw refused(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
    if (budget.left < 1) throw refuse(tooMany());
    budget.left -= 1;
    if (scope.endsWith('READ') && context.faults.denied('Deals', 'read') && context.path.includes('/Deals'))
      throw refused(403, 'NO_PERMISSION', 'permission denied', { permissions: ['Crm_Implied_View_Potentials'] });
    return handler(context);
  };
  return [
    ['GET', '/crm/v8/Deals', within('ZohoCRM.modules.READ', deal.list)],
    ['GET', '/crm/v8/Deals/:id', within('ZohoCRM.modules.READ', deal.get)],
    ['PUT', '/crm/v8/Deals/:id', within('ZohoCRM.modules.UPDATE', deal.put)],
    ['GET', '/crm/v8/Deals/:id/:list', within('ZohoCRM.modules.READ', related.list)],
    ['POST', '/crm/v8/Tasks', within('ZohoCRM.modules.CREATE', related.addTask)],
    ['GET', '/crm/v8/users', within('ZohoCRM.users.READ', related.users)],
    ['GET', '/crm/v8/settings/fields', within('ZohoCRM.settings.fields.READ', fields)],
  ];
}

function fields({ query }) {
  if (!query.has('module'))
    throw refused(400, 'REQUIRED_PARAM_MISSING', 'required param is missing', { param_name: 'module' });
  if (query.get('module') !== 'Deals') throw refuse(noSuchModule());
  return json(200, { fields: fieldsMetadata() });
}
