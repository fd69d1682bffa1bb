import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { writeTargets, type Target } from '@/lib/cache/targets';
import { startWorker, type InsightWorker } from '@/lib/insight-worker/client';
import type { Answer, FindingsAnswer, Mark } from '@/lib/insight-worker/engine';
import type { Behind, Question } from '@/lib/insight-worker/question';
import type { MetricId } from '@/lib/insight/metrics';
import { call } from '@/lib/messaging/client';
import type { ImportInfo } from '@/lib/messaging/insight-calls';
import { loadImport, loadKept, renewKept, type Loaded } from './load-source';

export type { Loaded } from './load-source';

/** Where deals come from: a CRM whose deals are kept here, or a file that was put in. `key` names it in storage. */
export type Source =
  | { kind: 'crm'; key: string; tenant: string; title: string; host: string }
  | { kind: 'import'; key: string; info: ImportInfo };

let worker: InsightWorker | null = null;

/** The page's one worker, started when it is first needed. */
export function insightWorker(): InsightWorker {
  return (worker ??= startWorker());
}

/** Everything that can be looked at; undefined while that is being read. */
export function useSources(): { sources: readonly Source[] | undefined; problem: string | null } {
  const { data, error } = useQuery({ queryKey: ['insightSources'], queryFn: readSources, retry: false });
  return { sources: data, problem: error?.message ?? null };
}

async function readSources(): Promise<Source[]> {
  const [tenants, imports] = await Promise.all([call('queueTenants', null), call('imports', null)]);
  return [
    ...tenants.map((one): Source => ({ kind: 'crm', key: one.tenant, ...one })),
    ...imports.map((info): Source => ({ kind: 'import', key: info.id, info })),
  ];
}

/** Brings a source's deals into the worker; it holds one at a time, so whatever was there goes. */
export function useSource(source: Source | null): {
  loaded: Loaded | undefined;
  problem: string | null;
  again: () => void;
} {
  const { data, error, refetch } = useQuery({
    queryKey: ['insightData', source?.key],
    queryFn: ({ signal }) => (source === null ? null : load(source, signal)),
    enabled: source !== null,
    staleTime: Infinity,
    gcTime: 0, // the worker has forgotten it as soon as another is shown
    retry: false,
    structuralSharing: false,
  });
  return { loaded: data ?? undefined, problem: error?.message ?? null, again: () => void refetch() };
}

async function load(source: Source, signal: AbortSignal): Promise<Loaded> {
  if (source.kind === 'crm') return loadKept(insightWorker(), source.tenant, signal);
  return loadImport(insightWorker(), source.info, signal);
}

/** Makes outdated tables anew behind the ones that are shown, and shows the new ones. */
export function useRenewed(source: Source, { outdated }: Loaded): void {
  const client = useQueryClient();
  useQuery({
    queryKey: ['insightRenewed', source.key],
    queryFn: async ({ signal }) => {
      if (source.kind !== 'crm') return null;
      client.setQueryData(['insightData', source.key], await renewKept(insightWorker(), source.tenant, signal));
      await client.invalidateQueries({ queryKey: ['insight', source.key] });
      return null;
    },
    enabled: outdated,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

/** What a view asks: of which data, and what. */
export type View = { source: string; question: Question };

type Asking<T> = { data: T | undefined; problem: string | null };

/** A metric of the question; what was there before stays until the new is there. */
export function useMetric<Id extends MetricId>(id: Id, { source, question }: View): Asking<Answer<Id>> {
  const { data, error } = useQuery({
    queryKey: ['insight', source, id, question],
    queryFn: async () => (await insightWorker().ask('answer', { question, id })) as Answer<Id>, // by its id
    placeholderData: keepPreviousData,
    retry: false,
    structuralSharing: false,
  });
  return { data, problem: error?.message ?? null };
}

export function useFindings({ source, question }: View): Asking<FindingsAnswer> {
  const { data, error } = useQuery({
    queryKey: ['insight', source, 'findings', question],
    queryFn: () => insightWorker().ask('findings', question),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { data, problem: error?.message ?? null };
}

/** The deals behind a mark; not asked for while there is none. */
export function useBehind({ source, question }: View, mark: Mark | null): Asking<Behind | null> {
  const { data, error } = useQuery({
    queryKey: ['insight', source, 'behind', mark, question],
    queryFn: () => (mark === null ? null : insightWorker().ask('behind', { question, mark })),
    enabled: mark !== null,
    retry: false,
  });
  return { data, problem: error?.message ?? null };
}

/** Computes the forecasts of past and present periods once for each day and kind of period; then the metrics are asked anew. */
export function useForetold({ source, question }: View): boolean {
  const client = useQueryClient();
  const { asOf, kind } = question.asked;
  const { isSuccess } = useQuery({
    queryKey: ['insightForetold', source, asOf, kind],
    queryFn: async () => {
      const calls = await insightWorker().ask('foretell', question);
      await client.invalidateQueries({ queryKey: ['insight', source] });
      return calls;
    },
    staleTime: Infinity,
    retry: false,
  });
  return isSuccess;
}

/** Keeps the targets of a source, and lets every metric count with them. */
export function useSetTargets(source: string): (targets: readonly Target[]) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: async (targets: readonly Target[]) => {
      await writeTargets(source, targets);
      await insightWorker().ask('setTargets', targets);
      client.setQueryData<Loaded>(['insightData', source], (before) => before && { ...before, targets });
      await client.invalidateQueries({ queryKey: ['insight', source] });
    },
  });
  return mutate;
}

/** Shows a deal in the CRM; false when its address is not known. */
export function useOpenDeal(tenant: string | null): { open: (dealId: string) => void; unopened: string | null } {
  const open = useMutation({ mutationFn: (dealId: string) => call('openDeal', { tenant, dealId }) });
  return { open: open.mutate, unopened: open.data === false || open.error ? (open.variables ?? null) : null };
}
