import type { PackStatus } from '@/lib/cache/pack-cache';
import { call } from '@/lib/messaging/client';
import type { InstallResult } from '@/lib/channels/install';

/** The bundled packs that are a whole set of rules, the usual one first. What only adds to one is put in by an admin. */
export const METHODS = [
  'meddpicc',
  'meddic',
  'bant',
  'champ',
  'spiced',
  'gpctba-ci',
  'challenger',
  'sandler',
  'value-selling',
  'hygiene',
] as const;

export type Method = (typeof METHODS)[number];

/** Bundled packs that stand on others and are no method by themselves. */
export const ADD_ONS = ['discount-approval', 'handover'] as const;

const CHOSEN = 'chosen-';

/** The method that is in use; null where the rules come from elsewhere. */
export function methodOf(status: PackStatus | null): Method | null {
  if (status === null) return null;
  const id = status.channel === 'file' && status.id.startsWith(CHOSEN) ? status.id.slice(CHOSEN.length) : null;
  return METHODS.find((method) => method === (status.channel === 'bundled' ? status.id : id)) ?? null;
}

/**
 * Makes a method's rules the active ones. The usual one is the extension's own pack; another is a pack that only extends
 * the bundled one, so that an update of the extension brings its newer rules as well.
 */
export async function takeMethod(method: Method): Promise<InstallResult> {
  if (method === METHODS[0]) return call('useBundledPack', null);
  const answer = await fetch(`/packs/${method}.json`);
  const { title } = (await answer.json()) as { title: unknown }; // shipped with the extension
  return call('installPack', { text: JSON.stringify(packOf(method, title)) });
}

/** The pack that stands for a chosen method. */
export function packOf(method: Method, title: unknown): Record<string, unknown> {
  return { fairlead: 1, id: `${CHOSEN}${method}`, version: 1, title, extends: [method] };
}
