import { loss } from '../measure/metrics';
import type { Progress } from '../rows';
import { leaveOneOut } from './leave-one-out';
import { fitRidge, type Design, type Ridge } from './ridge';

/** Below it, too few deals to choose by. */
export const FEWEST_TO_CHOOSE = 100;
const FIXED = 0.3;
/** From the most cautious to the boldest. */
const STRENGTHS = [0.1, 0.2, 0.3, 0.5, 1] as const;

export type Choice = {
  /** Standard deviation of the prior; null: the win rate only. */
  sd: number | null;
  sentence: string;
  fit: Ridge | null;
  /** Logits of every row by a fit without its deal. */
  without: Float64Array;
};

type Candidate = { sd: number | null; fit: Ridge | null; without: Float64Array; losses: number[]; mean: number };

/**
 * How far coefficients may lie from their prior means. Each strength is judged on deals it has not seen (leave one deal out);
 * of those whose loss is within one standard error of the best, the most cautious is taken, and the win rate alone is the most
 * cautious of all. The error is that of the difference to the best, deal by deal.
 */
export function* chooseStrength(design: Design, groups: readonly (readonly number[])[]): Generator<Progress, Choice> {
  const few = groups.length < FEWEST_TO_CHOOSE;
  const tried: Candidate[] = [winRateOnly(design, groups)];
  let start: Float64Array | undefined;
  const strengths = few ? [FIXED] : STRENGTHS;
  for (const [i, sd] of strengths.entries()) {
    yield { phase: 'Trying prior strengths', done: i, total: strengths.length };
    const fit = fitRidge(design, sd, start);
    start = fit.beta;
    tried.push(candidate(design, groups, sd, fit, leaveOneOut(design, fit, groups)));
  }
  const best = tried.reduce((least, one) => (one.mean < least.mean ? one : least));
  const chosen = few ? best : (tried.find((one) => one.mean <= best.mean + errorOfDifference(one, best)) ?? best);
  return { sd: chosen.sd, fit: chosen.fit, without: chosen.without, sentence: sentenceFor(chosen, few, groups.length) };
}

function sentenceFor({ sd }: Candidate, few: boolean, deals: number): string {
  if (few) return `Prior strength ${FIXED}, fixed: ${deals} deals are too few to choose by.`;
  return sd === null
    ? `Of all strengths, none was surely better than the win rate on deals it had not seen.`
    : `Prior strength ${sd}: the most cautious that is about as good as the best on deals it had not seen.`;
}

function winRateOnly(design: Design, groups: readonly (readonly number[])[]): Candidate {
  let [all, wins] = [0, 0];
  for (let i = 0; i < design.rows; i++) {
    all += design.weight[i] ?? 0;
    wins += (design.weight[i] ?? 0) * (design.won[i] ?? 0);
  }
  const without = new Float64Array(design.rows);
  for (const group of groups) {
    const own = group.reduce((sum, row) => sum + (design.weight[row] ?? 0), 0);
    const ownWins = group.reduce((sum, row) => sum + (design.weight[row] ?? 0) * (design.won[row] ?? 0), 0);
    const rate = (wins - ownWins + 0.5) / (all - own + 1);
    for (const row of group) without[row] = Math.log(rate / (1 - rate));
  }
  return candidate(design, groups, null, null, without);
}

function candidate(
  design: Design,
  groups: readonly (readonly number[])[],
  sd: number | null,
  fit: Ridge | null,
  without: Float64Array,
): Candidate {
  const losses = groups.map((group) =>
    group.reduce((sum, row) => {
      const chance = 1 / (1 + Math.exp(-(without[row] ?? 0)));
      return sum + (design.weight[row] ?? 0) * loss(chance, design.won[row] === 1 ? 1 : 0);
    }, 0),
  );
  return { sd, fit, without, losses, mean: losses.reduce((sum, l) => sum + l, 0) / Math.max(1, losses.length) };
}

function errorOfDifference(one: Candidate, best: Candidate): number {
  const differences = one.losses.map((l, i) => l - (best.losses[i] ?? 0));
  const centre = one.mean - best.mean;
  const squares = differences.reduce((sum, d) => sum + (d - centre) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, differences.length - 1) / Math.max(1, differences.length));
}
