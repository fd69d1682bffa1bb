import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asLearned, type Learned } from '@/lib/assess/learned';
import { onLearned, readLearned } from '@/lib/cache/learned-cache';

/** The query for what was learned of a tenant's deals; also asked before anything is on screen. */
export function learnedQuery(tenant: string | null) {
  return queryOptions({
    queryKey: ['learned', tenant],
    queryFn: async () => (tenant === null ? null : asLearned(await readLearned(tenant))),
    staleTime: Infinity,
    structuralSharing: false, // a model is known by its hash; comparing its thousands of numbers would cost more than it saves
  });
}

/** What was learned of the tenant's deals; null when there is nothing yet, undefined while it is being read. */
export function useLearned(tenant: string | null): Learned | null | undefined {
  const client = useQueryClient();
  const { data } = useQuery(learnedQuery(tenant));
  useEffect(() => {
    if (tenant === null) return undefined;
    const stop = new AbortController();
    onLearned(tenant, () => void client.invalidateQueries({ queryKey: ['learned', tenant] }), stop.signal);
    return () => stop.abort();
  }, [client, tenant]);
  return data;
}
