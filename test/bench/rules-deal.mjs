import { fresh } from './processes.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

/** Compilers decide differently from one process to the next, so that one process is no measure. */
const PROCESSES = 5;

/** 200 rules on a deal: the engine, and the same rules written by hand. */
export async function run({ say }) {
  const runs = [];
  for (let n = 0; n < PROCESSES; n += 1) {
    runs.push(figures(await fresh('rules-deal.run.ts')));
    say(`  rules-deal: ${n + 1} of ${PROCESSES} processes`);
  }
  const of = (key) => median(runs.map((one) => one[key]));
  const ratio = of('ratio');
  report({ id: 'rules-deal.p50', value: of('p50'), unit: 'ms', goal: '≤ 0.3 ms p50', limit: 0.3, ratio });
  report({
    id: 'rules-deal.p99',
    value: of('p99'),
    unit: 'ms',
    goal: '≤ 1 ms p99',
    limit: 1,
    ratio: of('p99') / of('twinP99'),
    // What interrupts the hand-written rules as well is the machine's doing.
    detail: { byHandP99: round(of('twinP99')), byHandP50: round(of('twinP50')) },
  });
  report({
    id: 'rules-deal.ratio',
    value: ratio,
    unit: '×',
    goal: '≤ 2.5 × hand-written JavaScript',
    limit: 2.5,
    ratio,
    detail: { all: runs.map((one) => round(one.ratio)) },
  });
}

/** Per deal the median of its rounds, of both variants; of these the median ratio. */
function figures({ engine, twin }) {
  return {
    p50: median(engine.flat()),
    p99: percentile(engine.flat(), 0.99),
    twinP50: median(twin.flat()),
    twinP99: percentile(twin.flat(), 0.99),
    ratio: median(engine.map((rounds, deal) => median(rounds) / median(twin[deal]))),
  };
}
