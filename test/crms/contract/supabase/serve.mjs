import { createApp } from '../kit/app.mjs';
import { json, text } from '../kit/reply.mjs';
import { START } from '../kit/clock.mjs';
import { restHandlers } from './rest.mjs';
import { USERS, openSupabase } from './schema.mjs';
import { tokenOf, whoIs } from './tokens.mjs';

const YEARS = 315_360_000;

/**
 * Supabase's REST API (PostgREST) over Atomic CRM's tables.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, version?: number, faults?: (faults: object) => void }} [options]
 */
export async function startSupabase({ deals, seed, now, port = 0, version = 13, faults } = {}) {
  const db = openSupabase({ deals, seed, now: now?.() });
  const rest = restHandlers(db);
  const issued = Math.floor((now?.() ?? START) / 1000);
  const anonKey = tokenOf({ role: 'anon', iss: 'supabase', iat: issued, exp: issued + YEARS });
  const user = (index, lasts) =>
    tokenOf({ role: 'authenticated', aud: 'authenticated', sub: USERS[index], iat: issued, exp: issued + lasts });
  const app = createApp({
    now,
    routes: [
      ['GET', '/rest/v1/:table', rest.read],
      ['HEAD', '/rest/v1/:table', rest.read],
      ['PATCH', '/rest/v1/:table', rest.patch],
      ['POST', '/rest/v1/:table', rest.insert],
    ],
    answers: {
      notFound: () => json(404, { error: 'requested path is invalid' }),
      notAllowed: ({ method }) =>
        json(405, { code: 'PGRST117', details: null, hint: null, message: `Unsupported HTTP method: ${method}` }),
      badBody: () => json(400, { code: 'PGRST102', details: null, hint: null, message: 'Empty or invalid json' }),
      limited: (_, seconds) => json(429, { message: 'API rate limit exceeded' }, { 'retry-after': String(seconds) }),
      daily: () =>
        json(402, {
          message: 'Service for this project is restricted due to the following violations: exceed_egress_quota.',
        }),
      failed: (_, status) => text(status, '<html><body>error</body></html>'),
    },
    authenticate: (context) => whoIs(context, anonKey, version),
    cors: { origins: () => true },
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  const tokens = { user: user(0, 3600), colleague: user(1, 3600), expired: user(0, -1), anon: anonKey };
  return { ...app, origin, apiOrigin: origin, db, anonKey, tokens, token: tokens.user, close };
}
