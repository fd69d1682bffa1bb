import { createApp } from '../kit/app.mjs';
import { graphqlFault, parseOperation, project } from '../kit/graphql.mjs';
import { json, refuse, text } from '../kit/reply.mjs';
import { idOf, openSuite } from './data.mjs';
import { recordList } from './list.mjs';
import { fault, moduleOf, recordOf, saveRecord } from './records.mjs';

const SESSION = 'l3gacys3ss10n0123456789abcd';
const XSRF = 'a81d2f.Zk9tT3JkZXJseVRva2Vu.aGVhZGVyLWFuZC1jb29raWU';

const RECORD = { id: true, _id: true, module: true, type: true, attributes: true, acls: true, favorite: true };
const LIST = { id: true, _id: true, meta: true, records: true };

/**
 * SuiteCRM 8's GraphQL API behind the session of its pages.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, faults?: (faults: object) => void }} [options]
 */
export async function startSuiteCrm({ deals, seed, now, port = 0, faults } = {}) {
  const db = openSuite({ deals, seed, now: now?.() });
  const app = createApp({
    now,
    routes: [
      ['POST', '/api/graphql', (context) => graphql(db, context), { open: true }],
      ['GET', '/session-status', (context) => json(200, status(context)), { open: true }],
    ],
    answers: {
      notFound: () => problem(404, 'Not Found'),
      notAllowed: () => problem(405, 'Method Not Allowed'),
      badBody: () => problem(400, 'GraphQL query is not valid.'),
      limited: (_, seconds) =>
        text(429, '<html><body>Too Many Requests</body></html>', { 'retry-after': String(seconds) }),
      daily: () => text(429, '<html><body>Too Many Requests</body></html>'),
      failed: (_, code) => text(code, '<html><body>error</body></html>'),
    },
    finish: (_, reply) => ({
      ...reply,
      headers: { 'set-cookie': `XSRF-TOKEN=${XSRF}; path=/; samesite=lax`, ...reply.headers },
    }),
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  const cookies = { cookie: `LEGACYSESSID=${SESSION}; XSRF-TOKEN=${XSRF}`, 'x-xsrf-token': XSRF };
  return { ...app, origin, db, cookies, tokens: { session: SESSION, xsrf: XSRF }, close };
}

const problem = (status, detail) =>
  json(
    status,
    { type: 'https://tools.ietf.org/html/rfc2616#section-10', title: 'An error occurred', detail },
    { 'content-type': 'application/problem+json; charset=utf-8' },
  );

const active = ({ cookies, faults }) => cookies.LEGACYSESSID === SESSION && !faults.expired();

const status = (context) =>
  active(context)
    ? {
        appStatus: { installed: true, locked: false },
        active: true,
        id: idOf('users', 1),
        firstName: 'Mara',
        lastName: 'Voss',
        userName: 'mara.voss',
      }
    : { appStatus: { installed: true, locked: false }, active: false };

/** The token of the cookie must come back as a header; a session that is over says so only within the answer. */
function graphql(db, context) {
  if (context.headers['x-xsrf-token'] !== XSRF) throw refuse(problem(403, 'Invalid CSRF token'));
  const { query, variables = {} } = context.body ?? {};
  try {
    if (typeof query !== 'string') throw graphqlFault('GraphQL query is not valid.');
    const operation = parseOperation(query, variables);
    const entries = operation.selection.map((field) => [
      field.alias,
      run(db, { ...context, user: idOf('users', 1) }, operation.kind, field),
    ]);
    return json(200, { data: Object.fromEntries(entries) });
  } catch (error) {
    if (error instanceof Error && error.graphql) return errors(error.message, { category: 'graphql' });
    if (error instanceof Error && error.suite)
      return errors(error.message, { status: error.status, category: error.status < 500 ? 'user' : 'internal' });
    throw error;
  }
}

const errors = (message, extensions) => json(200, { errors: [{ message, extensions }] });

function run(db, context, kind, { name, args, selection }) {
  const roots = { query: ['record', 'recordList'], mutation: ['saveRecord'] };
  if (!roots[kind].includes(name))
    throw graphqlFault(`Cannot query field "${name}" on type "${kind === 'query' ? 'Query' : 'Mutation'}".`);
  if (!active(context)) throw fault('Access Denied.', 403);
  if (name === 'saveRecord') {
    const { input } = args;
    if (!input?.module) throw graphqlFault('Field saveRecordInput.module of required type String! was not provided.');
    const odd = Object.keys(input).find(
      (key) => !['_id', 'identifier', 'module', 'attributes', 'clientMutationId'].includes(key),
    );
    if (odd)
      throw graphqlFault(
        `Variable "$input" got invalid value; Field "${odd}" is not defined by type "saveRecordInput".`,
      );
    const record = saveRecord(db, context, input);
    return project(
      { record, clientMutationId: input.clientMutationId ?? null },
      selection,
      { record: RECORD, clientMutationId: true },
      'saveRecordPayload',
    );
  }
  if (typeof args.module !== 'string')
    throw graphqlFault(`Field "${name}" argument "module" of type "String!" is required but not provided.`);
  if (name === 'recordList') return project(recordList(db, context, args), selection, LIST, 'RecordList');
  moduleOf(args.module);
  if (context.faults.denied(args.module, 'read')) throw fault('', 403);
  return project(recordOf(db, args.module, args.record ?? ''), selection, RECORD, 'Record');
}
