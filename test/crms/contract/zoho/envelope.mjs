import { json, refuse } from '../kit/reply.mjs';

/** One thing said about the whole request. @param {number} status @param {string} code @param {string} message @param {object} [details] */
export const said = (status, code, message, details = {}) => json(status, { code, details, message, status: 'error' });

/** @param {number} status @param {string} code @param {string} message @param {object} [details] */
export const refused = (status, code, message, details) => refuse(said(status, code, message, details));

/** What is said about one record of those sent. @param {number} status @param {string} code @param {string} message @param {object} details */
export const refusedRecord = (status, code, message, details) =>
  refuse(json(status, { data: [{ code, details, message, status: 'error' }] }));

export const noSuchModule = () =>
  said(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });

/** The fields asked for; a list without them is refused. @param {URLSearchParams} query */
export function fieldsOf(query) {
  const asked = query.get('fields');
  if (!asked) throw refused(400, 'REQUIRED_PARAM_MISSING', 'required param is missing', { param_name: 'fields' });
  const names = asked.split(',');
  if (names.length > 50) throw refused(400, 'LIMIT_EXCEEDED', 'limit exceeded', { limit: 50, param_name: 'fields' });
  return names;
}

/** `{ name, id }`, as lookups go out. @param {ReturnType<typeof import('../kit/database.mjs').openDatabase>} db @param {string} table @param {string | null} id */
export function lookup(db, table, id) {
  if (id === null) return null;
  const row = db.get(`SELECT * FROM ${table} WHERE id = ?`, [id]);
  return table === 'users' ? { name: row.name, id, email: row.email } : { name: row.name, id };
}

const DAY = 86_400_000;

/** `page` up to record 2,000, beyond it only `page_token`, which holds what was asked and ends after a day. */
export function pageOf({ query, now }, what) {
  const perPage = whole(query, 'per_page', 200, 200);
  const asked = JSON.stringify([what, query.get('fields'), query.get('sort_by'), query.get('sort_order'), perPage]);
  const token = query.get('page_token');
  if (token === null) {
    const page = whole(query, 'page', 1, Infinity);
    if (page * perPage > 2000)
      throw refused(
        400,
        'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
        'You can only get the first 2000 records without using page_token param',
        { limit: 2000 },
      );
    return { start: (page - 1) * perPage, perPage, page, tokenFor: tokenFor(asked, now) };
  }
  if (query.has('page')) {
    const both = [{ param_name: 'page' }, { param_name: 'page_token' }];
    throw refused(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', {
      ambiguity_due_to: both,
    });
  }
  const [bound, start, until] = read(token);
  if (bound !== asked)
    throw refused(
      400,
      'TOKEN_BOUND_DATA_MISMATCH',
      'The page_token given seems to be invalid or input param is added or altered or deleted',
      { param_name: 'page_token' },
    );
  if (until < now())
    throw refused(400, 'EXPIRED_VALUE', 'The page_token is expired', {
      api_name: 'page_token',
      json_path: '$.page_token',
    });
  return { start, perPage, page: Math.floor(start / perPage) + 1, tokenFor: tokenFor(asked, now) };
}

function whole(query, name, standard, most) {
  const value = query.get(name) ?? String(standard);
  if (!/^\d+$/.test(value) || Number(value) < 1 || Number(value) > most)
    throw refused(400, 'INVALID_DATA', `the ${name} given seems to be invalid`, { param_name: name });
  return Number(value);
}

const tokenFor = (asked, now) => (start) => ({
  token: Buffer.from(JSON.stringify([asked, start, now() + DAY])).toString('base64url'),
  expires: now() + DAY,
});

function read(token) {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return [];
  }
}
