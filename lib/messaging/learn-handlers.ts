import { writeDisputes } from '@/lib/cache/dispute-cache';
import type { Learner } from '@/lib/learn/learner';
import { replay } from '@/lib/learn/replay';
import { assessmentsOf } from '@/lib/store/assessment-log';
import type { FairleadDatabase } from '@/lib/store/database';
import { putDispute, standingDisputes, withdrawDispute } from '@/lib/store/disputes';
import { loggedDeals } from '@/lib/store/logged-deals';
import type { LearnCalls } from './learn-calls';
import type { Caller, Handlers } from './service';
import { tenantFor } from './tenant-for';

/** Keeps and takes back objections; the tenant is that of the tab that asks. Learning is asked for by our own pages only. */
export function learnHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  learner: Learner,
): Pick<Handlers, keyof LearnCalls> {
  const show = async (tenant: string, dealId: string): Promise<null> => {
    const standing = await standingDisputes(database(), tenant, dealId);
    await writeDisputes(
      tenant,
      dealId,
      standing.map(({ kind, id, reason, at }) => ({ kind, id, reason, at })),
    );
    return null;
  };
  return {
    dispute: async (input, caller) => {
      const tenant = tenantFor(caller);
      await putDispute(database(), { ...input, tenant, at: now() });
      return show(tenant, input.dealId);
    },
    withdrawDispute: async ({ dealId, kind, id }, caller) => {
      const tenant = tenantFor(caller);
      await withdrawDispute(database(), tenant, dealId, { kind, id }, now());
      return show(tenant, dealId);
    },
    refit: async (_input, caller) => {
      ownPage(caller);
      return learner.refit();
    },
    cancelRefit: async (_input, caller) => {
      ownPage(caller);
      learner.cancel();
      return null;
    },
    learningReports: async (_input, caller) => {
      ownPage(caller);
      return learner.reports();
    },
    ...replayHandlers(database),
  };
}

type ReplayCall = 'loggedDeals' | 'loggedAssessments' | 'replay';

function replayHandlers(database: () => FairleadDatabase): Pick<Handlers, ReplayCall> {
  return {
    loggedDeals: async ({ text }, caller) => {
      ownPage(caller);
      return loggedDeals(database(), text);
    },
    loggedAssessments: async ({ tenant, dealId }, caller) => {
      ownPage(caller);
      const entries = await assessmentsOf(database(), tenant, dealId);
      return entries.toReversed().map(({ at, risk }) => ({ at, risk: risk.state === 'none' ? null : risk.risk }));
    },
    replay: async ({ tenant, dealId, at }, caller) => {
      ownPage(caller);
      return replay(database(), tenant, dealId, at);
    },
  };
}

function ownPage({ ownTab }: Caller): void {
  if (!ownTab) throw new Error('what was learned is asked for by the extension’s own pages only');
}
