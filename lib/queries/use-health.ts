import { useQuery } from '@tanstack/react-query';
import { call } from '@/lib/messaging/client';
import type { HealthLine } from '@/lib/messaging/crm-calls';

/** How readable each field is on each CRM's pages; undefined while it is being read. */
export function useHealth(): readonly HealthLine[] | undefined {
  return useQuery({ queryKey: ['health'], queryFn: () => call('adapterHealth', null) }).data;
}
