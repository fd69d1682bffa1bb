import { EMPTY, levelKey } from '../fit/level-key';
import { chanceOfRow, fitRows, type FittedRows } from '../fit/fit-rows';
import type { Said } from '../measure/metrics';
import { naiveBayes } from '../measure/naive-bayes';
import type { FactorDef, Observation, Progress, Values } from '../rows';
import type { Split } from './protocol';

/** What each method said about the same rows, in the same order. */
export type Predictions = { model: Said[]; winRate: Said[]; stage: Said[]; naiveBayes: Said[] };

export type Predicted = Predictions & { fitted: FittedRows };

/** Deals of the win rate that a stage starts with. */
const PSEUDO_DEALS = 8;

/** Learns from one part and predicts the other. `stage` is the factor that says how far a deal has come, where there is one. */
export function* predictSplit(
  { train, test }: Split,
  defs: readonly FactorDef[],
  stage: string | null,
): Generator<Progress, Predicted> {
  const fitted = yield* fitRows(train, defs);
  const bayes = naiveBayes(fitted.encoding, train);
  const byStage = stageRates(
    train,
    defs.find(({ id }) => id === stage),
    fitted.base,
  );
  const say = (chance: (values: Values) => number): Said[] =>
    test.map(({ dealId, won, weight, values }) => ({ dealId, won, weight, base: fitted.base, chance: chance(values) }));
  return {
    fitted,
    model: say((values) => chanceOfRow(fitted, values)),
    winRate: say(() => fitted.base),
    stage: say(byStage),
    naiveBayes: say(bayes),
  };
}

/** Win rate of each stage, shrunk to that of all. */
function stageRates(
  train: readonly Observation[],
  def: FactorDef | undefined,
  base: number,
): (values: Values) => number {
  if (def === undefined) return () => base;
  const keyOf = (values: Values): string => levelKey(def, values[def.id], []) ?? EMPTY;
  const counts = new Map<string, { all: number; wins: number }>();
  for (const { values, weight, won } of train) {
    const count = counts.get(keyOf(values)) ?? { all: 0, wins: 0 };
    counts.set(keyOf(values), { all: count.all + weight, wins: count.wins + weight * won });
  }
  return (values) => {
    const count = counts.get(keyOf(values)) ?? { all: 0, wins: 0 };
    return (count.wins + PSEUDO_DEALS * base) / (count.all + PSEUDO_DEALS);
  };
}
