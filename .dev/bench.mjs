/**
 * `npm run bench [id …]`: measures the budgets and prints one JSON object a line; progress goes to standard error.
 * It is a report: a figure that misses its goal says `ok: false`, and only a bench that could not run ends with an error.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { makeDemoBuild } from './demo-build.mjs';
import { run, say } from './progress.mjs';
import { ensureInstalled, fail, root, toolEnvironment } from './setup.mjs';

await ensureInstalled();
// The engine's figures are those of a current V8, not of whatever Node the machine has.
if (Number(process.versions.node.split('.')[0]) < 24) {
  const own = join(root, 'node_modules/.bin/node');
  const { status } = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit', env: toolEnvironment() });
  process.exit(status ?? 1);
}

/** Every bench, in the order of the README: id → what runs it. Those in the browser share a build and the CRM. */
const BENCHES = {
  'content-size': inBrowser('content-size'),
  'host-idle': inBrowser('host-idle'),
  'host-deal': inBrowser('host-deal'),
  'first-paint': inBrowser('first-paint'),
  'worker-free': inBrowser('worker-free'),
  'rules-deal': inNode('rulesDeal'),
  'rules-10k': inNode('rules10k'),
  'pack-cold': inNode('packCold'),
};

const asked = process.argv.slice(2).filter((word) => word !== '--');
const unknown = asked.filter((id) => !(id in BENCHES));
if (unknown.length > 0) fail(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);

let shared;
for (const id of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  say(`• ${id}`);
  await BENCHES[id]();
}
await (await shared)?.crm.close();
process.exit(0);

function inBrowser(module) {
  return async () => (await import(`../test/bench/${module}.mjs`)).run(await (shared ??= setUp()));
}

function inNode(name) {
  return async () => (await import('../test/bench/rules-bench.mjs'))[name]({ say });
}

async function setUp() {
  const { startAtomic } = await import('../test/crms/atomic/serve.mjs');
  const { copyExtensions } = await import('../test/bench/extensions.mjs');
  const executablePath = await ensureChromium();
  const crm = await startAtomic({ log: say });
  if ((await run('Building the extension', 'wxt', ['build'], { cwd: root, env: toolEnvironment() })) !== 0) fail('The extension could not be built.');
  return { executablePath, crm, say, ...copyExtensions(makeDemoBuild()) };
}
