import { dropDeals, readDeal, writeDeal } from '@/lib/cache/deal-cache';
import { noteStageLabel } from '@/lib/cache/stage-labels';
import { installFile, renew, useBundled } from '@/lib/channels/active-pack';
import { DISPUTED, seenIn, watchHealth } from '@/lib/channels/health';
import { browserWorld } from '@/lib/channels/world';
import { dealName } from '@/lib/domain/deal';
import { visitsAfter } from '@/lib/domain/visits';
import { keepAssessment } from '@/lib/learn/keep-assessment';
import type { Learner } from '@/lib/learn/learner';
import { riskTrail } from '@/lib/store/assessment-log';
import type { FairleadDatabase } from '@/lib/store/database';
import { recordReading } from '@/lib/store/history';
import { forgottenDeals } from '@/lib/store/forgotten-deals';
import { adminOnly } from './admin-only';
import { alertHandlers } from './alert-handlers';
import { channelHandlers } from './channel-handlers';
import type { SignIns } from './crm-access';
import { diagnosticsHandlers } from './diagnostics';
import { adapterHandlers } from './handle-adapters';
import { connectionHandlers } from './handle-connections';
import { crmHandlers, notePageReading } from './handle-crm';
import { insightHandlers } from './insight-handlers';
import { learnHandlers } from './learn-handlers';
import { markHandlers } from './mark-handlers';
import { proposalHandlers } from './proposal-handlers';
import type { PullRunner } from './pull-runner';
import { queueHandlers } from './queue-handlers';
import { reviewHandlers } from './review-handlers';
import type { Handlers } from './service';
import type { AcrossDeals } from './start-queue';
import { signInsOf } from './sign-ins';
import { stepHandlers } from './step-handlers';
import { studioHandlers } from './studio-handlers';
import { tenantFor } from './tenant-for';
import { writeHandlers } from './write-handlers';

/** What the background does for the extension's pages. `database` is opened on first use. */
export function handlers(
  database: () => FairleadDatabase,
  now: () => number,
  learner: Learner,
  { queue, alerts }: AcrossDeals,
  signIns: SignIns = signInsOf(database, now),
): { handlers: Handlers; pulls: PullRunner; sendAll: () => Promise<void> } {
  const crm = crmHandlers(database, now, signIns, (tenant) => void queue.refresh(tenant));
  const writes = writeHandlers(database, now, signIns, async (tenant, dealId) => {
    await crm.readAgain(tenant, dealId);
    await queue.reread(tenant, [dealId]);
  });
  const onSwitch = (): void => void learner.afterSwitch({ ok: true });
  const learn = learnHandlers(database, now, learner);
  // What is counted of packs must never cost a deal its history.
  const count = (hash: string, seen: Parameters<typeof watchHealth>[2]): Promise<void> =>
    watchHealth(browserWorld(database(), now, onSwitch), hash, seen).catch(() => undefined);
  const all: Handlers = {
    ...writes.handlers,
    ...crm.handlers,
    ...learn,
    ...insightHandlers(database, now),
    ...markHandlers(),
    ...proposalHandlers(database, signIns),
    ...queueHandlers(database, queue),
    ...reviewHandlers(database, queue),
    ...alertHandlers(alerts),
    ...stepHandlers(database, now, queue.moved),
    ...studioHandlers(database),
    dispute: async (input, caller) => {
      const output = await learn.dispute(input, caller);
      await count(input.packHash, DISPUTED);
      return output;
    },
    assessed: async ({ deal, assessment, basis, readable, tookMs }, caller) => {
      const tenant = tenantFor(caller);
      if (assessment.dealId !== deal.id) throw new Error('the assessment is of another deal');
      const history = await recordReading(database(), tenant, deal, assessment);
      await keepAssessment(database(), { tenant, deal, assessment, basis });
      const trail = await riskTrail(database(), tenant, deal.id, basis.today);
      const visits = visitsAfter((await readDeal(tenant, deal.id))?.visits ?? null, deal);
      await writeDeal(tenant, deal.id, { name: dealName(deal), assessment, history, trail, visits });
      await noteStageLabel(tenant, assessment.stage.label);
      await queue.took(tenant, deal, assessment, basis).catch(() => undefined); // the history counts for more
      await dropDeals(tenant, await forgottenDeals(database(), tenant));
      if (readable) await notePageReading(database(), tenant, readable, deal.readAt);
      await watchHealth(
        browserWorld(database(), now, onSwitch),
        assessment.pack.hash,
        seenIn(assessment, tookMs),
      ).catch(() => undefined);
      return history;
    },
    renewPack: () => renew(database(), now()),
    useBundledPack: (_input, caller) => {
      adminOnly(caller);
      return useBundled(database(), now()).then(learner.afterSwitch);
    },
    installPack: ({ text, who = '', why = '' }, caller) => {
      adminOnly(caller);
      return installFile(database(), text, now(), { who, why }).then(learner.afterSwitch);
    },
    ...adapterHandlers(database, now),
    ...diagnosticsHandlers(database, now),
    ...connectionHandlers(database, now),
    ...channelHandlers(database, now, onSwitch),
  };
  return { handlers: all, pulls: crm.pulls, sendAll: writes.sendAll };
}
