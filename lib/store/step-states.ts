import type { StepState } from '@/lib/domain/step-states';
import type { FairleadDatabase } from './database';

/** What a rep said of one step of a deal. */
export type StepStateRow = StepState & { tenant: string; dealId: string };

type StepKey = { tenant: string; dealId: string; step: string };

/** Keeps what was said of a step in place of what was said before; null takes it back. */
export async function putStepState(
  database: FairleadDatabase,
  { tenant, dealId, step }: StepKey,
  state: StepState | null,
): Promise<void> {
  if (state === null) await database.stepStates.delete([tenant, dealId, step]);
  else await database.stepStates.put({ ...state, tenant, dealId });
}

/** What was said of a deal's steps, the latest first. */
export async function stepStatesOf(database: FairleadDatabase, tenant: string, dealId: string): Promise<StepState[]> {
  const rows = await database.stepStates.where('[tenant+dealId]').equals([tenant, dealId]).toArray();
  return rows.toSorted((a, b) => b.at - a.at).map(({ tenant: _tenant, dealId: _dealId, ...state }) => state);
}

/** What was said of steps, by deal. */
export async function stepStatesByDeal(
  database: FairleadDatabase,
  tenant: string,
): Promise<Map<string, readonly StepState[]>> {
  const deals = new Map<string, StepState[]>();
  await database.stepStates
    .where('tenant')
    .equals(tenant)
    .each(({ dealId, ...row }) => {
      deals.set(dealId, [...(deals.get(dealId) ?? []), row]);
    });
  return deals;
}

/** How often a rule's step was set aside, over all deals, and with which reasons. */
export type StepCount = {
  step: string;
  title: string;
  deals: number;
  done: number;
  notNow: number;
  doesNotApply: number;
  /** The latest first, not more than a few. */
  reasons: readonly { reason: string; at: number }[];
};

const REASONS = 5;

/** What reps say of each step, those that apply least often first. */
export async function countStepStates(database: FairleadDatabase): Promise<StepCount[]> {
  const steps = new Map<string, StepStateRow[]>();
  for (const row of await database.stepStates.toArray()) steps.set(row.step, [...(steps.get(row.step) ?? []), row]);
  const counts = [...steps].map(([step, rows]): StepCount => {
    const latest = rows.toSorted((a, b) => b.at - a.at);
    const of = (kind: StepState['kind']): number => rows.filter((row) => row.kind === kind).length;
    const reasons = latest.flatMap((row) => (row.kind === 'doesNotApply' ? [{ reason: row.reason, at: row.at }] : []));
    return {
      step,
      title: latest[0]?.title ?? step,
      deals: rows.length,
      done: of('done'),
      notNow: of('notNow'),
      doesNotApply: of('doesNotApply'),
      reasons: reasons.slice(0, REASONS),
    };
  });
  return counts.toSorted((a, b) => b.doesNotApply - a.doesNotApply || b.deals - a.deals || (a.step < b.step ? -1 : 1));
}
