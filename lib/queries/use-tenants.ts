import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from '@/lib/messaging/client';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import type { CallName, Calls } from '@/lib/messaging/contract';

/** Every tenant there is anything of; undefined while it is being read. */
export function useTenants(): readonly TenantLine[] | undefined {
  return useQuery({ queryKey: ['tenants'], queryFn: () => call('tenants', null) }).data;
}

/** A call that changes what there is of tenants; the list is read anew after it. */
export function useTenantCall<Name extends CallName>(
  name: Name,
): UseMutationResult<Calls[Name]['output'], Error, Calls[Name]['input']> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Calls[Name]['input']) => call(name, input),
    gcTime: 0, // what was entered, a token among it, is not kept in the page's memory
    onSettled: () => client.invalidateQueries({ queryKey: ['tenants'] }),
  });
}
