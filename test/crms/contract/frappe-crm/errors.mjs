import { json, refuse } from '../kit/reply.mjs';

const STATUS = {
  PermissionError: 403,
  DoesNotExistError: 404,
  CSRFTokenError: 400,
  AuthenticationError: 401,
  OperationalError: 500,
};

/**
 * A refusal as Frappe puts it: the exception's class, a trace, and messages for the user, each JSON within JSON.
 * @param {string} type the exception's class; those not named otherwise are validation errors, 417
 * @param {string} message @param {object} [more] further keys of the body
 */
export function frappeError(type, message, more = {}) {
  const shown = { message, title: 'Message', indicator: 'red', raise_exception: 1, __frappe_exc_id: 'f0e1d2c3' };
  const body = {
    exception: `frappe.exceptions.${type}: ${message}`,
    exc_type: type,
    exc: JSON.stringify([`Traceback (most recent call last):\nfrappe.exceptions.${type}: ${message}\n`]),
    _server_messages: JSON.stringify([JSON.stringify(shown)]),
    ...more,
  };
  return refuse(json(STATUS[type] ?? 417, body));
}
