import { factorDefs } from '@/lib/assess/factors';
import { learned, type Learned } from '@/lib/assess/learned';
import { pastRows, type Past } from '@/lib/assess/past/past-rows';
import { rulesOf } from '@/lib/assess/past/verdicts-then';
import { DAY_MS, type DealRecord } from '@/lib/assess/past/record';
import { disputeLedger } from '@/lib/risk/dispute-ledger';
import type { Model } from '@/lib/risk/model';
import { withoutLeaks } from '@/lib/risk/past/leaks';
import { backtestRules } from '@/lib/risk/rule-backtest';
import { trainModel } from '@/lib/risk/train';
import type { RunnablePack } from '@/lib/rules/types';
import type { FairleadDatabase } from '@/lib/store/database';
import { allDisputes } from '@/lib/store/disputes';
import { putModel } from '@/lib/store/models';
import { drive, type Run } from './drive';
import { dealRecords } from './records';
import type { LearningReport } from './report';

/** Below it, the pack's own weights say more than so few deals. */
const FEWEST_CLOSED = 30;
const FEWEST_OF_EACH = 5;

export type RefitInput = { tenant: string; pack: RunnablePack; now: number; seed: number };

/**
 * Learns from all that is kept of a tenant's deals: the model where there are enough, the worth of each rule, who was right in
 * the disputes. The model is kept by its hash. Nothing is changed when it is aborted.
 */
export async function refit(
  database: FairleadDatabase,
  { tenant, pack, now, seed }: RefitInput,
  run: Run,
): Promise<{ learned: Learned; report: LearningReport }> {
  const started = run.elapsed();
  const records = await dealRecords(database, tenant, async (done, total) => {
    run.signal.throwIfAborted();
    run.report({ phase: 'Reading', done, total });
    await run.pause();
  });
  const { past, model } = await learnFrom(records, { pack, now, seed }, run);
  const { counts, usual, horizonDays } = past;
  const result = learned({ packHash: pack.hash, counts, usual, model });
  const disputes = disputeLedger(await allDisputes(database, tenant), past.ends);
  run.signal.throwIfAborted();
  const dataHash = model?.dataHash ?? '';
  await putModel(database, { tenant, hash: result.hash, at: now, packHash: pack.hash, dataHash, model: result });
  const report: LearningReport = {
    tenant,
    at: now,
    packTitle: pack.title,
    counts,
    horizonDays,
    hash: result.hash,
    model: model && reported(model),
    rules: backtestRules(rulesOf(pack), past.verdicts, past.closed),
    disputes,
    seconds: Math.round(run.elapsed() - started) / 1000,
  };
  return { learned: result, report };
}

/** The past of these deals, and the model where there are enough of them. */
export async function learnFrom(
  records: readonly DealRecord[],
  { pack, now, seed }: Omit<RefitInput, 'tenant'>,
  run: Run,
): Promise<{ past: Past; model: Model | null }> {
  const past = await drive(pastRows({ records, pack, now }), run);
  return { past, model: await modelOf(past, { pack, now, seed }, run) };
}

async function modelOf(
  { observations, histories, horizonDays, counts, movable }: Past,
  { pack, now, seed }: Omit<RefitInput, 'tenant'>,
  run: Run,
): Promise<Model | null> {
  if (counts.won + counts.lost < FEWEST_CLOSED || Math.min(counts.won, counts.lost) < FEWEST_OF_EACH) return null;
  const checked = withoutLeaks(histories, factorDefs(pack), movable);
  const steps = trainModel({
    rows: observations,
    defs: checked.kept,
    dropped: checked.dropped,
    histories,
    stage: 'stage',
    horizon: horizonDays,
    asOf: Math.floor(now / DAY_MS),
    protocol: { kind: 'time', share: 0.7 },
    seed,
    packHash: pack.hash,
    trainedAt: now,
  });
  return drive(steps, run);
}

function reported({ choice, winRate, priorSd, backtest, dropped, counts }: Model): LearningReport['model'] {
  return { choice, winRate, priorSd, backtest, dropped, counts };
}
