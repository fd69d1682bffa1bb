import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browser } from 'wxt/browser';
import { patternCovers } from '@/lib/crm/patterns';

/** Asks the browser for host permissions. Call it in the click itself: the browser wants to see the user's hand. */
export function askForHosts(origins: readonly string[]): Promise<boolean> {
  if (origins.length === 0) return Promise.resolve(true);
  return browser.permissions.request({ origins: [...origins] });
}

/** Which hosts the browser allows, as a test of one pattern; undefined while it is being read. Follows every change. */
export function useAllowedHosts(): ((pattern: string) => boolean) | undefined {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['allowedHosts'], queryFn: () => browser.permissions.getAll() });
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: ['allowedHosts'] });
    browser.permissions.onAdded.addListener(refresh);
    browser.permissions.onRemoved.addListener(refresh);
    return () => {
      browser.permissions.onAdded.removeListener(refresh);
      browser.permissions.onRemoved.removeListener(refresh);
    };
  }, [client]);
  const origins = data?.origins;
  return origins && ((pattern) => isAllowed(origins, pattern));
}

function isAllowed(origins: readonly string[], pattern: string): boolean {
  return origins.some((origin) => patternCovers(origin, pattern));
}
