import { report } from './report.mjs';
import { bundle } from './bundle.mjs';
import { round } from './stats.mjs';

/** Learning anew from 10,000 deals with their readings and changes: that it ends, what it holds, and how soon it can be stopped. */
export async function run({ say }) {
  const { refit10k, cancelled } = await bundle('refit-10k');
  const { seconds, longest, phases, rows, heapMb, columns } = await refit10k((phase) => say(`  ${phase}`));
  report({
    id: 'refit-10k',
    value: seconds,
    unit: 's',
    goal: '< 120 s',
    limit: 120,
    detail: { rows, columns, longestStepMs: round(longest), heapMb: round(heapMb), phases },
  });
  const stops = await cancelled();
  report({
    id: 'refit-10k.cancel',
    value: Math.max(...stops),
    unit: 'ms',
    goal: '< 1 s',
    limit: 1_000,
    detail: { stops: stops.map(round) },
  });
}
