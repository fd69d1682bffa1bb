import { json, refuse, text } from '../kit/reply.mjs';

const LABELS = {
  AccessError: 'odoo.exceptions.AccessError',
  AccessDenied: 'odoo.exceptions.AccessDenied',
  MissingError: 'odoo.exceptions.MissingError',
  UserError: 'odoo.exceptions.UserError',
  ValidationError: 'odoo.exceptions.ValidationError',
  ValueError: 'builtins.ValueError',
  AttributeError: 'builtins.AttributeError',
  TypeError: 'builtins.TypeError',
  KeyError: 'builtins.KeyError',
};

const fault = (kind, message) => Object.assign(new Error(message), { odoo: { name: LABELS[kind], message } });

/** What the server's Python code raises: `throw raise('ValidationError', 'why')`. @param {keyof LABELS} kind @param {string} message */
export const raise = (kind, message) => fault(kind, message);

/** @param {unknown} error @returns {{ name: string, message: string } | undefined} */
export const raised = (error) => (error instanceof Error ? error.odoo : undefined);

const envelope = (id, code, message, data) =>
  json(
    200,
    { jsonrpc: '2.0', id: id ?? null, error: { code, message, data } },
    { 'content-type': 'application/json; charset=utf-8' },
  );

/** A refusal as the web client gets it: HTTP 200, the error inside. */
export const rpcError = (id, { name, message }) => {
  const debug = `Traceback (most recent call last):\n  File "/odoo/http.py"\n${name}: ${message}\n`;
  return envelope(id, 200, 'Odoo Server Error', { name, debug, message, arguments: [message], context: {} });
};

export const sessionExpired = (id) =>
  refuse(
    envelope(id, 100, 'Odoo Session Expired', {
      name: 'odoo.http.SessionExpiredException',
      debug: 'Traceback (most recent call last):\nodoo.http.SessionExpiredException: Session expired\n',
      message: 'Session expired',
      arguments: ['Session expired'],
      context: {},
    }),
  );

export const result = (id, value) =>
  json(200, { jsonrpc: '2.0', id: id ?? null, result: value }, { 'content-type': 'application/json; charset=utf-8' });

const page = (status, title) => text(status, `<!doctype html>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n`);

/** Outside of JSON-RPC it is the web server that answers, with a page. */
export const answers = {
  notFound: () => page(404, 'Not Found'),
  notAllowed: () => page(405, 'Method Not Allowed'),
  badBody: () => page(400, 'Bad Request'),
  limited: (_, seconds) => ({
    ...page(429, 'Too Many Requests'),
    headers: { 'content-type': 'text/html', 'retry-after': String(seconds) },
  }),
  daily: () => page(429, 'Too Many Requests'),
  failed: (_, status) => page(status, 'Service Unavailable'),
};
