import { bundle } from './bundle.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

const ROUNDS = 10;

/** Risk, gates and steps of an edited deal, recomputed as somebody types: 200 rules and a fitted model. */
export async function run() {
  const { whatIfSamples } = await bundle('what-if');
  const samples = whatIfSamples(ROUNDS);
  const detail = { samples: samples.length, p50: round(median(samples)) };
  report({ id: 'what-if', value: percentile(samples, 0.95), unit: 'ms', goal: '≤ 50 ms p95', limit: 50, detail });
}
