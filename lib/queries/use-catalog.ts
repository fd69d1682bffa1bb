import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onAdaptersChange, readCatalog } from '@/lib/cache/adapters';
import type { Catalog } from '@/lib/crm/catalog';

/** The query for the adapters in use; also asked before anything is on screen. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: readCatalog,
  staleTime: Infinity,
  structuralSharing: false,
});

/** Every adapter in use; undefined while it is being read. Follows a change from anywhere. */
export function useCatalog(): Catalog | undefined {
  const client = useQueryClient();
  const { data } = useQuery(catalogQuery);
  useEffect(() => {
    const stop = new AbortController();
    onAdaptersChange(() => void client.invalidateQueries({ queryKey: ['catalog'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return data;
}
