import { z } from '@/lib/domain/zod';
import { note } from '@/lib/store/audit';
import { allSources, dropSource, putSource, sourceById, together } from '@/lib/store/sources';
import { checkSource } from './check-source';
import { newSource, withSetting } from './new-source';
import { refreshNews } from './news';
import { keptPolicy, lockedBy } from './policy/kept';
import { EVERY_MINUTES } from './rollout/schedule';
import { settle } from './settle';
import { SIGNED_LIMITS } from './signed/envelope';
import { publicKeySchema } from './signed/keys';
import { subscriptionUrl } from './subscription-url';
import type { World } from './world';

/** What an admin types to subscribe to a channel. */
export const subscriptionInput = z.strictObject({
  name: z.string().min(1).max(64),
  channel: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'a channel’s name has small letters, digits and hyphens'),
  url: z.string().max(2_000),
  keys: z.array(publicKeySchema).min(1).max(SIGNED_LIMITS.keys),
  threshold: z.int().min(1).max(SIGNED_LIMITS.keys),
});

export type SubscriptionInput = z.infer<typeof subscriptionInput>;

/** Subscribes to a channel and asks it at once. Throws what is wrong with the address, or that the policy does not allow it. */
export async function subscribe(world: World, input: SubscriptionInput): Promise<void> {
  const refusal = await lockedBy(world, 'subscriptions');
  if (refusal !== null) throw new Error(refusal);
  const url = subscriptionUrl(input.url, (await keptPolicy(world))?.allowLoopbackHttp === true);
  if (!url.ok) throw new Error(url.refusal.message);
  if (new Set(input.keys).size < input.threshold) throw new Error('It asks for more signatures than it has keys.');
  const order = (await allSources(world.database)).length;
  const setting = {
    ...input,
    url: url.value.href,
    by: 'subscription',
    order,
    ring: null,
    groups: [],
    everyMinutes: EVERY_MINUTES,
  } as const;
  const fresh = newSource(setting, world.now());
  await together(world.database, async () => {
    const old = await sourceById(world.database, fresh.id);
    await putSource(world.database, old ? withSetting(old, fresh) : fresh);
    await tell(world, fresh.name, `Subscribed to ${fresh.url}.`);
  });
  await checkSource(world, fresh.id);
}

/** Ends a subscription; what it brought goes with it. One that the policy set cannot be ended here. */
export async function unsubscribe(world: World, id: string): Promise<void> {
  await world.exclusively(async () => {
    const source = await sourceById(world.database, id);
    if (!source) return;
    const refusal = await lockedBy(world, 'subscriptions');
    if (refusal !== null || (source.by === 'managed' && !source.orphan))
      throw new Error(refusal ?? 'Your organisation’s policy sets this subscription.');
    await together(world.database, async () => {
      await dropSource(world.database, id);
      await tell(world, source.name, 'The subscription was ended.');
    });
    await settle(world);
    await refreshNews(world);
  });
}

function tell(world: World, source: string, message: string): Promise<void> {
  return note(world.database, { at: world.now(), kind: 'source', source, pack: '', version: null, message });
}
