import { useQuery } from '@tanstack/react-query';
import { call } from '@/lib/messaging/client';
import type { StepCalls } from '@/lib/messaging/step-calls';

/** How often reps set each suggested step aside; undefined while it is being read. */
export function useStepCounts(): StepCalls['stepCounts']['output'] | undefined {
  return useQuery({ queryKey: ['stepCounts'], queryFn: () => call('stepCounts', null) }).data;
}
