import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browser } from 'wxt/browser';

/** Asks for leave to read the cookies of a host; call it in the click itself. */
export function askForCookies(origin: string): Promise<boolean> {
  return browser.permissions.request(needed(origin));
}

/** Whether the cookies of a host may be read; undefined while it is being asked, or for no host. Follows every change. */
export function useCookiesAllowed(origin: string | null): boolean | undefined {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['cookiesAllowed', origin],
    queryFn: () => (origin === null ? false : browser.permissions.contains(needed(origin))),
  });
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: ['cookiesAllowed'] });
    browser.permissions.onAdded.addListener(refresh);
    browser.permissions.onRemoved.addListener(refresh);
    return () => {
      browser.permissions.onAdded.removeListener(refresh);
      browser.permissions.onRemoved.removeListener(refresh);
    };
  }, [client]);
  return origin === null ? undefined : data;
}

function needed(origin: string): { permissions: ['cookies']; origins: string[] } {
  return { permissions: ['cookies'], origins: [`${origin}/*`] };
}
