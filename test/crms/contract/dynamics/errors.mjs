import { json, refuse } from '../kit/reply.mjs';

const ODATA = { 'content-type': 'application/json; odata.metadata=minimal', 'odata-version': '4.0' };

/** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] an answer with OData's own headers */
export const odata = (status, value, headers = {}) => json(status, value, { ...ODATA, ...headers });

/** @param {number} status @param {string} code @param {string} message @param {Record<string, string>} [headers] */
export const dvError = (status, code, message, headers = {}) => odata(status, { error: { code, message } }, headers);

export const deny = (...args) => refuse(dvError(...args));

/** A URL that cannot be read: unknown property, option or syntax. */
export const badUrl = (message) => deny(400, '0x80060888', message);

/** A body that cannot be read. */
export const badPayload = (message) =>
  deny(400, '0x80048d19', `Error identified in Payload provided by the user: ${message}`);

const seconds = (wait) => ({ 'retry-after': String(wait) });

export const answers = {
  notFound: ({ path }) => dvError(404, '0x80060888', `Resource not found for the segment '${path.split('/').at(-1)}'.`),
  notAllowed: ({ method }) =>
    dvError(405, '0x80060888', `The requested resource does not support http method '${method}'.`),
  badBody: () => dvError(400, '0x80048d19', 'Error identified in Payload provided by the user: invalid JSON.'),
  limited: (_, wait) =>
    dvError(
      429,
      '0x80072322',
      'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
      seconds(wait),
    ),
  // The daily allotment of the licence throttles in the same way, only for longer.
  daily: () => dvError(429, '0x80072321', 'Combined execution time of incoming requests exceeded limit.', seconds(300)),
  failed: (_, status) => dvError(status, '0x80044178', 'The service is unavailable.'),
};
