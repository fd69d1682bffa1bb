import { useCallback, useEffect, useRef, useState } from 'react';
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { readStudioAuthor } from '@/lib/cache/studio-draft';
import { onPackSwitch } from '@/lib/cache/pack-cache';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';
import type { TaskName, Tasks } from '@/lib/studio/protocol';
import type { KeptDeal } from '@/lib/studio/try';
import { makeStudioWorker, type StudioWorker } from './studio-worker';

export type ListedDeal = Calls['dealsToTry']['output'][number];
export type PackInUse = NonNullable<Calls['packInUse']['output']>;
export type PackVersion = Calls['packVersions']['output'][number];
/** A deal that was chosen to try rules on. */
export type ChosenDeal = { tenant: string; dealId: string; name: string };

/** The studio's workers: one answers while one types, one does what takes longer, one counts over all deals and can be stopped. */
export type StudioWorkers = { quick: StudioWorker; slow: StudioWorker; bulk: StudioWorker };

/** Workers that live as long as the page. */
export function useStudioWorkers(): StudioWorkers {
  const [workers] = useState(() => ({
    quick: makeStudioWorker(),
    slow: makeStudioWorker(),
    bulk: makeStudioWorker(),
  }));
  return workers;
}

type Answered<Name extends TaskName> = {
  output: Tasks[Name]['output'] | undefined;
  of: Tasks[Name]['input'] | undefined;
  /** Why the latest question has no answer. */
  problem: string | null;
  again: () => void;
};

/**
 * The answer to the latest question; the one before stays until there is another. `input` is to be memoised; undefined asks
 * nothing. A question that changes while it waits, or while the one before is being answered, is asked once.
 */
export function useTask<Name extends TaskName>(
  worker: StudioWorker,
  task: Name,
  input: Tasks[Name]['input'] | undefined,
  waitMs = 0,
): Answered<Name> {
  type State = {
    output: Tasks[Name]['output'] | undefined;
    of: Tasks[Name]['input'] | undefined;
    problem: string | null;
  };
  const [state, setState] = useState<State>({ output: undefined, of: undefined, problem: null });
  const [attempt, setAttempt] = useState(0);
  const busy = useRef(false);
  const wanted = useRef(input);
  useEffect(() => {
    wanted.current = input;
    if (input === undefined) return undefined;
    const next = (): void => {
      const asked = wanted.current;
      if (busy.current || asked === undefined) return;
      busy.current = true;
      worker
        .ask(task, asked)
        .then(
          (output) => setState({ output, of: asked, problem: null }),
          (error: unknown) =>
            setState((old) => ({ ...old, problem: error instanceof Error ? error.message : String(error) })),
        )
        .finally(() => {
          busy.current = false;
          if (wanted.current !== asked) next();
        });
    };
    const timer = setTimeout(next, waitMs);
    return () => clearTimeout(timer);
  }, [worker, task, input, waitMs, attempt]);
  const again = useCallback((): void => setAttempt((before) => before + 1), []);
  return { ...state, again };
}

/** The pack in use, with its text; it follows every switch. */
export function usePackInUse(): UseQueryResult<PackInUse | null> {
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    onPackSwitch(() => void client.invalidateQueries({ queryKey: ['studio', 'pack'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return useQuery({
    queryKey: ['studio', 'pack', 'inUse'],
    queryFn: () => call('packInUse', null),
    staleTime: Infinity,
  });
}

/** Every version that was in use here, the latest first. */
export function usePackVersions(): readonly PackVersion[] | undefined {
  return useQuery({ queryKey: ['studio', 'pack', 'versions'], queryFn: () => call('packVersions', null) }).data;
}

export function versionText(hash: string): Promise<string | null> {
  return call('packVersionText', { hash });
}

/** Deals of a CRM, to choose one. */
export function useDealsToTry(
  tenant: string | null,
  text: string,
  outcome: ListedDeal['outcome'] | null,
): readonly ListedDeal[] | undefined {
  return useQuery({
    queryKey: ['studio', 'deals', tenant, text, outcome],
    queryFn: () => (tenant === null ? [] : call('dealsToTry', { tenant, text, outcome })),
    placeholderData: keepPreviousData,
  }).data;
}

/** The deal that was chosen, as it is kept; null where it is not kept any more. */
export function useKeptDeal(chosen: ChosenDeal | null): KeptDeal | null | undefined {
  return useQuery({
    queryKey: ['studio', 'deal', chosen?.tenant, chosen?.dealId],
    queryFn: () => (chosen === null ? null : call('dealToTry', { tenant: chosen.tenant, dealId: chosen.dealId })),
    staleTime: Infinity,
    structuralSharing: false,
  }).data;
}

/** The name of who changes packs here, to begin with what was written last. */
export function useStudioAuthor(): [string, (name: string) => void] {
  const kept = useQuery({ queryKey: ['studio', 'author'], queryFn: readStudioAuthor, staleTime: 0 }).data;
  const [written, setWritten] = useState<string | null>(null);
  return [written ?? kept ?? '', setWritten];
}
