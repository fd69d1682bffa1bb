import { allSources } from '@/lib/store/sources';
import { checkSource } from './check-source';
import { replanned } from './rollout/schedule';
import type { World } from './world';

/** Should the worker be stopped in the middle of a round, the alarm rings again this much later. */
const RESUME = 2 * 60_000;

type Alarm = { set: (when: number) => Promise<void>; clear: () => Promise<void> };

/** Asks every source that is due, and sets the alarm for the next one. Those that were slept through get a new time first. */
export async function round(world: World, alarm: Alarm): Promise<void> {
  const sources = (await allSources(world.database)).filter(({ orphan }) => !orphan);
  if (sources.length === 0) return alarm.clear();
  await alarm.set(world.now() + RESUME);
  for (const { id, dueAt, checkedAt } of sources) {
    const now = world.now();
    // The very first time nobody is waiting beside: a new computer gets its rules at once.
    const due = checkedAt === null ? now : replanned(dueAt, now, world.random());
    if (due !== dueAt) await world.database.sources.update(id, { dueAt: due });
    if (due <= now) await checkSource(world, id);
  }
  const next = (await allSources(world.database)).filter(({ orphan }) => !orphan).map(({ dueAt }) => dueAt);
  await (next.length === 0 ? alarm.clear() : alarm.set(Math.min(...next)));
}
