import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiProblem, ApiReading } from '@/lib/crm/api/types';
import type { RawReading } from '@/lib/domain/raw-reading';
import { call } from '@/lib/messaging/client';
import type { ApiAnswer } from '@/lib/messaging/crm-calls';
import { packFields } from '@/lib/rules/pack-fields';
import type { RunnablePack } from '@/lib/rules/types';

/** What the CRM's API told of the deal on screen, beside what the page shows. */
export type ApiState = {
  reading: ApiReading | null;
  /** What the page showed when the API was asked; null when it showed nothing readable. */
  asked: RawReading | null;
  problem: ApiProblem | null;
  /** Nothing more is on its way for what the page shows now. */
  settled: boolean;
};

const NO_API: ApiState = { reading: null, asked: null, problem: null, settled: true };

/** Page edits come in bursts: the API is asked again only once they rest. */
const REST_MS = 1_500;

/**
 * Asks the CRM's API for the deal once the page was read (or could not be), and again when the page shows something else.
 * The panel paints from the page meanwhile; an API that fails is one quiet line.
 */
export function useApiReading(
  adapter: Adapter | null,
  tenant: string | null,
  page: { visit: number; reading: RawReading | null; notReadable: boolean },
  dealId: string | null,
  pack: RunnablePack | null,
): ApiState {
  const content = page.reading
    ? JSON.stringify([page.reading.recordId, page.reading.fields, page.reading.lists])
    : page.notReadable
      ? 'notReadable'
      : '';
  const rested = useRested(content, `${tenant ?? ''} ${dealId ?? ''} ${page.visit}`);
  const enabled = adapter?.api !== undefined && dealId !== null && pack !== null && rested !== '';
  const { data } = useQuery({
    queryKey: ['api', tenant, dealId, page.visit, pack?.hash, rested],
    queryFn: async (): Promise<ApiAnswer & { asked: RawReading | null }> => {
      const asked = page.reading;
      const answer = await call('readApi', { dealId: dealId ?? '', own: pack ? packFields(pack) : [] }).catch(
        (): ApiAnswer => ({ reading: null, problem: null }),
      );
      return { ...answer, asked };
    },
    enabled,
    staleTime: Infinity,
    retry: false,
    placeholderData: (before, query) =>
      query?.queryKey[2] === dealId && query?.queryKey[1] === tenant ? before : undefined,
    // A limit passes: then it is asked once more.
    refetchInterval: (query) => query.state.data?.problem?.retryAfterMs ?? false,
  });
  if (!enabled) return content === '' || adapter?.api === undefined ? NO_API : { ...NO_API, settled: false };
  if (!data) return { ...NO_API, settled: false };
  return { reading: data.reading, asked: data.asked, problem: data.problem, settled: rested === content };
}

/** The content as it was when it last rested; the first of a visit counts at once. */
function useRested(content: string, visit: string): string {
  const [rested, setRested] = useState({ content, visit });
  const isFirst = rested.visit !== visit || rested.content === '';
  useEffect(() => {
    if (rested.content === content && rested.visit === visit) return undefined;
    const timer = setTimeout(() => setRested({ content, visit }), isFirst ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [content, visit, isFirst, rested]);
  return rested.visit === visit ? rested.content : '';
}
