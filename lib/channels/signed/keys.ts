import { z } from '@/lib/domain/zod';
import { bytesOf, fromBase64Url, sha256Of, toBase64Url } from './bytes';

const ALGORITHM = 'Ed25519';

/** A public key as people pass it on: `ed25519:` and 43 characters. */
export const publicKeySchema = z
  .string()
  .regex(/^ed25519:[A-Za-z0-9_-]{43}$/, 'a public key is "ed25519:" and 43 characters');

/** A private key as its owner keeps it: never in the extension, never in a channel. */
export const keyFileSchema = z.strictObject({
  fairlead: z.literal('private key'),
  format: z.literal(1),
  publicKey: publicKeySchema,
  privateKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(200),
});

export type KeyFile = z.infer<typeof keyFileSchema>;

/** The short name by which a signature says whose it is. */
export function keyId(publicKey: string): string {
  return sha256Of(publicKey).slice(0, 16);
}

/** A new pair of keys. */
export async function newKey(): Promise<KeyFile> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const publicKey = `ed25519:${toBase64Url(raw)}`;
  return { fairlead: 'private key', format: 1, publicKey, privateKey: toBase64Url(secret) };
}

/** Signs a text; 86 characters of base64url. */
export async function signText(text: string, { privateKey }: KeyFile): Promise<string> {
  const key = await crypto.subtle.importKey('pkcs8', fromBase64Url(privateKey), ALGORITHM, false, ['sign']);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, bytesOf(text))));
}

/** Whether a signature of a text is by the owner of this key. */
export async function signedBy(text: string, signature: string, publicKey: string): Promise<boolean> {
  const raw = fromBase64Url(publicKey.slice('ed25519:'.length));
  try {
    const key = await crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, fromBase64Url(signature), bytesOf(text));
  } catch {
    return false; // bytes that are no point of the curve are nobody's key
  }
}
