import { QueryClient } from '@tanstack/react-query';

/** What the extension's pages ask is answered on this computer: being offline must not hold it back. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}
