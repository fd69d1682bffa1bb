import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Pull } from '@/lib/crm/pull/plan';
import { call } from '@/lib/messaging/client';

/** How often a running pull is looked at; looking also wakes one that waits. */
const LOOK_MS = 1_000;

export type Pulls = {
  tenants: readonly { tenant: string; title: string }[];
  pulls: readonly Pull[];
  start: (tenant: string) => void;
  cancel: (tenant: string) => void;
  error: Error | null;
};

/** The pulls of all tenants, followed while one runs. */
export function usePulls(): Pulls {
  const client = useQueryClient();
  const tenants = useQuery({ queryKey: ['pullTenants'], queryFn: () => call('pullTenants', null) });
  const pulls = useQuery({
    queryKey: ['pulls'],
    queryFn: () => call('pullStatus', null),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'running' || status === 'waiting') ? LOOK_MS : false,
  });
  const look = (): Promise<void> => client.invalidateQueries({ queryKey: ['pulls'] });
  const start = useMutation({ mutationFn: (tenant: string) => call('startPull', { tenant }), onSettled: look });
  const cancel = useMutation({ mutationFn: (tenant: string) => call('cancelPull', { tenant }), onSettled: look });
  return {
    tenants: tenants.data ?? [],
    pulls: pulls.data ?? [],
    start: start.mutate,
    cancel: cancel.mutate,
    error: start.error ?? cancel.error,
  };
}
