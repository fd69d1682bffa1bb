/** @typedef {{ status: number, headers: Record<string, string>, body: string, drop?: true }} Reply */

/** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] @returns {Reply} */
export const json = (status, value, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  body: JSON.stringify(value),
});

/** @param {number} status @param {Record<string, string>} [headers] @returns {Reply} */
export const empty = (status, headers = {}) => ({ status, headers, body: '' });

/** @param {number} status @param {string} body @param {Record<string, string>} [headers] @returns {Reply} */
export const text = (status, body, headers = {}) => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

/** @param {string} location @param {Record<string, string>} [headers] @returns {Reply} */
export const redirect = (location, headers = {}) => ({ status: 302, headers: { location, ...headers }, body: '' });

const REFUSAL = Symbol('refusal');

/**
 * What a handler throws to end a request with this answer: `throw refuse(json(404, …))`.
 * @param {Reply} reply
 */
export const refuse = (reply) =>
  Object.assign(new Error(`refused with ${reply.status}: ${reply.body}`), { [REFUSAL]: reply });

/** @param {unknown} error @returns {Reply | undefined} the answer it carries, when it is a refusal */
export const refusalOf = (error) => (error instanceof Error ? error[REFUSAL] : undefined);

/** @param {string | undefined} header @returns {Record<string, string>} */
export const readCookies = (header) =>
  Object.fromEntries(
    (header ?? '').split(';').flatMap((part) => {
      const at = part.indexOf('=');
      return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
    }),
  );

/** @param {string} name @param {string} value @param {string} [more] attributes besides `Path=/` */
export const setCookie = (name, value, more = 'HttpOnly; SameSite=Lax') => ({
  'set-cookie': `${name}=${value}; Path=/; ${more}`,
});
