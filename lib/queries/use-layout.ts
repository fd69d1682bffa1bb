import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { readLayout, writeLayout, type Layout } from '@/lib/cache/layout';

/** The query for how the panel was left; also asked before anything is on screen. */
export const layoutQuery = queryOptions({ queryKey: ['layout'], queryFn: readLayout, staleTime: Infinity });

/** Whether the panel is open and where it sits, remembered; undefined while it is being read. */
export function useLayout(): [Layout | undefined, (change: Partial<Layout>) => void] {
  const client = useQueryClient();
  const { data } = useQuery(layoutQuery);
  const { mutate } = useMutation({ mutationFn: writeLayout });
  const change = useCallback(
    (part: Partial<Layout>): void => {
      const now = client.getQueryData<Layout>(['layout']);
      if (!now) return;
      const next = { ...now, ...part };
      client.setQueryData(['layout'], next);
      mutate(next);
    },
    [client, mutate],
  );
  return [data, change];
}
