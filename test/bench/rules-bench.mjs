import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, folderOf, load } from './bundle.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

const folder = folderOf('rules');
const COLD_RUNS = 7;

/** 200 rules on one deal, against the same rules written by hand. */
export async function rulesDeal() {
  const { oneDeal } = await bundle('rules');
  const { engine, twin } = oneDeal(200);
  const ratio = median(engine) / median(twin);
  const detail = { samples: engine.length, byHandP50: round(median(twin)) };
  report({ id: 'rules-deal.p50', value: median(engine), unit: 'ms', goal: '≤ 0.3 ms p50', limit: 0.3, ratio, detail });
  const [p99, byHandP99] = [percentile(engine, 0.99), percentile(twin, 0.99)];
  report({
    id: 'rules-deal.p99',
    value: p99,
    unit: 'ms',
    goal: '≤ 1 ms p99',
    limit: 1,
    ratio: p99 / byHandP99,
    // What interrupts the hand-written rules as well is the machine's doing.
    detail: { byHandP99: round(byHandP99) },
  });
  report({ id: 'rules-deal.ratio', value: ratio, unit: '×', goal: '≤ 2.5 × hand-written', limit: 2.5, ratio });
}

/** 10,000 deals in a worker, with progress, and once cancelled half-way. */
export async function rules10k({ say }) {
  const { manyDeals } = await bundle('rules');
  let steps = 0;
  const whole = await manyDeals(Infinity, (done) => {
    steps += 1;
    if (done % 2_500 === 0) say(`  rules-10k: ${done} deals`);
  });
  const half = await manyDeals(5_000, () => undefined);
  const ratio = whole.engine / whole.twin;
  const detail = {
    deals: whole.done,
    engineMs: round(whole.engine),
    twinMs: round(whole.twin),
    progressMessages: steps,
    cancelledAt5000DoneWhenStopped: half.done,
  };
  report({
    id: 'rules-10k',
    value: ratio,
    unit: '×',
    goal: '≤ 2.5 × hand-written',
    limit: 2.5,
    ratio,
    ok: half.done < 10_000,
    detail,
  });
}

/** 200 rules to a pack that runs, each time in a process that has just started, as a panel has. */
export async function packCold() {
  const { cachedForm } = await bundle('rules');
  writeFileSync(join(folder, 'pack.json'), cachedForm());
  for (const [from, limit] of [
    ['source', 50],
    ['cache', 15],
  ]) {
    const samples = Array.from({ length: COLD_RUNS }, () => coldRun(from));
    report({
      id: `pack-cold.${from}`,
      value: median(samples),
      unit: 'ms',
      goal: `≤ ${limit} ms`,
      limit,
      detail: { samples: samples.map(round) },
    });
  }
}

function coldRun(from) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), from], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`pack-cold: ${stderr}`);
  return Number(stdout);
}

// Called as a program: one cold measurement, of a process in which nothing ran before. The cached form is made elsewhere.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { cold } = await load('rules');
  const cached = process.argv[2] === 'cache' ? readFileSync(join(folder, 'pack.json'), 'utf8') : '';
  process.stdout.write(String(cold(process.argv[2], cached)));
}
