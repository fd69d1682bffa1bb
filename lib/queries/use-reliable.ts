import { useQuery } from '@tanstack/react-query';
import { readReliable } from '@/lib/cache/reliable-fields';

const NONE: ReadonlySet<string> = new Set();

/** The fields that this CRM's pages used to show; empty while they are being read. */
export function useReliable(tenant: string | null): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: ['reliable', tenant],
    queryFn: () => (tenant === null ? NONE : readReliable(tenant)),
    staleTime: 60_000,
    structuralSharing: false,
  });
  return data ?? NONE;
}
