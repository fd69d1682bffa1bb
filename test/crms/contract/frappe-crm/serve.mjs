import { createApp } from '../kit/app.mjs';
import { json, text } from '../kit/reply.mjs';
import { openFrappe } from './data.mjs';
import { DOCTYPES, fieldsOf } from './doctypes.mjs';
import { documentHandlers } from './documents.mjs';
import { frappeError } from './errors.mjs';
import { listHandler } from './list.mjs';

const USER = 'mara.voss@fairlead.example';
const SESSION = { sid: '3f2a0c5d8e7b4a6190d2c4b6a8e0f1d3', csrf: 'c5e1f0a29b8d47c6b3a4958672d1e0f4' };
const API_KEY = 'a1b2c3d4e5f6a7b:0f9e8d7c6b5a493';

/**
 * Frappe CRM on its framework's REST API (`/api/resource`).
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, faults?: (faults: object) => void }} [options]
 */
export async function startFrappeCrm({ deals, seed, now, port = 0, faults } = {}) {
  const db = openFrappe({ deals, seed, now: now?.() });
  const document = documentHandlers(db);
  const app = createApp({
    now,
    routes: [
      ['GET', '/api/resource/:doctype', listHandler(db)],
      ['POST', '/api/resource/:doctype', document.post],
      ['GET', '/api/resource/:doctype/:name', document.get],
      ['PUT', '/api/resource/:doctype/:name', document.put],
      ['GET', '/api/method/frappe.auth.get_logged_user', ({ user }) => json(200, { message: user })],
      ['GET', '/api/method/frappe.desk.form.load.getdoctype', description],
    ],
    answers: {
      notFound: () => json(404, { exc_type: 'DoesNotExistError' }),
      notAllowed: () => json(405, { exc_type: 'MethodNotAllowed' }),
      badBody: () => json(417, { exc_type: 'ValidationError' }),
      limited: (_, seconds) => tooMany(seconds),
      daily: () => tooMany(86_400),
      failed: (_, status) => text(status, '<html><body><h1>Server Error</h1></body></html>'),
    },
    authenticate: signIn,
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  const cookies = { cookie: `sid=${SESSION.sid}`, 'x-frappe-csrf-token': SESSION.csrf };
  return { ...app, origin, db, ...SESSION, cookies, tokens: { apiKey: API_KEY }, token: API_KEY, user: USER, close };
}

const tooMany = (seconds) =>
  text(429, 'Too Many Requests', {
    'retry-after': String(seconds),
    'x-ratelimit-reset': String(seconds),
    'x-ratelimit-limit': '36000000000',
    'x-ratelimit-remaining': '0',
  });

/** By key and secret, or by the session's cookie and, on writes, the token the page keeps. */
function signIn({ headers, cookies, method, faults, path }) {
  if (headers.authorization !== undefined) {
    if (headers.authorization !== `token ${API_KEY}` || faults.expired())
      throw frappeError('AuthenticationError', 'Invalid token');
    return USER;
  }
  if (cookies.sid !== SESSION.sid || faults.expired()) {
    // Whose session is over is a guest, and a guest may read nothing.
    const doctype = decodeURIComponent(path.split('/')[3] ?? '');
    const message = `User <strong>Guest</strong> does not have doctype access via role permission for document <strong>${doctype}</strong>`;
    throw frappeError('PermissionError', message, cookies.sid === undefined ? {} : { session_expired: 1 });
  }
  if (method !== 'GET' && headers['x-frappe-csrf-token'] !== SESSION.csrf)
    throw frappeError('CSRFTokenError', 'Invalid Request');
  return USER;
}

function description({ query }) {
  const doctype = query.get('doctype');
  if (!Object.hasOwn(DOCTYPES, doctype)) throw frappeError('DoesNotExistError', `DocType ${doctype} not found`);
  return json(200, { docs: [{ doctype: 'DocType', name: doctype, fields: fieldsOf(doctype) }], user_settings: '{}' });
}
