import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Deal } from './deal';

/**
 * JSON with sorted keys and no spaces, in the manner of RFC 8785: equal values give equal bytes on every machine.
 * Absent (`undefined`) members are left out. Throws a TypeError on what JSON cannot hold (NaN, functions, cycles).
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The first 32 hex digits (128 bits) of the SHA-256 of the canonical JSON: an identity, no signature. */
export function hash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value)))).slice(0, 32);
}

/** `hash`, its SHA-256 (text to hex) taken by whoever has a faster one: for what is large, where it can be waited for. */
export async function hashBy(digest: (text: string) => Promise<string>, value: unknown): Promise<string> {
  return (await digest(canonicalJson(value))).slice(0, 32);
}

/** The same for two readings that say the same, whenever and under whatever address they were read. */
export function snapshotHash(deal: Deal): string {
  return hash({ id: deal.id, fields: deal.fields, lists: deal.lists });
}

function write(value: unknown, depth: number): string {
  if (depth > 64) throw new TypeError('too deep for canonical JSON');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item ?? null, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return `{${members(value, depth)}}`;
  throw new TypeError(`not representable as canonical JSON: ${typeof value}`);
}

/** In one text as it goes: packs of a megabyte and every reading of a deal pass here. */
function members(value: object, depth: number): string {
  let text = '';
  for (const key of sorted(Object.keys(value))) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    if (text !== '') text += ',';
    text += `${JSON.stringify(key)}:${write(member, depth + 1)}`;
  }
  return text;
}

/** By UTF-16 code units, as RFC 8785 asks: so do `>` and sorting without a comparison of its own. Most keys are in order already. */
function sorted(keys: readonly string[]): readonly string[] {
  return keys.some((key, i) => i > 0 && (keys[i - 1] ?? '') > key) ? keys.toSorted() : keys;
}
