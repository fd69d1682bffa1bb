import { writeStepStates } from '@/lib/cache/step-cache';
import type { FairleadDatabase } from '@/lib/store/database';
import { countStepStates, putStepState, stepStatesOf } from '@/lib/store/step-states';
import { adminOnly } from './admin-only';
import type { Handlers } from './service';
import type { StepCalls } from './step-calls';
import { tenantFor } from './tenant-for';

/** Keeps what reps say of steps; the tenant is that of the tab that asks. */
export function stepHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  /** What else rests on it may be out of date. */
  onMark: (tenant: string) => Promise<void>,
): Pick<Handlers, keyof StepCalls> {
  return {
    markStep: async ({ dealId, step, title, mark, at }, caller) => {
      const tenant = tenantFor(caller);
      const state = mark && { ...mark, step, title, at: Math.min(at ?? now(), now()) };
      await putStepState(database(), { tenant, dealId, step }, state);
      await writeStepStates(tenant, dealId, await stepStatesOf(database(), tenant, dealId));
      void onMark(tenant).catch(() => undefined);
      return null;
    },
    stepCounts: async (_input, caller) => {
      adminOnly(caller);
      return countStepStates(database());
    },
  };
}
