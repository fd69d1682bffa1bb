import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fresh } from './processes.mjs';
import { report } from './report.mjs';
import { median, round } from './stats.mjs';

const PROCESSES = 11;
const cache = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/**
 * A pack of 200 rules made ready in a process that has just loaded the code, as a panel or the background has: nothing is
 * warm. From its source and from the cached form, in turns.
 */
export async function run({ say }) {
  mkdirSync(cache, { recursive: true });
  const files = { source: join(cache, 'rules-200.json'), cached: join(cache, 'rules-200.compiled.json') };
  writeFileSync(files.source, JSON.stringify(await fresh('rules-200.run.ts')));
  const { pack } = await fresh('pack-cold.run.ts', ['source', files.source]);
  writeFileSync(files.cached, JSON.stringify(pack));
  const runs = { source: [], cached: [] };
  for (let n = 0; n < PROCESSES; n += 1) {
    for (const form of ['source', 'cached']) runs[form].push(await fresh('pack-cold.run.ts', [form, files[form]]));
  }
  say(`  pack-cold: ${2 * PROCESSES} processes`);
  const of = (form, key) => median(runs[form].map((one) => one[key]));
  const detail = (form) => ({ firstDealMs: round(of(form, 'firstDeal')), all: runs[form].map(({ ready }) => round(ready)) });
  report({
    id: 'pack-cold.source',
    value: of('source', 'ready'),
    unit: 'ms',
    goal: '≤ 50 ms from source',
    limit: 50,
    detail: detail('source'),
  });
  report({
    id: 'pack-cold.cached',
    value: of('cached', 'ready'),
    unit: 'ms',
    goal: '≤ 15 ms from the cached form',
    limit: 15,
    detail: { ...detail('cached'), kB: round(JSON.stringify(pack).length / 1_000) },
  });
}
