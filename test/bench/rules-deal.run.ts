import { compilePack } from '@/lib/rules/compile';
import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import type { EvaluationInput } from '@/lib/rules/types';
import { timedInput } from './deals';
import { RULES_200 } from './rules-200';
import { twin } from './rules-twin';

const DEALS = 40;
const WARM_UP = 40;
const ROUNDS = 60;

const compiled = compilePack(RULES_200);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const loaded = loadPack(compiled.pack);
if (!loaded.ok) throw new Error(loaded.reason);
const { pack } = loaded;

/** What a variant gave is added up, so that no compiler can leave the work out. */
let results = 0;
const VARIANTS = {
  engine: (input: EvaluationInput): void => {
    results += evaluatePack(pack, input).signals.length;
  },
  twin: (input: EvaluationInput): void => {
    results += twin(input).signals.length;
  },
};

function time(variant: keyof typeof VARIANTS, input: EvaluationInput): number {
  const start = performance.now();
  VARIANTS[variant](input);
  return performance.now() - start;
}

const inputs = Array.from({ length: DEALS }, (_, seed) => timedInput(seed));
const times: Record<keyof typeof VARIANTS, number[][]> = { engine: inputs.map(() => []), twin: inputs.map(() => []) };
for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
  inputs.forEach((input, i) => {
    const order = (round + i) % 2 === 0 ? (['engine', 'twin'] as const) : (['twin', 'engine'] as const);
    for (const variant of order) {
      const ms = time(variant, input);
      if (round >= WARM_UP) times[variant][i]?.push(ms);
    }
  });
}
process.stdout.write(JSON.stringify({ ...times, results }));
