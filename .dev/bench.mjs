/**
 * `npm run bench [-- id …]`: the figures of test/bench, one JSON object a line on standard output, progress beside it.
 * A figure that misses its goal says `ok: false` and is a result: only a bench that could not run makes the exit code 1.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { makeDemoBuild } from './demo-build.mjs';
import { run, say } from './progress.mjs';
import { ensureInstalled, fail, root, toolEnvironment } from './setup.mjs';

const started = Date.now();
await ensureInstalled();
// The engine's figures are those of a current V8, not of whatever Node the machine has.
if (Number(process.versions.node.split('.')[0]) < 24) {
  const own = join(root, 'node_modules/.bin/node');
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const { status } = spawnSync(own, args, { stdio: 'inherit', env: toolEnvironment() });
  process.exit(status ?? 1);
}

/** Every bench, in the order of the README, and whether it needs the built extension with the CRM, a browser alone, or neither. */
const BENCHES = {
  'content-size': true,
  'host-idle': true,
  'host-deal': true,
  'host-inp': true,
  memory: true,
  effort: true,
  'first-paint': true,
  'worker-free': true,
  'read-60': 'browser',
  'rules-deal': false,
  'rules-10k': false,
  'pack-cold': false,
  'what-if': false,
  score: false,
  'fit-10k': false,
  'refit-10k': false,
  insight: false,
  'insight-page': true,
  'review-page': true,
  'pack-switch': true,
  'studio-keystroke': true,
  'studio-backtest': true,
  'pull-memory': true,
  'channel-load': false,
};

const asked = process.argv.slice(2).filter((word) => word !== '--');
const unknown = asked.filter((id) => !Object.hasOwn(BENCHES, id));
if (unknown.length > 0) fail(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);

let shared;
let failed = 0;
warnIfBusy();
for (const id of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  say(`• ${id}…`);
  try {
    if (BENCHES[id] === true) shared ??= await setUp();
    const executablePath = BENCHES[id] === 'browser' ? await ensureChromium() : undefined;
    const bench = await import(`../test/bench/${id}.mjs`);
    await bench.run({ executablePath, ...shared, say });
  } catch (error) {
    failed += 1;
    say(`✗ ${id} could not run: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
await shared?.crm.close();
say(`Took ${Math.round((Date.now() - started) / 1000)} s.`);
process.exit(failed === 0 ? 0 : 1);

async function setUp() {
  const { startAtomic } = await import('../test/crms/atomic/serve.mjs');
  const { copyExtensions } = await import('../test/bench/extensions.mjs');
  const executablePath = await ensureChromium();
  const crm = await startAtomic({ log: say });
  if ((await run('Building the extension', 'wxt', ['build'], { cwd: root, env: toolEnvironment() })) !== 0) {
    fail('The extension could not be built: see the lines above.');
  }
  return { executablePath, crm, ...copyExtensions(makeDemoBuild()) };
}

/** Wall times of a machine that has other work say little; ratios, counts and thread times still hold. */
function warnIfBusy() {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load > cores / 2)
    say(`This machine is busy (load ${load.toFixed(1)} on ${cores} cores): wall times will be long.`);
}
