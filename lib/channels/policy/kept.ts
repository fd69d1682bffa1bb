import { LOCKED, type Lock } from '@/lib/domain/policy-rules';
import { policySchema, type Policy } from './policy';
import type { World } from '../world';

/** The managed policy that counts: the last one that could be used, until the browser has none any more. */
export async function keptPolicy(world: Pick<World, 'readKeptPolicy'>): Promise<Policy | null> {
  const kept = await world.readKeptPolicy();
  if (!kept || kept.gone || kept.policy === null) return null;
  const read = policySchema.safeParse(kept.policy);
  return read.success ? read.data : null;
}

/** Why something that the policy locks is refused; null when it is not locked. */
export async function lockedBy(world: Pick<World, 'readKeptPolicy'>, feature: Lock): Promise<string | null> {
  const policy = await keptPolicy(world);
  return policy?.locked.includes(feature) === true ? LOCKED : null;
}
