import { sha256 } from '@noble/hashes/sha2.js';

/** A one-time secret and its hash (RFC 7636, S256). `random` is at least 32 random bytes. */
export function pkce(random: Uint8Array): { verifier: string; challenge: string } {
  if (random.length < 32) throw new Error('a verifier needs 32 random bytes');
  const verifier = base64Url(random);
  return { verifier, challenge: base64Url(sha256(new TextEncoder().encode(verifier))) };
}

/** Base64 for addresses, without padding (RFC 4648, 5). */
export function base64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
