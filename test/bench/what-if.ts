import { assess, type AssessInput } from '@/lib/assess/assess';
import { factorDefs, NO_USUAL } from '@/lib/assess/factors';
import { learned, type Learned } from '@/lib/assess/learned';
import { whatIfEdited } from '@/lib/assess/what-if-edited';
import { fieldOf } from '@/lib/domain/deal';
import type { Observation } from '@/lib/risk/rows';
import { trainModel } from '@/lib/risk/train';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';
import { CLOCK, timedInput } from './deals';
import { RULES_200 } from './rules-200';

/** ms from an edit to the new risk, gates and steps of a deal, by a fitted model and 200 rules; one a deal and edit. */
export function whatIfSamples(rounds: number): number[] {
  const pack = runnable();
  const model = fitted(pack);
  const inputs = Array.from({ length: 32 }, (_, seed) => inputOf(pack, model, seed));
  const befores = inputs.map((input) => assess(input));
  const samples: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    for (const [i, input] of inputs.entries()) {
      const before = befores[i];
      if (before === undefined) continue;
      const edits = [
        { field: 'closeDate', from: fieldOf(input.deal, 'closeDate'), to: '2026-09-01' },
        { field: 'nextStep', from: fieldOf(input.deal, 'nextStep'), to: `Send draft ${round} to Ada` },
      ] as const;
      const start = performance.now();
      const { after } = whatIfEdited(input, before, edits);
      const ms = performance.now() - start;
      if (after.risk.state !== 'score') throw new Error(`the bench’s model gave ${after.risk.state}`);
      if (round >= 0) samples.push(ms);
    }
  }
  return samples;
}

function inputOf(pack: RunnablePack, model: Learned, seed: number): AssessInput {
  const { deal, changes } = timedInput(seed);
  return { deal, history: { changes, watchedSince: CLOCK.now - 90 * 86_400_000 }, pack, clock: CLOCK, learned: model };
}

function runnable(): RunnablePack {
  const compiled = compilePack(RULES_200);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const loaded = loadPack(compiled.pack);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}

/** A model in which every factor and all 150 signals have levels, on rows made up for it. */
function fitted(pack: RunnablePack): Learned {
  const defs = factorDefs(pack);
  const rows = Array.from({ length: 400 }, (_, n): Observation => {
    const values = defs.map(({ id, kind }, f) => [
      id,
      kind === 'category' ? `level ${(n + f) % 3}` : kind === 'signal' ? (n * (f + 3)) % 2 : (n * 7) % 50,
    ]);
    return {
      dealId: `d${n}`,
      day: n,
      age: 0,
      won: n % 3 === 0 || n % 7 === 0 ? 1 : 0,
      weight: 1,
      values: Object.fromEntries(values),
    };
  });
  const steps = trainModel({
    rows,
    defs,
    dropped: [],
    histories: [],
    stage: 'stage',
    horizon: 90,
    asOf: 1_000,
    protocol: null,
    seed: 1,
    packHash: pack.hash,
    trainedAt: CLOCK.now,
  });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const counts = { deals: 400, won: 200, lost: 200, open: 0, unseen: 0, immature: 0, fromStart: 0 };
  // What is timed is scoring by it: that it was tested on past deals is said, not done.
  const model = {
    ...step.value,
    priorSd: step.value.priorSd ?? 0.3,
    backtest: { signal: true },
  } as unknown as Learned['model'];
  return learned({ packHash: pack.hash, counts, usual: NO_USUAL, model });
}
