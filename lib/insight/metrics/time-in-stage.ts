import type { Book } from '../book';
import { leftOf, spreadOf, type Asked, type Metric, type Spread } from '../metric';
import { dayText } from '../periods';
import { staysOf } from './stays';

/** Days that deals which ended so had spent in a stage, all stays of a deal together. */
export type TimeInStageRow = {
  pipeline: string | null;
  stage: string;
  position: number;
  outcome: 'won' | 'lost';
  n: number;
} & Spread;

/** Time in stage of deals won and lost since `from`. */
export function timeInStage(book: Book, asked: Asked): Metric<TimeInStageRow> {
  const { asOf, from } = asked;
  const times = new Map<string, { row: Omit<TimeInStageRow, keyof Spread | 'n'>; days: number[] }>();
  let n = 0;
  for (const deal of book.deals) {
    const { life, row } = deal;
    if (row.outcome === 'open' || life === null || life.closed === null) continue;
    if (life.closed < from || life.closed > asOf) continue;
    n += 1;
    const inStage = new Map<string, { position: number; days: number }>();
    for (const { stage, position, from: begun, to } of staysOf(deal, book, asOf)) {
      const before = inStage.get(stage)?.days ?? 0;
      inStage.set(stage, { position, days: before + (to ?? asOf) - begun });
    }
    for (const [stage, { position, days }] of inStage) {
      const { pipeline } = row;
      const key = JSON.stringify([pipeline, stage, row.outcome]);
      const found = times.get(key) ?? { row: { pipeline, stage, position, outcome: row.outcome }, days: [] };
      found.days.push(days);
      times.set(key, found);
    }
  }
  return {
    metric: 'time-in-stage',
    n,
    from: dayText(from),
    to: dayText(asOf),
    rows: [...times.values()]
      .map(({ row, days }) => ({ ...row, n: days.length, ...spreadOf(days) }))
      .toSorted((a, b) => a.position - b.position),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}
