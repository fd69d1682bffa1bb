import { json, refuse } from '../kit/reply.mjs';

const INFO = 'Please check developers.pipedrive.com';

/** @param {unknown} data @param {object} [additional] */
export const success = (data, additional) =>
  json(200, { success: true, data, ...(additional ? { additional_data: additional } : {}) });

/** @param {number} status @param {string} error @param {object} [more] @param {Record<string, string>} [headers] */
export const failure = (status, error, more = {}, headers = {}) =>
  json(status, { success: false, error, error_info: INFO, data: null, additional_data: null, ...more }, headers);

/** What the gateway says before any endpoint is reached: it knows `errorCode`, the endpoints do not. */
export const gateway = (status, error) => json(status, { success: false, error, errorCode: status, error_info: INFO });

/** v2 refuses a request whose query or body is not of the schema. @param {string} message @param {string} [fieldCode] of a custom field */
export const invalid = (message, fieldCode) =>
  refuse(
    failure(400, `Validation failed: ${message}`, {
      code: 'ERR_SCHEMA_VALIDATION_FAILED',
      ...(fieldCode ? { additional_data: { field_code: fieldCode } } : {}),
    }),
  );

/** @param {string} what */
export const missing = (what) => refuse(failure(404, `${what} not found`));

/** One page by v2's opaque cursor. @param {{ query: URLSearchParams }} context @param {readonly { id: number }[]} rows in the order asked for @param {(row: object) => object} [show] */
export function cursorPage({ query }, rows, show = (row) => row) {
  const limit = limitOf(query);
  const after = query.has('cursor') ? afterOf(query.get('cursor')) : undefined;
  const start = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  const page = rows.slice(start, start + limit);
  const more = start + limit < rows.length;
  return success(page.map(show), { next_cursor: more ? cursorOf(page.at(-1).id) : null });
}

/** One page by v1's `start`. @param {{ query: URLSearchParams }} context @param {readonly object[]} rows */
export function offsetPage({ query }, rows) {
  const start = Number(query.get('start') ?? 0);
  const limit = limitOf(query);
  const more = start + limit < rows.length;
  const pagination = { start, limit, more_items_in_collection: more, ...(more ? { next_start: start + limit } : {}) };
  return success(rows.slice(start, start + limit), { pagination });
}

function limitOf(query) {
  const limit = query.get('limit') ?? '100';
  if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 500) throw invalid('limit: must be from 1 to 500');
  return Number(limit);
}

const cursorOf = (id) => Buffer.from(JSON.stringify({ field: 'id', fieldValue: id })).toString('base64url');

function afterOf(cursor) {
  try {
    const { fieldValue } = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Number.isInteger(fieldValue)) return fieldValue;
  } catch {
    // Falls through to the refusal.
  }
  throw invalid('cursor: not a valid cursor');
}
