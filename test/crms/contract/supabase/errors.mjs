import { json, refuse } from '../kit/reply.mjs';

const STATUS = { 23503: 409, 23505: 409, 42501: 403 };

/** PostgreSQL's own error, as PostgREST hands it on. @param {string} code @param {string} message @param {{ details?: string, hint?: string }} [more] */
export const pgError = (code, message, { details = null, hint = null } = {}) =>
  refuse(json(STATUS[code] ?? 400, { code, details, hint, message }));

/** An error of PostgREST itself. @param {number} status @param {string} code @param {string} message @param {{ details?: string, hint?: string }} [more] */
export const restError = (status, code, message, { details = null, hint = null } = {}) =>
  refuse(json(status, { code, details, hint, message }));

export const noColumn = (table, column) => pgError('42703', `column ${table}.${column} does not exist`);
