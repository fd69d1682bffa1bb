import { createApp } from '../kit/app.mjs';
import { refuse, text } from '../kit/reply.mjs';
import { openTwenty, uuidOf } from './data.mjs';
import { graphqlError, graphqlHandler } from './graphql.mjs';
import { restError, restHandlers } from './rest.mjs';

const TOKENS = { apiKey: 'eyJ.twenty.api-key', access: 'eyJ.twenty.access', readOnly: 'eyJ.twenty.read-only' };

/**
 * Twenty's REST (`/rest`) and GraphQL (`/graphql`) APIs.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, faults?: (faults: object) => void }} [options]
 */
export async function startTwenty({ deals, seed, now, port = 0, faults } = {}) {
  const db = openTwenty({ deals, seed, now: now?.() });
  const rest = restHandlers(db);
  const app = createApp({
    now,
    routes: [
      ['POST', '/graphql', graphqlHandler(db)],
      ['GET', '/rest/metadata/objects', rest.metadata],
      ['GET', '/rest/:object', rest.list],
      ['POST', '/rest/:object', rest.post],
      ['GET', '/rest/:object/:id', rest.get],
      ['PATCH', '/rest/:object/:id', rest.patch],
      ['PUT', '/rest/:object/:id', rest.patch],
    ],
    answers: {
      notFound: ({ method, path }) => restError(404, `Cannot ${method} ${path}`),
      badBody: () => restError(400, 'Unexpected token in JSON'),
      limited: (context, seconds) => limited(context, { 'retry-after': String(seconds) }),
      daily: (context) => limited(context),
      failed: (_, status) => text(status, '<html><body>error</body></html>'),
    },
    authenticate: signIn,
    cors: { origins: () => true },
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  return { ...app, origin, apiOrigin: origin, db, tokens: TOKENS, token: TOKENS.apiKey, close };
}

const LIMIT = 'Limit reached (100 tokens per 60000 ms)';
const limited = ({ path }, headers) =>
  path === '/graphql' ? graphqlError(LIMIT, 'LIMIT_REACHED') : restError(429, LIMIT, headers);

function signIn({ headers, path, faults }) {
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const graphql = path === '/graphql';
  const refused = (status, message, code) => refuse(graphql ? graphqlError(message, code) : restError(status, message));
  if (token === undefined) throw refused(403, 'Missing authentication token', 'FORBIDDEN');
  if (!Object.values(TOKENS).includes(token)) throw refused(401, 'Token invalid.', 'UNAUTHENTICATED');
  if (faults.expired()) throw refused(401, 'Token has expired.', 'UNAUTHENTICATED');
  return { id: uuidOf('workspaceMembers', 1), readOnly: token === TOKENS.readOnly };
}
