import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onPackSwitch, readPackStatus, type PackStatus } from '@/lib/cache/pack-cache';

/** What the active pack is; null when there is none, undefined while it is being read. Follows a switch from anywhere. */
export function usePackStatus(): PackStatus | null | undefined {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['packStatus'], queryFn: readPackStatus });
  useEffect(() => {
    const stop = new AbortController();
    onPackSwitch(() => void client.invalidateQueries({ queryKey: ['packStatus'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return data;
}
