import { loss } from '../measure/metrics';
import { deviation } from '@/lib/domain/quantiles';
import type { Progress } from '../rows';
import { leaveBlockOut } from './leave-block-out';
import { leaveOneOut } from './leave-one-out';
import { ridgeSteps, type Design, type Ridge } from './ridge';

/** Below it, too few deals to choose a strength by: it is fixed, and halved or given up where even that is not borne out. */
const FEWEST_TO_CHOOSE = 100;
const FIXED = 0.3;
const HALVED = 0.15;
/** Standard errors by which each must beat the win rate; of a few dozen deals a little better is mostly luck. */
const SURELY_BETTER = 1.5;
const LIKELY_BETTER = 0.5;
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

/** Fits that are only compared need not be exact to the ninth digit. */
const ROUGH = 1e-4;

type Candidate = { sd: number | null; fit: Ridge | null; without: Float64Array; losses: number[]; mean: number };

/**
 * How far coefficients may lie from their prior means. Each strength is judged on deals it has not seen (leave one deal out);
 * of those whose loss is within one standard error of the best, the most cautious is taken, and the win rate alone is the most
 * cautious of all. The error is that of the difference to the best, deal by deal.
 */
export function* chooseStrength(
  design: Design,
  groups: readonly (readonly number[])[],
  blocks: readonly (readonly number[])[] | null,
): Generator<Progress, Choice> {
  const few = groups.length < FEWEST_TO_CHOOSE;
  const tried: Candidate[] = [winRateOnly(design, groups)];
  let start: Float64Array | undefined;
  const strengths = few ? [HALVED, FIXED] : STRENGTHS;
  for (const [i, sd] of strengths.entries()) {
    const progress = { phase: 'Trying prior strengths', done: i, total: strengths.length };
    const fit = yield* told(progress, ridgeSteps(design, sd, start, ROUGH));
    yield progress;
    start = fit.beta;
    const without = few || blocks === null ? leaveOneOut(design, fit, groups) : leaveBlockOut(design, fit, blocks, sd);
    tried.push(candidate(design, groups, sd, fit, without));
    if (!few && isPastBest(tried)) break;
  }
  const blockOf = blocks === null ? null : blocksOfGroups(groups, blocks);
  const best = tried.reduce((least, one) => (one.mean < least.mean ? one : least));
  const chosen = few
    ? ofFew(tried, design.priorMean)
    : (tried.find((one) => one.mean <= best.mean + errorOfDifference(one, best, blockOf)) ?? best);
  const last = { phase: 'Fitting', done: 0, total: 1 };
  const fit =
    chosen.fit === null || chosen.sd === null
      ? null
      : yield* told(last, ridgeSteps(design, chosen.sd, chosen.fit.beta));
  return { sd: chosen.sd, fit, without: chosen.without, sentence: sentenceFor(chosen, few, groups.length) };
}

/** Steps of a fit, told as this progress. */
function* told<T>(progress: Progress, steps: Generator<undefined, T>): Generator<Progress, T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    yield progress;
  }
}

/**
 * What a pack knows (prior means other than 0) stands unless the win rate is better on deals it has not seen; what has only
 * been learned must be better than the win rate by more than luck.
 */
function ofFew([rate, halved, fixed]: readonly Candidate[], priorMean: Float64Array): Candidate {
  if (rate === undefined || halved === undefined || fixed === undefined) throw new TypeError('not tried');
  if (priorMean.some((mean) => mean !== 0)) return fixed.mean < rate.mean ? fixed : rate;
  const beats = (one: Candidate, errors: number): boolean =>
    rate.mean - one.mean > errors * errorOfDifference(rate, one, null);
  if (beats(fixed, SURELY_BETTER)) return fixed;
  return beats(halved, LIKELY_BETTER) ? halved : rate;
}

/** The loss falls with the strength and then rises: once it rises, the rest need not be tried. */
function isPastBest(tried: readonly Candidate[]): boolean {
  const [before, last] = tried.slice(-2);
  return tried.length > 2 && before !== undefined && last !== undefined && last.mean > before.mean;
}

function sentenceFor({ sd }: Candidate, few: boolean, deals: number): string {
  if (sd === null) return 'No prior strength was surely better than the win rate on deals it had not seen.';
  return few
    ? `Prior strength ${sd}: ${deals} deals are too few to choose more finely.`
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

/**
 * Standard error of the mean difference: from deal to deal, or from one block of time to the next where that is larger, for what
 * held in one quarter and not in the next is no skill.
 */
function errorOfDifference(one: Candidate, best: Candidate, blockOf: Int32Array | null): number {
  const differences = one.losses.map((l, i) => l - (best.losses[i] ?? 0));
  const byDeal = standardError(differences);
  if (blockOf === null) return byDeal;
  const sums = new Map<number, { sum: number; n: number }>();
  differences.forEach((difference, i) => {
    const block = sums.get(blockOf[i] ?? 0) ?? { sum: 0, n: 0 };
    sums.set(blockOf[i] ?? 0, { sum: block.sum + difference, n: block.n + 1 });
  });
  return Math.max(byDeal, standardError([...sums.values()].map(({ sum, n }) => sum / n)));
}

function standardError(values: readonly number[]): number {
  return deviation(values) / Math.sqrt(Math.max(1, values.length));
}

/** Number of the block that each deal lies in. */
function blocksOfGroups(groups: readonly (readonly number[])[], blocks: readonly (readonly number[])[]): Int32Array {
  const ofRow = new Map(blocks.flatMap((block, i) => block.map((row) => [row, i] as const)));
  return Int32Array.from(groups, (group) => ofRow.get(group[0] ?? 0) ?? 0);
}
