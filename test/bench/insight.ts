import { askedOf } from '@/lib/insight/ask';
import { bookOf, filtered } from '@/lib/insight/book';
import { findPatterns } from '@/lib/insight/findings/find';
import { METRIC_IDS, METRICS } from '@/lib/insight/metrics';
import { AS_OF, madeLayout } from '@/test/insight/made';

export type InsightTimes = {
  index: number;
  findings: number;
  /** A filter by owner, with every metric after it. */
  filter: number;
  metrics: Record<string, number>;
};

/**
 * CPU ms of the index, every metric and the findings on so many made-up deals with history; the best of `runs`. Wall time says
 * little on a busy machine, and nothing here waits.
 */
export function insightTimes(deals: number, runs: number): InsightTimes {
  const layout = madeLayout(1, deals);
  const best = (work: () => unknown): number => {
    const times = Array.from({ length: runs }, () => {
      const started = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    });
    return Math.min(...times);
  };
  const index = best(() => bookOf(layout));
  const book = bookOf(layout);
  const asked = askedOf(book, { asOf: AS_OF });
  const metrics = Object.fromEntries(METRIC_IDS.map((id) => [id, best(() => METRICS[id](book, asked))]));
  const filter = best(() => {
    const some = filtered(book, ({ row }) => row.owner === 'Ann');
    for (const id of METRIC_IDS) METRICS[id](some, asked);
  });
  return { index, findings: best(() => findPatterns(book, asked)), filter, metrics };
}
