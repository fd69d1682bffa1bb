import { readDisputes, writeDisputes } from '@/lib/cache/dispute-cache';
import { readStepStates, writeStepStates } from '@/lib/cache/step-cache';
import type { OwnAnswers } from '@/lib/messaging/client';
import { sampleJournal } from './journal';
import { SAMPLE_TENANT, type SampleStore } from './store';

/**
 * What the sample's page answers itself, so that the background never hears of the sample: it is in no history, no
 * statistics and no queue. What is said of steps and flags lies where the panel looks for it, until the sample begins anew.
 */
export function sampleCalls(store: SampleStore, focus: (field: string) => boolean): OwnAnswers {
  const journal = sampleJournal(store);
  return {
    assessed: ({ basis }) => Promise.resolve(basis.history),
    writes: () => Promise.resolve(journal.entries()),
    write: journal.write,
    undoWrite: ({ id, writeId }) => journal.undo(id, writeId),
    sendWaiting: () => Promise.resolve(journal.entries()),
    dropWrite: () => Promise.resolve(false),
    batchState: () => Promise.resolve(null),
    accountDeals: () => Promise.resolve([]),
    choices: () => Promise.resolve({}),
    lookup: () => Promise.resolve({ ok: true, names: [] }),
    showMarks: ({ marks }) => {
      store.mark(marks);
      return Promise.resolve(null);
    },
    showField: ({ field }) => Promise.resolve(focus(field) ? ('shown' as const) : ('absent' as const)),
    markStep: async ({ dealId, step, title, mark, at = Date.now() }) => {
      const others = (await readStepStates(SAMPLE_TENANT, dealId)).filter((each) => each.step !== step);
      await writeStepStates(SAMPLE_TENANT, dealId, mark ? [{ ...mark, step, title, at }, ...others] : others);
      return null;
    },
    dispute: async ({ dealId, kind, id, reason }) => {
      await writeDisputes(SAMPLE_TENANT, dealId, [
        ...(await disputesBut(dealId, kind, id)),
        { kind, id, reason, at: Date.now() },
      ]);
      return null;
    },
    withdrawDispute: async ({ dealId, kind, id }) => {
      await writeDisputes(SAMPLE_TENANT, dealId, await disputesBut(dealId, kind, id));
      return null;
    },
  };
}

async function disputesBut(dealId: string, kind: string, id: string) {
  return (await readDisputes(SAMPLE_TENANT, dealId)).filter((each) => each.kind !== kind || each.id !== id);
}
