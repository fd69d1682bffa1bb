import { bytesOf, sha256Of } from '@/lib/channels/signed/bytes';
import { unsigned, withSignature, type Envelope } from '@/lib/channels/signed/envelope';
import { newKey, type KeyFile } from '@/lib/channels/signed/keys';
import type { Release } from '@/lib/channels/signed/release';

export const ANNA = await newKey();
export const BEN = await newKey();
export const CARLA = await newKey();

/** A pack of a version, as it is published. */
export function packText(version: number, more: object = {}): string {
  return `${JSON.stringify({ fairlead: 1, id: 'acme', version, title: `Acme ${version}`, ...more })}\n`;
}

export function releaseOf(text: string, version: number, more: Partial<Release> = {}): Release {
  return {
    type: 'release',
    channel: 'acme',
    pack: { id: 'acme', version, sha256: sha256Of(text), size: bytesOf(text).length, file: `acme-${version}.json` },
    issuedAt: '2026-06-01T00:00:00Z',
    expires: '2026-09-01',
    share: 100,
    allow: [],
    ...more,
  };
}

export async function signedBy(
  keys: readonly KeyFile[],
  payload: object,
  type: Envelope['type'] = 'release',
): Promise<Envelope> {
  let envelope = unsigned(type, JSON.stringify(payload));
  for (const key of keys) envelope = await withSignature(envelope, key);
  return envelope;
}

export function rootOf(version: number, keys: readonly KeyFile[], threshold = 1): object {
  return { type: 'root', channel: 'acme', version, keys: keys.map((key) => key.publicKey), threshold };
}

/** The files of a channel by their names. */
export function siteOf(
  releases: readonly Envelope[],
  packs: Readonly<Record<string, string>>,
  roots: readonly Envelope[] = [],
): Record<string, string> {
  return {
    'channel.json': JSON.stringify({ fairlead: 'channel', format: 1, channel: 'acme', roots, releases }),
    ...packs,
  };
}

/** A site with one version for everybody. */
export async function siteWith(
  version: number,
  keys: readonly KeyFile[] = [ANNA],
  more: Partial<Release> = {},
): Promise<Record<string, string>> {
  const text = packText(version);
  return siteOf([await signedBy(keys, releaseOf(text, version, more))], { [`acme-${version}.json`]: text });
}
