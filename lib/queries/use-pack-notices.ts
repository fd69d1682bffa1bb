import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onNews, readNews } from '@/lib/cache/news-cache';
import { packNotices, type PackNews } from '@/lib/domain/pack-news';
import { currentClock } from '@/lib/messaging/current-clock';
import { usePackStatus } from './use-pack-status';

/** What there is to tell about where the rules come from, in sentences. Needs neither the worker nor a network. */
export function usePackNotices(): string[] {
  const status = usePackStatus();
  const data = usePackNews();
  return status && data ? packNotices(status, data, currentClock().now) : [];
}

/** What is known of the packs' channels; undefined while it is being read. Follows what comes in. */
export function usePackNews(): PackNews | undefined {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['packNews'], queryFn: readNews });
  useEffect(() => {
    const stop = new AbortController();
    onNews(() => void client.invalidateQueries({ queryKey: ['packNews'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return data;
}
