import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { compiledOf, onPackSwitch, readPack } from '@/lib/cache/pack-cache';
import { onLanguage, readLanguage } from '@/lib/cache/words';
import { call } from '@/lib/messaging/client';
import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';

/** The active pack ready to run with its texts in `language`, or why there is none. */
export type ActivePack = { pack: RunnablePack; language: string; problem: null } | { pack: null; problem: string };

/** The query for the active pack; also asked before anything is on screen. */
export const packQuery = queryOptions({
  queryKey: ['pack'],
  queryFn: activePack,
  staleTime: Infinity,
  structuralSharing: false,
  retry: false,
});

/** The active pack from the cache; undefined while it is being read. Only the very first time does the background make it. */
export function usePack(): ActivePack | undefined {
  const client = useQueryClient();
  const query = useQuery(packQuery);
  useEffect(() => {
    const stop = new AbortController();
    const renew = (): void => void client.invalidateQueries({ queryKey: ['pack'] });
    onPackSwitch(renew, stop.signal);
    onLanguage(renew, stop.signal);
    return () => stop.abort();
  }, [client]);
  return query.error ? { pack: null, problem: query.error.message } : query.data;
}

async function activePack(): Promise<ActivePack> {
  const [cached, choice] = await Promise.all([readPack(), readLanguage()]);
  const language = choice ?? navigator.language;
  const loaded = cached && loadPack(compiledOf(cached), language);
  if (loaded?.ok === true) return { pack: loaded.pack, language, problem: null };
  // Nothing cached yet, or a corrupt entry: the background compiles the pack in use anew.
  const renewed = await call('renewPack', null);
  if (!renewed.ok) return { pack: null, problem: renewed.errors.map((error) => error.message).join(' ') };
  const again = await readPack();
  const reloaded = loadPack(again && compiledOf(again), language);
  return reloaded.ok ? { pack: reloaded.pack, language, problem: null } : { pack: null, problem: reloaded.reason };
}
