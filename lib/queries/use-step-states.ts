import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onStepStates, readStepStates } from '@/lib/cache/step-cache';
import type { StepMark, StepState } from '@/lib/domain/step-states';
import { call } from '@/lib/messaging/client';

/** Something just said of a step, and what had been said before: enough to take it back. `undoes`: it was taken back. */
export type JustSaid = {
  dealId: string;
  step: string;
  title: string;
  mark: StepMark | null;
  before: StepState | null;
  undoes: boolean;
};

export type StepStates = {
  states: readonly StepState[];
  /** Says something of a step; null takes back what was said. */
  say: (step: { id: string; title: string }, mark: StepMark | null) => void;
  /** The last thing said of this deal; null before any. */
  last: JustSaid | null;
  undo: () => void;
  pending: boolean;
  /** Why it could not be kept; null when it was. */
  problem: string | null;
};

const NONE: readonly StepState[] = [];

/** What the rep says of the steps of one deal, and the way to say more. */
export function useStepStates(tenant: string | null, dealId: string | null): StepStates {
  const client = useQueryClient();
  const { data: states = NONE } = useQuery({
    queryKey: ['steps', tenant, dealId],
    queryFn: () => (tenant === null || dealId === null ? NONE : readStepStates(tenant, dealId)),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (tenant === null || dealId === null) return undefined;
    const stop = new AbortController();
    const renew = (): void => void client.invalidateQueries({ queryKey: ['steps', tenant, dealId] });
    onStepStates(tenant, dealId, renew, stop.signal);
    return () => stop.abort();
  }, [client, tenant, dealId]);
  const { mutate, data, isPending, error } = useMutation({ mutationFn: send });
  const last = data?.dealId === dealId ? data : null;
  const tell = (said: Omit<JustSaid, 'dealId'>, at?: number): void => {
    if (dealId !== null) mutate({ said: { ...said, dealId }, at });
  };
  return {
    states,
    say: ({ id, title }, mark) => {
      const before = states.find(({ step }) => step === id) ?? null;
      tell({ step: id, title, mark, before, undoes: false });
    },
    last,
    undo: () => {
      if (!last) return;
      const { before, step, title } = last;
      tell({ step, title, mark: before && markOf(before), before: null, undoes: true }, before?.at);
    },
    pending: isPending,
    problem: error?.message ?? null,
  };
}

async function send({ said, at }: { said: JustSaid; at: number | undefined }): Promise<JustSaid> {
  const { dealId, step, title, mark } = said;
  await call('markStep', { dealId, step, title, mark, ...(at === undefined ? {} : { at }) });
  return said;
}

function markOf(state: StepState): StepMark {
  switch (state.kind) {
    case 'done':
      return { kind: 'done' };
    case 'notNow':
      return { kind: 'notNow', until: state.until };
    case 'doesNotApply':
      return { kind: 'doesNotApply', reason: state.reason };
  }
}
