import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import type { Learned } from '@/lib/assess/learned';
import { changesBetween } from '@/lib/domain/changes';
import type { Assessment, Risk } from '@/lib/domain/assessment';
import type { Deal } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import type { Run } from '@/lib/learn/drive';
import { refit } from '@/lib/learn/refit';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { putDispute } from '@/lib/store/disputes';
import { modelByHash } from '@/lib/store/models';
import { closedDeals, NOW, reading, runnable, store, TENANT, value } from './team';

const DAY = 86_400_000;
const pack = runnable();
let database: FairleadDatabase;

beforeEach(() => {
  database = openDatabase(`refit-${Math.random()}`);
});

afterEach(() => database.delete());

function quiet(signal = new AbortController().signal): Run {
  let ms = 0;
  return { signal, elapsed: () => (ms += 10), pause: () => Promise.resolve(), report: () => undefined };
}

function run(signal?: AbortSignal): ReturnType<typeof refit> {
  return refit(database, { tenant: TENANT, pack, now: NOW, seed: 1 }, quiet(signal));
}

const clock = { now: NOW, today: '2026-11-22' };
const WATCHED: History = { changes: [], watchedSince: NOW - 30 * DAY };

function assessed(deal: Deal, learned?: Learned, history = WATCHED): Assessment {
  return assess({ deal, history, pack, clock, ...(learned === undefined ? {} : { learned }) });
}

/** An open deal of 20 days, without a next step; overdue unless the fields say otherwise. */
function open(fields: Parameters<typeof reading>[3] = {}): Deal {
  return reading('o', NOW - 20 * DAY, NOW, { closeDate: value('2026-11-10'), ...fields });
}

function score(risk: Risk): Extract<Risk, { state: 'score' }> {
  if (risk.state !== 'score') throw new Error(`no score: ${JSON.stringify(risk)}`);
  return risk;
}

describe('learning from closed deals', () => {
  test('with enough of them and something to learn, the risk is a number whose parts add up', async () => {
    await closedDeals(database, 120);
    const { learned, report } = await run();
    expect(report.counts).toMatchObject({ deals: 120, won: 60, lost: 60, open: 0 });
    expect(report.model?.backtest?.signal).toBe(true);
    const [vague, planned] = [
      score(assessed(open(), learned).risk),
      score(assessed(open({ nextStep: value('Send the draft') }), learned).risk),
    ];
    expect(vague.risk).toBeGreaterThan(planned.risk);
    for (const risk of [vague, planned]) {
      expect(risk.factors.reduce((sum, { points }) => sum + points, risk.base)).toBe(risk.risk);
      expect(risk.low).toBeLessThanOrEqual(risk.risk);
      expect(risk.high).toBeGreaterThanOrEqual(risk.risk);
      expect(risk.closedDeals).toBe(120);
    }
    const factor = vague.factors.find(({ id }) => id === 'next-step');
    expect(factor).toMatchObject({ level: 'empty' });
    expect(factor?.deals).toBeGreaterThanOrEqual(55);
    expect(factor?.low ?? 0).toBeLessThanOrEqual(factor?.points ?? 0);
    expect(factor?.high ?? 0).toBeGreaterThanOrEqual(factor?.points ?? 0);
  });

  test('the model is kept by its hash, with that of its pack and its data', async () => {
    await closedDeals(database, 60);
    const { learned } = await run();
    expect(await modelByHash(database, TENANT, learned.hash)).toMatchObject({ packHash: pack.hash, model: learned });
    expect((await run()).learned.hash).toBe(learned.hash); // the same deals, the same moment: the same model
  });

  test('below 30 closed deals there is no model, and the band says how many it takes', async () => {
    await closedDeals(database, 20);
    const { learned } = await run();
    expect(learned.model).toBeNull();
    const { risk } = assessed(open(), learned);
    expect(risk).toMatchObject({ state: 'band', closedDeals: 20 });
    expect(risk.state === 'band' && (risk.halvedBy ?? 0)).toBeGreaterThanOrEqual(10);
  });

  test('where nothing tells won from lost, the risk says so and starts from the win rate', async () => {
    await closedDeals(database, 120, false);
    const { learned, report } = await run();
    expect(report.model?.backtest?.signal).toBe(false);
    const { risk } = assessed(open(), learned);
    expect(risk).toMatchObject({ state: 'band', noSkill: { winRate: 0.5 } });
    expect(risk.state === 'band' && risk.noSkill?.sentence).toMatch(/do not predict|win rate/);
  });

  test('what was learned under another pack is left aside', async () => {
    await closedDeals(database, 120);
    const { learned } = await run();
    expect(assessed(open(), { ...learned, packHash: 'another' }).risk.state).toBe('band');
  });

  test('no deals, and deals without an end, are no error', async () => {
    expect((await run()).report.counts.deals).toBe(0);
    await store(database, [reading('x', NOW - 9 * DAY, NOW)]);
    expect((await run()).report).toMatchObject({ counts: { deals: 1, open: 1 }, model: null });
  });

  test('cancelled, it ends at once and leaves nothing behind', async () => {
    await closedDeals(database, 40);
    const stop = new AbortController();
    stop.abort(new Error('cancelled'));
    await expect(run(stop.signal)).rejects.toThrow('cancelled');
    expect(await database.models.count()).toBe(0);
  });

  test('cancelled half-way, what was in use stays', async () => {
    await closedDeals(database, 60);
    const stop = new AbortController();
    let pauses = 0;
    const run = refit(
      database,
      { tenant: TENANT, pack, now: NOW, seed: 1 },
      {
        ...quiet(stop.signal),
        pause: async () => {
          pauses += 1;
          if (pauses === 5) stop.abort(new Error('cancelled'));
        },
      },
    );
    await expect(run).rejects.toThrow('cancelled');
    expect(pauses).toBe(5);
    expect(await database.models.count()).toBe(0);
  });
});

