import { onLearnedAnywhere } from '@/lib/cache/learned-cache';
import { onPackSwitch } from '@/lib/cache/pack-cache';
import { makeQueue, type Queue } from '@/lib/queue/queue';
import type { FairleadDatabase } from '@/lib/store/database';
import { showBadge, watchOverviews } from './badge';
import { currentClock } from './current-clock';

/** The queue with all that keeps it up to date and shows what is due. Registers its listeners at once. */
export function startQueue(database: () => FairleadDatabase): Queue {
  const queue = makeQueue({
    database,
    clock: currentClock,
    language: navigator.language,
    onMoved: async (tenant) => showBadge(tenant, await queue.due(tenant)),
  });
  watchOverviews((tenant) => queue.due(tenant));
  const stop = new AbortController(); // never: these live as long as the worker
  const renewAll = async (): Promise<void> => {
    const tenants = (await database().queue.orderBy('tenant').uniqueKeys()).map(String);
    for (const tenant of tenants) await queue.refresh(tenant); // one at a time leaves room for others
  };
  onPackSwitch(() => void renewAll().catch(() => undefined), stop.signal);
  onLearnedAnywhere((tenant) => void queue.refresh(tenant).catch(() => undefined), stop.signal);
  return queue;
}
