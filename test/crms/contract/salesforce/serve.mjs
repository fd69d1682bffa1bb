import { createApp } from '../kit/app.mjs';
import { createClock } from '../kit/clock.mjs';
import { json, refuse } from '../kit/reply.mjs';
import { createComposite } from './composite.mjs';
import { answers, notFound } from './errors.mjs';
import { idOf } from './ids.mjs';
import { createOauth } from './oauth.mjs';
import { createQueries } from './query.mjs';
import { openOrg } from './rows.mjs';
import { createSobjects } from './sobjects.mjs';
import { createUiApi } from './ui-api.mjs';
import { updateRecord } from './write.mjs';

const VERSIONS = ['64.0', '65.0', '66.0', '67.0'];
const NAMES = { '64.0': "Summer '25", '65.0': "Winter '26", '66.0': "Spring '26", '67.0': "Summer '26" };

/**
 * A Salesforce org's REST API on a loopback port.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, pageSize?: number, dailyLimit?: number, clientId?: string, agrees?: () => boolean }} [options]
 *   `pageSize`: records a query page; `agrees`: whether the user grants the sign-in
 */
export async function startSalesforce(options = {}) {
  const { deals, seed, now, port = 0, pageSize = 2000, dailyLimit = 15_000, clientId = 'fairlead-client' } = options;
  const { agrees = () => true } = options;
  const db = openOrg({ deals, seed, now: createClock(now).now() });
  const users = [1, 2].map((number) => ({ id: idOf('User', number) }));
  let used = 0;
  const oauth = createOauth({ users, clientId, agrees, now: () => app.clock.now() });
  const app = createApp({
    now,
    answers,
    authenticate: (context) => {
      const user = oauth.authenticate(context);
      if (used >= dailyLimit) throw refuse(answers.daily());
      return user;
    },
    cors: { origins: (origin) => origin.startsWith('chrome-extension://') || origin.startsWith('moz-extension://') },
    finish: (context, reply) => {
      if (!context.user) return reply;
      used += 1;
      return { ...reply, headers: { ...reply.headers, 'sforce-limit-info': `api-usage=${used}/${dailyLimit}` } };
    },
    routes: routesOf(db, {
      oauth,
      pageSize,
      limits: () => ({ Max: dailyLimit, Remaining: dailyLimit - used }),
      find: () => app.find,
    }),
  });
  const token = oauth.open(users[0]);
  const server = await app.listen(port);
  return {
    ...server,
    handle: app.handle,
    faults: app.faults,
    log: app.log,
    clock: app.clock,
    db,
    clientId,
    tokens: { access: token },
    /** Every access token is over; the refresh token still works. */
    expireTokens: oauth.closeAll,
    revokeRefresh: oauth.revokeRefresh,
    dealId: (number) => idOf('Opportunity', number),
    /** Somebody else changes a deal, now. */
    changeDeal: (number, values) => {
      const old = db.get('SELECT * FROM "Opportunity" WHERE "Id" = ?', [idOf('Opportunity', number)]);
      updateRecord(db, 'Opportunity', old, values, { now: app.clock.now(), userId: users[1].id });
    },
    close: async () => {
      await server.close();
      db.close();
    },
  };
}

function routesOf(db, { oauth, pageSize, limits, find }) {
  const queries = createQueries(db, pageSize);
  const sobjects = createSobjects(db);
  const uiApi = createUiApi(db);
  const open = { open: true };
  const at = (path) => `/services/data/:version${path}`;
  const versioned = [
    ['GET', at(''), ({ params }) => json(200, { sobjects: `/services/data/${params.version}/sobjects` })],
    ['GET', at('/limits'), () => json(200, { DailyApiRequests: limits() })],
    ['GET', at('/query'), queries.first],
    ['GET', at('/query/:locator'), queries.more],
    ['POST', at('/composite'), createComposite(db, find)],
    ['GET', at('/sobjects'), sobjects.list],
    ['GET', at('/sobjects/:object/describe'), sobjects.describe],
    ['GET', at('/sobjects/:object/:id'), sobjects.read],
    ['PATCH', at('/sobjects/:object/:id'), sobjects.update],
    ['DELETE', at('/sobjects/:object/:id'), sobjects.remove],
    ['POST', at('/sobjects/:object'), sobjects.create],
    ['GET', at('/ui-api/object-info/:object'), uiApi.info],
    ['GET', at('/ui-api/object-info/:object/picklist-values/:recordType'), uiApi.picklists],
    ['GET', at('/ui-api/object-info/:object/picklist-values/:recordType/:name'), uiApi.picklists],
    ['GET', at('/ui-api/record-ui/:ids'), uiApi.recordUi],
  ].map(([method, pattern, handler]) => [method, pattern, ofKnownVersion(handler)]);
  return [
    [
      'GET',
      '/services/data',
      () =>
        json(
          200,
          VERSIONS.map((version) => ({ label: NAMES[version], url: `/services/data/v${version}`, version })),
        ),
      open,
    ],
    ['GET', '/services/oauth2/authorize', oauth.authorize, open],
    ['POST', '/services/oauth2/token', oauth.token, open],
    ['POST', '/services/oauth2/revoke', oauth.revoke, open],
    [
      'GET',
      '/services/oauth2/userinfo',
      ({ user }) => json(200, { user_id: user.id, organization_id: '00D000000000001AAA' }),
    ],
    ...versioned,
  ];
}

const ofKnownVersion = (handler) => (context) =>
  VERSIONS.includes(context.params.version.replace(/^v/, '')) ? handler(context) : notFound();
