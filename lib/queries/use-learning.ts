import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onProgress, readProgress, type LearningProgress } from '@/lib/cache/learning-cache';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';

export type Report = Calls['learningReports']['output'][number];

export type Learning = {
  reports: readonly Report[];
  progress: LearningProgress | null;
  refit: () => void;
  cancel: () => void;
  problem: string | null;
};

/** What was learned of each tenant's deals, and the ways to learn anew and to stop that. For the admin page. */
export function useLearning(): Learning {
  const client = useQueryClient();
  const reports = useQuery({ queryKey: ['reports'], queryFn: () => call('learningReports', null) });
  const progress = useQuery({ queryKey: ['learning'], queryFn: readProgress });
  useEffect(() => {
    const stop = new AbortController();
    onProgress(() => {
      void client.invalidateQueries({ queryKey: ['learning'] });
      void client.invalidateQueries({ queryKey: ['reports'] });
    }, stop.signal);
    return () => stop.abort();
  }, [client]);
  const refit = useMutation({
    mutationFn: () => call('refit', null),
    onSettled: () => client.invalidateQueries({ queryKey: ['reports'] }),
  });
  const cancel = useMutation({ mutationFn: () => call('cancelRefit', null) });
  const problem = refit.error ?? reports.error;
  return {
    reports: reports.data ?? [],
    progress: progress.data ?? (refit.isPending ? { tenant: '', phase: 'Reading', done: 0, total: 0, at: 0 } : null),
    refit: () => refit.mutate(),
    cancel: () => cancel.mutate(),
    problem: problem?.message ?? null,
  };
}
