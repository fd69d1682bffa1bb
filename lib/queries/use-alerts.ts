import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browser } from 'wxt/browser';
import { onQueueState } from '@/lib/cache/queue-cache';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';

export type AlertsToday = Calls['alertsToday']['output'];
export type QuietRule = Calls['quietRules']['output'][number];

/** What was told today of a CRM's deals; undefined while it is being read. */
export function useAlerts(tenant: string): {
  today: AlertsToday | undefined;
  setLimit: (limit: number | null) => void;
} {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['alerts', tenant], queryFn: () => call('alertsToday', { tenant }) });
  const renew = (): void => void client.invalidateQueries({ queryKey: ['alerts'] });
  const limit = useMutation({
    mutationFn: (value: number | null) => call('setAlertLimit', { limit: value }),
    onSettled: renew,
  });
  useEffect(() => {
    const stop = new AbortController();
    onQueueState(tenant, () => void client.invalidateQueries({ queryKey: ['alerts', tenant] }), stop.signal);
    return () => stop.abort();
  }, [client, tenant]);
  return { today: data, setLimit: limit.mutate };
}

/** Whether the browser may show notifications, and the way to ask for it or give it up; undefined while that is looked up. */
export function useMayNotify(): { may: boolean | undefined; ask: () => void; stop: () => void } {
  const client = useQueryClient();
  const key = ['mayNotify'];
  const permissions = { permissions: ['notifications' as const] };
  const { data } = useQuery({ queryKey: key, queryFn: () => browser.permissions.contains(permissions) });
  const change = useMutation({
    mutationFn: (on: boolean) =>
      on ? browser.permissions.request(permissions) : browser.permissions.remove(permissions),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return { may: data, ask: () => change.mutate(true), stop: () => change.mutate(false) };
}

/** Rules that have gone quiet, and the way to wake one; undefined while they are being read. */
export function useQuietRules(): { rules: readonly QuietRule[] | undefined; wake: (rule: string) => void } {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['quietRules'], queryFn: () => call('quietRules', null) });
  const wake = useMutation({
    mutationFn: (rule: string) => call('wakeRule', { rule }),
    onSettled: () => client.invalidateQueries({ queryKey: ['quietRules'] }),
  });
  return { rules: data, wake: wake.mutate };
}
