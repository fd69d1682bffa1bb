import { createApp } from '../kit/app.mjs';
import { createClock } from '../kit/clock.mjs';
import { empty, refuse } from '../kit/reply.mjs';
import { answers, deny, odata } from './errors.mjs';
import { createMetadata } from './metadata.mjs';
import { guidOf } from './names.mjs';
import { createReads } from './read.mjs';
import { createRecords } from './records.mjs';
import { openOrganisation } from './rows.mjs';
import { updateRow } from './write.mjs';

const COOKIE = 'CrmOwinAuth';

/**
 * The Web API of a Dynamics 365 Sales organisation on a loopback port, for the page's own session (cookie) or a token.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number }} [options]
 */
export async function startDynamics({ deals, seed, now, port = 0 } = {}) {
  const org = openOrganisation({ deals, seed, now: createClock(now).now() });
  const tokens = { cookie: 'contract-session', access: 'contract-token' };
  const app = createApp({
    now,
    answers,
    authenticate: (context) => authenticate(context, tokens),
    routes: routesOf(org),
    finish: (context, reply) => (context.user ? withBurst(reply, app.log.length) : reply),
  });
  const server = await app.listen(port);
  return {
    ...server,
    handle: app.handle,
    faults: app.faults,
    log: app.log,
    clock: app.clock,
    db: org.db,
    tokens,
    cookie: `${COOKIE}=${tokens.cookie}`,
    dealId: (number) => guidOf('opportunity', number),
    processId: (number) => guidOf('opportunitysalesprocess', number),
    /** @param {number} number 1 to 4 */
    stageId: (number) => guidOf('processstage', number),
    /** Somebody else changes a deal, now. */
    changeDeal: (number, values) => {
      const row = org.db.get('SELECT * FROM opportunity WHERE opportunityid = ?', [guidOf('opportunity', number)]);
      updateRow(org, 'opportunity', row, values, { now: app.clock.now(), userId: guidOf('systemuser', 2) });
    },
    close: async () => {
      await server.close();
      org.db.close();
    },
  };
}

function authenticate({ cookies, headers, faults }, { cookie, access }) {
  const known = cookies[COOKIE] === cookie || headers.authorization === `Bearer ${access}`;
  if (!known || faults.expired()) {
    throw refuse(
      empty(401, {
        'www-authenticate': 'Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize',
      }),
    );
  }
  for (const name of ['odata-version', 'odata-maxversion']) {
    if (headers[name] !== '4.0') throw deny(400, '0x80060888', `The header ${name} must be 4.0.`);
  }
  return { id: guidOf('systemuser', 1) };
}

const withBurst = (reply, used) => ({
  ...reply,
  headers: { ...reply.headers, 'x-ms-ratelimit-burst-remaining-xrm-requests': String(Math.max(0, 6000 - used)) },
});

function routesOf(org) {
  const reads = createReads(org.db);
  const records = createRecords(org);
  const metadata = createMetadata(org.db);
  const at = (path) => `/api/data/v9.2/${path}`;
  return [
    ['GET', at('WhoAmI'), ({ user }) => odata(200, { UserId: user.id, OrganizationId: guidOf('account', 0) })],
    ['GET', at('RetrieveRecordChangeHistory(Target=@target)'), metadata.history],
    ['POST', at('WinOpportunity'), records.win],
    ['POST', at('LoseOpportunity'), records.lose],
    ['GET', at('EntityDefinitions(:key)'), metadata.entity],
    ['GET', at('EntityDefinitions(:key)/Attributes'), metadata.list],
    ['GET', at('EntityDefinitions(:key)/Attributes/:kind'), metadata.list],
    ['GET', at(':set'), reads.many],
    ['POST', at(':set'), records.create],
    ['GET', at(':set(:id)'), reads.one],
    ['PATCH', at(':set(:id)'), records.update],
    ['DELETE', at(':set(:id)'), records.remove],
  ];
}
