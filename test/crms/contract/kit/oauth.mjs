import { createHash } from 'node:crypto';
import { redirect } from './reply.mjs';

/** Where a browser lets an extension's sign-in come back to. */
export const isRedirect = (uri) =>
  /^https:\/\/[a-z0-9]+\.(chromiumapp\.org|extensions\.allizom\.org)\//.test(uri) ||
  /^http:\/\/127\.0\.0\.1[:/]/.test(uri);

/** The way back from a sign-in page, with what it brings and the state that was sent. */
export function backTo(uri, query, values) {
  const target = new URL(uri);
  for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
  if (query.has('state')) target.searchParams.set('state', query.get('state'));
  return redirect(target.href);
}

/** Whether a verifier is the one that a challenge was made of (RFC 7636, S256). */
export function verifies(verifier, challenge) {
  const hash = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
  return /^[\w.~-]{43,128}$/.test(verifier ?? '') && hash === challenge;
}
