import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onReliableChange, readReliable } from '@/lib/cache/reliable-fields';

const NONE: ReadonlySet<string> = new Set();

/** The fields that this CRM's pages used to show; empty while they are being read. */
export function useReliable(tenant: string | null): ReadonlySet<string> {
  const client = useQueryClient();
  useEffect(() => {
    if (tenant === null) return undefined;
    const stop = new AbortController();
    const again = (): void => void client.invalidateQueries({ queryKey: ['reliable', tenant] });
    onReliableChange(tenant, again, stop.signal);
    return () => stop.abort();
  }, [client, tenant]);
  const { data } = useQuery({
    queryKey: ['reliable', tenant],
    queryFn: () => (tenant === null ? NONE : readReliable(tenant)),
    staleTime: 60_000,
    structuralSharing: false,
  });
  return data ?? NONE;
}
