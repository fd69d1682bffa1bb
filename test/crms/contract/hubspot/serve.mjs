import { createApp } from '../kit/app.mjs';
import { createClock } from '../kit/clock.mjs';
import { refuse } from '../kit/reply.mjs';
import { ALL_SCOPES, createAccess } from './access.mjs';
import { createAssociations } from './associations.mjs';
import { answers } from './errors.mjs';
import { createMeta } from './meta.mjs';
import { createObjects, write } from './objects.mjs';
import { idOf } from './links.mjs';
import { createOauth } from './oauth.mjs';
import { openPortal } from './rows.mjs';
import { createSearch } from './search.mjs';

const PORTAL = 24_680;
const WINDOW = { max: 190, ms: 10_000 };

/**
 * HubSpot's public API on a loopback port; the same paths below `/api` answer the page's own session (cookie and CSRF header).
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, scopes?: readonly string[], dailyLimit?: number }} [options]
 */
export async function startHubspot(options = {}) {
  const { deals, seed, now, port = 0, scopes = ALL_SCOPES, dailyLimit = 650_000 } = options;
  const db = openPortal({ deals, seed, now: createClock(now).now() });
  const owners = db.all('SELECT id FROM owners ORDER BY id').map(({ id }) => id);
  const [token, csrf] = ['pat-eu1-contract', 'csrf-contract'];
  const client = { clientId: 'contract-app', clientSecret: 'contract-secret' };
  const oauth = createOauth({ ...client, now: () => app.clock.now() });
  const access = createAccess({ token, csrf, portalId: PORTAL, scopes, owner: owners[0], granted: oauth.scopesOf });
  let used = 0;
  const app = createApp({
    now,
    answers,
    cors: { origins: (origin) => /^(chrome|moz)-extension:|^https:\/\/app[\w-]*\.hubspot\.com$/.test(origin) },
    authenticate: (context) => {
      const user = access(context);
      if (used >= dailyLimit) throw refuse(answers.daily());
      used += 1;
      return user;
    },
    // The search endpoint has a limit of its own and says nothing of it.
    finish: (context, reply) =>
      context.user && !context.path.endsWith('/search') ? withLimits(reply, used, dailyLimit) : reply,
    routes: [
      ['GET', '/oauth/authorize', oauth.authorize, { open: true }],
      ['POST', '/oauth/2026-03/token', oauth.token, { open: true }],
      ...routesOf(db),
    ],
  });
  const server = await app.listen(port);
  return {
    ...server,
    handle: app.handle,
    faults: app.faults,
    log: app.log,
    clock: app.clock,
    db,
    tokens: { access: token, csrf },
    ...client,
    revokeRefresh: oauth.revokeRefresh,
    portalId: PORTAL,
    dealId: (number) => idOf('deals', number),
    /** Somebody else changes a deal, now. */
    changeDeal: (number, values) => {
      const row = db.get('SELECT * FROM deals WHERE id = ?', [idOf('deals', number)]);
      write(db, 'deals', row, values, { now: app.clock.now(), owner: owners[1] });
    },
    close: async () => {
      await server.close();
      db.close();
    },
  };
}

function withLimits(reply, used, dailyLimit) {
  const inWindow = (used - 1) % WINDOW.max;
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'x-hubspot-ratelimit-max': String(WINDOW.max),
      'x-hubspot-ratelimit-remaining': String(WINDOW.max - 1 - inWindow),
      'x-hubspot-ratelimit-interval-milliseconds': String(WINDOW.ms),
      'x-hubspot-ratelimit-daily': String(dailyLimit),
      'x-hubspot-ratelimit-daily-remaining': String(dailyLimit - used),
    },
  };
}

function routesOf(db) {
  const objects = createObjects(db, PORTAL);
  const meta = createMeta(db);
  const links = createAssociations(db);
  const routes = [
    ['POST', '/crm/v3/objects/:type/search', createSearch(db)],
    ['POST', '/crm/v3/objects/:type/batch/read', objects.batchRead],
    ['GET', '/crm/v3/objects/:type', objects.list],
    ['POST', '/crm/v3/objects/:type', objects.create],
    ['GET', '/crm/v3/objects/:type/:id', objects.read],
    ['PATCH', '/crm/v3/objects/:type/:id', objects.update],
    ['GET', '/crm/v4/objects/:type/:id/associations/:to', links.list],
    ['POST', '/crm/v4/associations/:type/:to/batch/read', links.batch],
    ['GET', '/crm/v4/associations/:type/:to/labels', links.labels],
    ['PUT', '/crm/v4/objects/:type/:id/associations/:to/:toId', links.put],
    ['POST', '/crm/v4/associations/:type/:to/batch/labels/archive', links.archive],
    ['GET', '/crm/v3/properties/:type', meta.properties],
    ['GET', '/crm/v3/properties/:type/:name', meta.property],
    ['GET', '/crm/v3/pipelines/:type', meta.pipelines],
    ['GET', '/crm/v3/pipelines/:type/:pipeline', meta.pipeline],
    ['GET', '/crm/v3/owners', meta.owners],
    ['GET', '/crm/v3/owners/:id', meta.owner],
  ];
  return ['', '/api'].flatMap((prefix) =>
    routes.map(([method, pattern, handler]) => [method, prefix + String(pattern), handler]),
  );
}
