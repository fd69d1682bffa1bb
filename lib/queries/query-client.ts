import { QueryClient } from '@tanstack/react-query';

/** What no view shows any more is soon forgotten: it is read anew in no time, and a hundred deals seen in one tab must not pile up. */
const KEPT_MS = 5_000;

/** What the extension's pages ask is answered on this computer: being offline must not hold it back. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', gcTime: KEPT_MS }, mutations: { networkMode: 'always' } },
  });
}
