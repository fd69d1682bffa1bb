import { columnsFor, type Encoding } from '../fit/encode';
import type { Observation, Values } from '../rows';

/** Added to every count, so that what was never seen is not impossible. */
const START = 0.1;

/**
 * Naive Bayes with a frequency table: the share of won and lost deals at each level, multiplied. What several CRMs offer; the
 * fit has to do better. Gives the chance to win for a row's values.
 */
export function naiveBayes(encoding: Encoding, rows: readonly Observation[]): (values: Values) => number {
  const won = new Float64Array(encoding.columns).fill(START);
  const lost = new Float64Array(encoding.columns).fill(START);
  for (const row of rows) {
    const counts = row.won === 1 ? won : lost;
    counts[0] = (counts[0] ?? 0) + row.weight;
    for (const column of columnsFor(encoding, row.values))
      if (column > 0) counts[column] = (counts[column] ?? 0) + row.weight;
  }
  const start = Math.log((won[0] ?? 1) / (lost[0] ?? 1));
  return (values) => {
    const odds = columnsFor(encoding, values).reduce((sum, column) => {
      if (column === 0) return sum;
      const inWon = (won[column] ?? START) / (won[0] ?? 1);
      const inLost = (lost[column] ?? START) / (lost[0] ?? 1);
      return sum + Math.log(inWon / inLost);
    }, start);
    return 1 / (1 + Math.exp(-odds));
  };
}
