import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onAdaptersChange, readInstalled } from '@/lib/cache/adapters';
import type { Installed } from '@/lib/crm/installed';

/** What was added to the shipped adapters; undefined while it is being read. Follows a change from anywhere. */
export function useInstalled(): Installed | undefined {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['installed'], queryFn: readInstalled });
  useEffect(() => {
    const stop = new AbortController();
    onAdaptersChange(() => void client.invalidateQueries({ queryKey: ['installed'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return data;
}
