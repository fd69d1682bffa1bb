import { createApp } from '../kit/app.mjs';
import { createClock } from '../kit/clock.mjs';
import { text } from '../kit/reply.mjs';
import { answers } from './errors.mjs';
import { createJson2 } from './json2.mjs';
import { createEnv } from './methods.mjs';
import { userId } from './ids.mjs';
import { openCompany } from './rows.mjs';
import { createSession } from './session.mjs';
import { updateRow } from './write.mjs';

/**
 * An Odoo server on a loopback port, as its web client speaks to it.
 * @param {{ version?: 17 | 18 | 19, deals?: number, seed?: number, now?: () => number, port?: number, as?: 'salesperson' | 'admin' }} [options]
 *   `as`: whose session `cookie` is
 */
export async function startOdoo(options = {}) {
  const { version = 18, deals, seed, now, port = 0, as = 'salesperson' } = options;
  const db = openCompany({ deals, seed, now: createClock(now).now() });
  const key = 'contract-api-key';
  const users = [
    { uid: 1, login: 'admin', password: 'admin' },
    { uid: userId(1), login: 'mara.voss@fairlead.example', password: 'mara' },
  ];
  const session = createSession({ db, users, key, version, database: 'contract' });
  const app = createApp({ now, answers, routes: routesOf(session, createJson2({ db, users, key }), version) });
  const sessionId = session.open(as === 'admin' ? users[0] : users[1]);
  const server = await app.listen(port);
  return {
    ...server,
    handle: app.handle,
    faults: app.faults,
    log: app.log,
    clock: app.clock,
    db,
    version,
    tokens: { session: sessionId, key },
    cookie: `session_id=${sessionId}`,
    dealId: (number) => number,
    /** Somebody else changes a deal, now. */
    changeDeal: (number, values) => {
      const env = createEnv({ db, now: app.clock.now, faults: app.faults.seen, uid: userId(2) });
      updateRow(env, 'crm.lead', db.get('SELECT * FROM "crm.lead" WHERE "id" = ?', [number]), values);
    },
    /** All sessions are over, until someone signs in again. */
    closeSessions: session.closeAll,
    close: async () => {
      await server.close();
      db.close();
    },
  };
}

function routesOf(session, json2, version) {
  const routes = [
    ['GET', '/web/login', () => text(200, '<!doctype html>\n<title>Odoo</title>\n')],
    ['POST', '/web/dataset/call_kw', session.callKw],
    ['POST', '/web/dataset/call_kw/:model/:method', session.callKw],
    ['POST', '/web/session/authenticate', session.authenticate],
    ['POST', '/web/session/get_session_info', session.sessionInfo],
    ['POST', '/web/webclient/version_info', session.versions],
    ['POST', '/mail/thread/messages', session.messages],
    ['POST', '/jsonrpc', session.service],
  ];
  return version >= 19 ? [...routes, ['POST', '/json/2/:model/:method', json2]] : routes;
}
