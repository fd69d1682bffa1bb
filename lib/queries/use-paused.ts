import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onPaused, readPaused } from '@/lib/cache/paused';

/** The origins on which the user paused us; undefined while they are being read. */
export function usePaused(): readonly string[] | undefined {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['paused'], queryFn: readPaused });
  useEffect(() => {
    const stop = new AbortController();
    onPaused(() => void client.invalidateQueries({ queryKey: ['paused'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return data;
}