describe('what is said of the rules and the disputes', () => {
  test('a rule that parts won from lost is evidence, one that does not is none', async () => {
    await closedDeals(database, 120);
    const { rules } = (await run()).report;
    const record = (id: string) => rules.rules.find((rule) => rule.id === id);
    expect(record('signal:vague')).toMatchObject({ evidence: 'risk', firedDeals: 60 });
    expect(record('signal:vague')?.leadDays?.n).toBe(48);
    expect(record('signal:overdue')).toMatchObject({ evidence: 'none' });
    expect(record('criterion:priced')).toMatchObject({ firedDeals: 0, lift: null, evidence: 'none' });
  });

  test('the ledger says who was right about a signal', async () => {
    await closedDeals(database, 40);
    const flag = {
      kind: 'signal',
      id: 'vague',
      title: 'No next step',
      claim: 'risk',
      reason: 'By phone.',
      packHash: '',
      snapshotHash: '',
    } as const;
    const lost = NOW - (460 - 7) * DAY; // c1 was created then, and lost 39 days later
    await putDispute(database, { ...flag, tenant: TENANT, dealId: 'c1', at: lost });
    await putDispute(database, { ...flag, tenant: TENANT, dealId: 'o', at: NOW });
    expect((await run()).report.disputes).toMatchObject([
      { id: 'vague', closed: 1, open: 1, repRight: 0, ruleRight: 1 },
    ]);
  });
});

describe('steps, by a fitted model', () => {
  test('the effect shown is the effect it has once it is done', async () => {
    await closedDeals(database, 120);
    const { learned } = await run();
    const before = assessed(open(), learned);
    const done: [string, Deal][] = [
      ['next-step', open({ nextStep: value('Filled in with the customer') })],
      ['new-date', open({ closeDate: value('2026-12-22') })],
    ];
    for (const [id, after] of done) {
      const history: History = { ...WATCHED, changes: changesBetween(open(), after) };
      const effect = before.steps.find((step) => step.id === id)?.effect ?? NaN;
      const real = score(assessed(after, learned, history).risk).risk - score(before.risk).risk;
      expect(Math.abs(effect - real), id).toBeLessThanOrEqual(0.5);
    }
    expect(before.steps.find((step) => step.id === 'next-step')?.effect).toBeLessThan(0);
  });

  test('a field that could not be read earns a step nothing', async () => {
    await closedDeals(database, 120);
    const { learned } = await run();
    const unread = open({ nextStep: { state: 'unknown', reason: 'notOnPage' } });
    const always = runnable();
    const { steps } = assess({
      deal: unread,
      history: WATCHED,
      pack: { ...always, steps: always.steps.map((step) => ({ ...step, when: { fn: () => true, reads: [] } })) },
      clock,
      learned,
    });
    expect(steps.find((step) => step.id === 'next-step')?.effect).toBe(0);
  });
});
