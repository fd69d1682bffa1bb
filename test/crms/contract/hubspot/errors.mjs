import { json, refuse } from '../kit/reply.mjs';

let count = 0;
const correlationId = () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;

/** @param {number} status @param {string} category @param {string} message @param {object} [more] @param {Record<string, string>} [headers] */
export const hsError = (status, category, message, more = {}, headers = {}) =>
  json(status, { status: 'error', message, correlationId: correlationId(), category, ...more }, headers);

export const deny = (...args) => refuse(hsError(...args));

/** The one shape of a refused write: every property that is wrong at once, as a text within and as a list besides. */
export function denyValues(problems, portalId) {
  const inner = problems.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  const errors = problems.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } }));
  return deny(400, 'VALIDATION_ERROR', `Property values were not valid: ${JSON.stringify(inner)}`, { errors });
}

const limited = (policyName, message) =>
  json(429, { status: 'error', message, errorType: 'RATE_LIMIT', correlationId: correlationId(), policyName });

export const answers = {
  notFound: () => hsError(404, 'OBJECT_NOT_FOUND', 'resource not found'),
  notAllowed: () => hsError(405, 'METHOD_NOT_ALLOWED', 'method not allowed'),
  badBody: () => hsError(400, 'VALIDATION_ERROR', 'Invalid input JSON: could not be parsed'),
  // Seconds are in no header: a client knows the length of the window.
  limited: () => limited('TEN_SECONDLY_ROLLING', 'You have reached your ten_secondly_rolling limit.'),
  daily: () => limited('DAILY', 'You have reached your daily limit.'),
  failed: (_, status) => hsError(status, 'INTERNAL_ERROR', 'internal error'),
};
