import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readLook, writeLook, type Kept, type Look } from '@/lib/cache/last-look';
import { readRules } from '@/lib/cache/policy-cache';
import { allowsCrm } from '@/lib/domain/policy-rules';
import { splitTenant } from '@/lib/domain/tenant';
import type { Answer } from '@/lib/insight-worker/engine';
import type { Question } from '@/lib/insight-worker/question';
import type { MetricId } from '@/lib/insight/metrics';
import type { totalsOf } from '@/lib/assess/review/filter';
import type { Loaded } from './load-source';
import { tenantsQuery } from './tenants-query';
import type { Source } from './use-insight';
import type { ReviewAnswer } from './use-review';

/** What the insight page showed first when it was last looked at, and where that came from. */
export type LastLook = {
  tenants: unknown;
  sources: readonly Source[];
  loaded: Loaded;
  answers: Partial<Record<MetricId, Answer<MetricId>>>;
};

/** What is asked before anybody has chosen anything takes this long to settle. */
const SETTLED_MS = 1_500;
/** An answer of thousands of rows is soon computed and long in being read. */
const MOST_ROWS = 400;

async function read<Shown>(look: Look, tenant: string): Promise<Kept<Shown> | null> {
  // What is kept is nobody's to see once the policy shuts its CRM out.
  const [kept, rules] = await Promise.all([readLook<Shown>(look, tenant), readRules()]);
  return allowsCrm(rules, splitTenant(tenant).adapter) ? kept : null;
}

/** What a page showed of a CRM the last time; a page looks at it once. */
function lookQuery<Shown>(look: Look, tenant: string) {
  return {
    queryKey: ['lastLook', look, tenant],
    queryFn: () => read<Shown>(look, tenant),
    staleTime: Infinity,
    structuralSharing: false,
  } as const;
}

/** Gives the page what it showed of a CRM the last time, until it has been read anew; which the queries do that it is given to. */
export async function warmLastLook(client: QueryClient, look: Look, tenant: string): Promise<void> {
  const kept = await client.fetchQuery(lookQuery<Pick<LastLook, 'tenants'> & Partial<LastLook>>(look, tenant));
  if (kept === null) return;
  const given = [
    [tenantsQuery.queryKey, kept.shown.tenants],
    [['insightSources'], kept.shown.sources],
  ] as const;
  for (const [key, data] of given)
    if (data !== undefined && client.getQueryData(key) === undefined) client.setQueryData(key, data, { updatedAt: 1 });
}

/** What the insight page showed of a CRM the last time; undefined until that is known, null where there is nothing. */
export function useLastLook(source: string | null, isCrm: boolean): Kept<LastLook> | null | undefined {
  return useQuery({ ...lookQuery<LastLook>('insight', source ?? ''), enabled: isCrm && source !== null }).data;
}

/** What the list of deals showed the last time: its first rows, and what all of them added up to. */
export type LastList = {
  tenants: unknown;
  /** With the first rows alone. */
  answer: ReviewAnswer;
  /** Deals in the list, and open ones in all. */
  shown: number;
  of: number;
  decided: number;
  sums: ReturnType<typeof totalsOf>;
};

/** What the list of deals showed of a CRM the last time; the same as above. */
export function useLastList(tenant: string): Kept<LastList> | null | undefined {
  return useQuery(lookQuery<LastList>('review', tenant)).data;
}

/** Keeps what the list of deals shows before anybody chooses anything, for the next time; null: nothing to keep now. */
export function useKeepList(tenant: string, list: Omit<LastList, 'tenants'> | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (list === null) return undefined;
    const timer = setTimeout(() => {
      const tenants: unknown = client.getQueryData(tenantsQuery.queryKey);
      void writeLook<LastList>('review', tenant, { at: Date.now(), shown: { ...list, tenants } });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [client, tenant, list]);
}

/** Keeps what is shown of a CRM before anybody chooses anything, for the next time. */
export function useKeepLook(source: Source, loaded: Loaded, question: Question, ready: boolean): void {
  const client = useQueryClient();
  const isCrm = source.kind === 'crm';
  useEffect(() => {
    if (!isCrm || !ready) return undefined;
    const timer = setTimeout(() => void keep(client, source.key, loaded, question), SETTLED_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- a question is made anew at each rendering
  }, [client, isCrm, source.key, loaded, ready]);
}

async function keep(client: QueryClient, source: string, loaded: Loaded, question: Question): Promise<void> {
  const answered = client.getQueriesData<Answer<MetricId>>({ queryKey: ['insight', source] });
  const wanted = JSON.stringify(question);
  const answers = answered.flatMap(([[, , id, asked], answer]) =>
    answer !== undefined &&
    JSON.stringify(asked) === wanted &&
    Array.isArray(answer.rows) &&
    answer.rows.length <= MOST_ROWS
      ? [[id as MetricId, answer] as const] // as `useMetric` makes its keys
      : [],
  );
  if (answers.length === 0) return;
  const shown: LastLook = {
    tenants: client.getQueryData(tenantsQuery.queryKey),
    sources: client.getQueryData(['insightSources']) ?? [],
    loaded,
    answers: Object.fromEntries(answers),
  };
  await writeLook('insight', source, { at: Date.now(), shown });
}
