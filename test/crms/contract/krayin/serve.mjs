import { createApp } from '../kit/app.mjs';
import { json, redirect, refuse, text } from '../kit/reply.mjs';
import { openKrayin } from './data.mjs';
import { failed, invalid, refused } from './errors.mjs';
import { leadHandlers } from './leads.mjs';
import { activityOf, leadRow } from './resources.mjs';

const SESSION = 'eyJpdiI6InNlc3Npb24ifQ';
/** The cookie is encrypted and ends in a padding that must be decoded before it goes back as a header. */
const XSRF = 'eyJpdiI6InhzcmYiLCJ2YWx1ZSI6ImFiYyJ9==';

/**
 * Krayin's admin routes for leads, behind Laravel's session.
 * @param {{ deals?: number, seed?: number, now?: () => number, port?: number, adminPath?: string, faults?: (faults: object) => void }} [options]
 */
export async function startKrayin({ deals, seed, now, port = 0, adminPath = 'admin', faults } = {}) {
  const db = openKrayin({ deals, seed, now: now?.() });
  const lead = leadHandlers(db);
  const base = `/${adminPath}`;
  const routes = [
    ['GET', '/leads', lead.index],
    ['GET', '/leads/get', lead.board],
    ['GET', '/leads/search', lead.search],
    ['GET', '/leads/view/:id', lead.view],
    ['GET', '/leads/:id/activities', (context) => activities(db, context)],
    ['PUT', '/leads/attributes/edit/:id', lead.attributes],
    ['PUT', '/leads/stage/edit/:id', lead.stage],
    ['PUT', '/leads/edit/:id', lead.edit],
    ['POST', '/activities/create', (context) => addActivity(db, context)],
  ];
  const app = createApp({
    now,
    routes: [
      ...routes.map(([method, path, handler]) => [method, base + String(path), handler]),
      [
        'GET',
        `${base}/login`,
        () => text(200, '<!DOCTYPE html><title>Sign In</title><form method="post"></form>'),
        { open: true },
      ],
    ],
    answers: {
      notFound: (context) => failed(context, 404, `The route ${context.path.slice(1)} could not be found.`),
      notAllowed: (context) =>
        failed(context, 405, `The ${context.method} method is not supported for route ${context.path.slice(1)}.`),
      badBody: (context) => failed(context, 400, 'Bad Request'),
      limited: (_, seconds) =>
        json(429, { message: 'Too Many Attempts.' }, { 'retry-after': String(seconds), 'x-ratelimit-remaining': '0' }),
      daily: (context) => failed(context, 503, 'Service Unavailable'),
      failed: (context, status) => failed(context, status, 'Server Error'),
    },
    authenticate: (context) => signIn(context, base),
    finish: (_, reply) => ({
      ...reply,
      headers: { 'set-cookie': `XSRF-TOKEN=${encodeURIComponent(XSRF)}; path=/; samesite=lax`, ...reply.headers },
    }),
  });
  faults?.(app.faults);
  const { origin, close } = await app.listen(port);
  const cookies = {
    cookie: `krayin_crm_session=${SESSION}; XSRF-TOKEN=${encodeURIComponent(XSRF)}`,
    'x-xsrf-token': XSRF,
    accept: 'application/json',
    'x-requested-with': 'XMLHttpRequest',
  };
  return { ...app, origin, db, cookies, tokens: { session: SESSION, xsrf: XSRF }, close };
}

/** First the token of the form, which an expired session no longer knows; then the guard, which sends everybody to the login page. */
function signIn(context, base) {
  const { cookies, headers, method, faults } = context;
  const alive = cookies.krayin_crm_session === SESSION && !faults.expired();
  if (method !== 'GET' && (!alive || headers['x-xsrf-token'] !== XSRF))
    throw refused(context, 419, 'CSRF token mismatch.');
  if (!alive) throw refuse(redirect(`${base}/login`));
  if (method === 'GET' && faults.denied('leads', 'read')) throw refused(context, 401, 'This action is unauthorized.');
  return { id: 1 };
}

function activities(db, context) {
  const { id } = leadRow(db, context);
  return json(200, {
    data: db.all('SELECT * FROM activities WHERE lead_id = ? ORDER BY at DESC', [id]).map((row) => activityOf(db, row)),
  });
}

function addActivity(db, context) {
  const body = context.body ?? {};
  const errors = {};
  if (!body.type) errors.type = ['The type field is required.'];
  if (body.type === 'note' && !body.comment) errors.comment = ['The comment field is required when type is note.'];
  if (!['note', 'file'].includes(body.type))
    for (const name of ['schedule_from', 'schedule_to'])
      if (!body[name]) errors[name] = [`The ${name.replace('_', ' ')} field is required unless type is in note, file.`];
  if (Object.keys(errors).length > 0) throw invalid(context, errors);
  const { title, type, comment, schedule_from: from, schedule_to: to, lead_id: lead } = body;
  const id = db.insert('activities', {
    lead_id: lead ?? null,
    user_id: context.user.id,
    type,
    title,
    comment,
    schedule_from: from,
    schedule_to: to,
    is_done: type === 'note' ? 1 : 0,
    at: context.now(),
  });
  return json(200, {
    data: activityOf(db, db.get('SELECT * FROM activities WHERE id = ?', [id])),
    message: 'Activity created successfully.',
  });
}
