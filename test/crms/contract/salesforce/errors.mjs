import { json, refuse } from '../kit/reply.mjs';

/** @param {number} status @param {string} errorCode @param {string} message @param {readonly string[]} [fields] */
export const sfError = (status, errorCode, message, fields) =>
  json(status, [{ ...(fields ? { fields } : {}), message, errorCode }]);

/** Ends the request with the org's refusal. */
export const deny = (status, errorCode, message, fields) => refuse(sfError(status, errorCode, message, fields));

export const notFound = () => sfError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** How the org puts what a test switches on. It sends no Retry-After: neither limit has one. */
export const answers = {
  notFound,
  notAllowed: ({ method }) =>
    sfError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are HEAD,GET,POST,PATCH,DELETE`),
  badBody: () => sfError(400, 'JSON_PARSER_ERROR', 'Unexpected character at [line:1, column:1]'),
  limited: () => sfError(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
  daily: () => sfError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  failed: (_, status) =>
    status === 503
      ? sfError(503, 'SERVER_UNAVAILABLE', 'The server is unavailable')
      : sfError(status, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
};
