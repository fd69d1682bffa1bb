import { createHmac } from 'node:crypto';
import { json, refuse } from '../kit/reply.mjs';

const SECRET = 'a secret that only this server knows, 32 characters or more';
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (text) => createHmac('sha256', SECRET).update(text).digest('base64url');

/** A JSON web token as Supabase Auth signs it. @param {object} claims */
export function tokenOf(claims) {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${signed(text)}`;
}

/**
 * Who is asking: first the gateway looks at `apikey`, then PostgREST at the token.
 * @param {object} context @param {string} anonKey @param {number} version PostgREST's; 13 gave expired tokens a code of their own
 */
export function whoIs({ headers, query, now, faults }, anonKey, version) {
  const key = headers.apikey ?? query.get('apikey');
  if (!key)
    throw refuse(
      json(401, { message: 'No API key found in request', hint: 'No `apikey` request header or url param was found.' }),
    );
  if (key !== anonKey)
    throw refuse(
      json(401, { message: 'Invalid API key', hint: 'Double check your Supabase `anon` or `service_role` API key.' }),
    );
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? key;
  const claims = claimsOf(token);
  if (!claims) throw unauthorised('PGRST301', 'No suitable key or wrong key type');
  if (faults.expired() || claims.exp * 1000 <= now())
    throw unauthorised(version >= 13 ? 'PGRST303' : 'PGRST301', 'JWT expired');
  return { role: claims.role, id: claims.sub };
}

function claimsOf(token) {
  const [head, body, signature] = token.split('.');
  if (signature === undefined || signature !== signed(`${head}.${body}`)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString());
}

function unauthorised(code, message) {
  const challenge = `Bearer error="invalid_token", error_description="${message}"`;
  return refuse(json(401, { code, details: null, hint: null, message }, { 'www-authenticate': challenge }));
}
