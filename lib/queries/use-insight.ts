import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { writeRates, type SavedRates } from '@/lib/cache/rates';
import { writeTargets, type Target } from '@/lib/cache/targets';
import { startWorker, type InsightWorker } from '@/lib/insight-worker/client';
import type { Answer, FindingsAnswer, Mark } from '@/lib/insight-worker/engine';
import type { Behind, Question } from '@/lib/insight-worker/question';
import type { MetricId } from '@/lib/insight/metrics';
import { call } from '@/lib/messaging/client';
import type { ImportInfo } from '@/lib/messaging/insight-calls';
import { loadImport, loadTables, renewKept, type Loaded } from './load-source';
import { useLastLook } from './use-last-look';
import { tenantsQuery } from './tenants-query';

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

/** Tables that were asked for before the page knew which source it shows. */
let early: { key: string; loaded: Promise<Loaded | null> } | null = null;

/** Brings the kept tables of a CRM into the worker, where there are any; taken by the first source that is looked at. */
export function warmInsight(tenant: string): void {
  const loaded = loadTables(insightWorker(), tenant, new AbortController().signal).catch(() => null); // it is asked for again
  early = { key: tenant, loaded };
}

/** Everything that can be looked at; undefined while that is being read. */
export function useSources(): { sources: readonly Source[] | undefined; problem: string | null } {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['insightSources'],
    queryFn: () => readSources(client),
    retry: false,
  });
  return { sources: data, problem: error?.message ?? null };
}

async function readSources(client: QueryClient): Promise<Source[]> {
  const [tenants, imports] = await Promise.all([client.fetchQuery(tenantsQuery), call('imports', null)]);
  return [
    ...tenants.map((one): Source => ({ kind: 'crm', key: one.tenant, ...one })),
    ...imports.map((info): Source => ({ kind: 'import', key: info.id, info })),
  ];
}

/**
 * Brings a source's deals into the worker; it holds one at a time, so whatever was there goes. Until they are there, what was shown
 * the last time is given, with when that was.
 */
export function useSource(source: Source | null): {
  loaded: Loaded | undefined;
  lastSeen: number | null;
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
  const last = useLastLook(source?.key ?? null, source?.kind === 'crm');
  const earlier = data ? undefined : last?.shown.loaded;
  return {
    loaded: data ?? earlier,
    lastSeen: earlier === undefined ? null : (last?.at ?? null),
    problem: error?.message ?? null,
    again: () => void refetch(),
  };
}

async function load(source: Source, signal: AbortSignal): Promise<Loaded> {
  const before = early;
  early = null;
  // The worker takes one source after the other.
  const warm = (await before?.loaded) ?? null;
  if (source.kind === 'import') return loadImport(insightWorker(), source.info, signal);
  const known = before?.key === source.key ? warm : await loadTables(insightWorker(), source.tenant, signal);
  return known ?? renewKept(insightWorker(), source.tenant, signal);
}

/** Makes tables that turn out to be outdated anew behind the ones that are shown, and shows the new ones. */
export function useRenewed(source: Source, { outdated, stamp }: Loaded, ready: boolean): void {
  const client = useQueryClient();
  useQuery({
    queryKey: ['insightRenewed', source.key],
    queryFn: async ({ signal }) => {
      if (source.kind !== 'crm') return null;
      const shown = ['insightData', source.key];
      // Takes the background a while, and is asked once something is on screen.
      const isOld = (await call('keptStamp', { tenant: source.tenant })) !== stamp;
      client.setQueryData<Loaded>(shown, (before) => before && { ...before, outdated: isOld });
      if (!isOld) return null;
      client.setQueryData(shown, await renewKept(insightWorker(), source.tenant, signal));
      await client.invalidateQueries({ queryKey: ['insight', source.key] });
      return null;
    },
    enabled: ready && outdated !== false,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

/** What a view asks: of which data, and what. `ready`: the worker has the data; until then the last look's answers stand. */
export type View = { source: string; question: Question; ready: boolean };

type Asking<T> = {
  data: T | undefined;
  problem: string | null;
  /** What is there answers the question before; that to this one is on its way. */
  stale: boolean;
};

/** A metric of the question; what was there before stays until the new is there. */
export function useMetric<Id extends MetricId>(id: Id, { source, question, ready }: View): Asking<Answer<Id>> {
  const earlier = useLastLook(source, TENANT.test(source))?.shown.answers[id] as Answer<Id> | undefined; // by its id
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['insight', source, id, question],
    queryFn: async ({ signal }) => (await insightWorker().ask('answer', { question, id }, { signal })) as Answer<Id>, // by its id
    enabled: ready,
    placeholderData: (before) => before ?? earlier,
    retry: false,
    structuralSharing: false,
  });
  return { data, problem: error?.message ?? null, stale: isPlaceholderData };
}

export function useFindings({ source, question, ready }: View): Omit<Asking<FindingsAnswer>, 'stale'> {
  const { data, error } = useQuery({
    queryKey: ['insight', source, 'findings', question],
    queryFn: ({ signal }) => insightWorker().ask('findings', question, { signal }),
    enabled: ready,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { data, problem: error?.message ?? null };
}

/** The deals behind a mark; not asked for while there is none. */
export function useBehind({ source, question, ready }: View, mark: Mark | null): Omit<Asking<Behind | null>, 'stale'> {
  const { data, error } = useQuery({
    queryKey: ['insight', source, 'behind', mark, question],
    queryFn: ({ signal }) => (mark === null ? null : insightWorker().ask('behind', { question, mark }, { signal })),
    enabled: ready && mark !== null,
    retry: false,
  });
  return { data, problem: error?.message ?? null };
}

/** A CRM's deals have a key that names its address, an import's an id. */
const TENANT = /@https?:/;

/** Computes the forecasts of past and present periods once for each day and kind of period; then the metrics are asked anew. */
export function useForetold({ source, question, ready }: View): boolean {
  const client = useQueryClient();
  const { asOf, kind } = question.asked;
  const { isSuccess } = useQuery({
    queryKey: ['insightForetold', source, asOf, kind],
    queryFn: async ({ signal }) => {
      const { ask } = insightWorker();
      // An import has no reviews.
      const tenant = TENANT.test(source) ? source : null;
      await ask('setCalled', tenant === null ? [] : await call('calledDeals', { tenant }));
      await client.invalidateQueries({ queryKey: ['insight', source, 'forecast'] });
      let calls: number | null = null;
      while (calls === null) {
        // A moment at a time: a filter that is chosen meanwhile goes first.
        calls = await ask('foretell', question, { signal });
      }
      await client.invalidateQueries({ queryKey: ['insight', source] });
      return calls;
    },
    enabled: ready,
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

/** Keeps the rates of a source, and counts everything by them. */
export function useSetRates(source: string): (rates: SavedRates | null) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: async (rates: SavedRates | null) => {
      await writeRates(source, rates);
      const overview = await insightWorker().ask('setRates', rates);
      client.setQueryData<Loaded>(['insightData', source], (before) => before && { ...before, overview, rates });
      client.removeQueries({ queryKey: ['insightForetold', source] });
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
