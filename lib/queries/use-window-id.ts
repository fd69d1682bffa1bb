import { useQuery } from '@tanstack/react-query';
import { browser } from 'wxt/browser';

/** The browser window that this page of ours is in; null while it is being asked for, and where it cannot be. */
export function useWindowId(): number | null {
  const { data } = useQuery({
    queryKey: ['window'],
    queryFn: async () => (await browser.windows.getCurrent()).id ?? null,
    staleTime: Infinity,
  });
  return data ?? null;
}
