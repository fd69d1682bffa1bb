import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { hostAccess } from '@/lib/cache/host-access';
import type { ChannelCalls, ChannelState } from '@/lib/messaging/channel-calls';
import { call } from '@/lib/messaging/client';

type AuditLine = ChannelCalls['auditLog']['output'][number];
type SubscriptionInput = ChannelCalls['subscribe']['input'];

/** How often the page looks again: checks also come by the alarm. */
const AGAIN_MS = 2_000;

type Channels = {
  state: ChannelState | null;
  /** Latest first. */
  log: readonly AuditLine[];
  subscribe: UseMutationResult<unknown, Error, SubscriptionInput>;
  unsubscribe: UseMutationResult<unknown, Error, string>;
  check: UseMutationResult<unknown, Error, string>;
  /** Asks for leave to read a source's server, then asks the source. */
  allow: UseMutationResult<unknown, Error, { id: string; url: string }>;
  /** The whole log, for a file. */
  wholeLog: () => Promise<AuditLine[]>;
};

/** Subscriptions and the audit log, for the admin page. */
export function useChannels(): Channels {
  const client = useQueryClient();
  const state = useQuery({ queryKey: ['channels'], queryFn: () => call('channels', null), refetchInterval: AGAIN_MS });
  const log = useQuery({
    queryKey: ['auditLog'],
    queryFn: () => call('auditLog', { most: 20 }),
    refetchInterval: AGAIN_MS,
  });
  const onSettled = (): void => {
    void client.invalidateQueries({ queryKey: ['channels'] });
    void client.invalidateQueries({ queryKey: ['auditLog'] });
  };
  const subscribe = useMutation({
    mutationFn: async (input: SubscriptionInput) => {
      await hostAccess(input.url);
      return call('subscribe', input);
    },
    onSettled,
  });
  const check = useMutation({ mutationFn: (id: string) => call('checkSource', { id }), onSettled });
  const allow = useMutation({
    mutationFn: async ({ id, url }: { id: string; url: string }) => {
      await hostAccess(url);
      return call('checkSource', { id });
    },
    onSettled,
  });
  const unsubscribe = useMutation({ mutationFn: (id: string) => call('unsubscribe', { id }), onSettled });
  return {
    state: state.data ?? null,
    log: log.data ?? [],
    subscribe,
    unsubscribe,
    check,
    allow,
    wholeLog: () => call('auditLog', { most: 5_000 }),
  };
}
