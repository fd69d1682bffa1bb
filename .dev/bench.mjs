/**
 * `npm run bench [-- id …]`: the figures of test/bench, one JSON object a line on standard output, progress beside it.
 * A figure that misses its goal is a result: only a bench that could not run makes the exit code 1.
 */
import { availableParallelism, loadavg } from 'node:os';
import { startAtomic } from '../test/crms/atomic/serve.mjs';
import { copyExtensions } from '../test/bench/extensions.mjs';
import { ensureChromium } from './chromium.mjs';
import { makeDemoBuild } from './demo-build.mjs';
import { run, say } from './progress.mjs';
import { ensureInstalled, fail, root, toolEnvironment } from './setup.mjs';

/** What each bench needs besides the packages. The quick ones come first. */
const BENCHES = {
  'content-size': ['build'],
  'rules-deal': [],
  'pack-cold': [],
  'worker-free': ['build', 'browser'],
  'first-paint': ['build', 'browser'],
  'host-idle': ['build', 'browser'],
  'host-deal': ['build', 'browser'],
};

const asked = process.argv.slice(2);
const strange = asked.filter((id) => !Object.hasOwn(BENCHES, id));
if (strange.length > 0) fail(`There is no bench ${strange.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
const ids = Object.keys(BENCHES).filter((id) => asked.length === 0 || asked.includes(id));
const needs = new Set(ids.flatMap((id) => BENCHES[id]));

const started = Date.now();
await ensureInstalled();
const executablePath = needs.has('browser') ? await ensureChromium() : undefined;
const crm = needs.has('browser') ? await startAtomic({ log: say }) : undefined;
if (
  needs.has('build') &&
  (await run('Building the extension', 'wxt', ['build'], { cwd: root, env: toolEnvironment() })) !== 0
) {
  fail('The extension could not be built: see the lines above.');
}
const extensions = needs.has('build') ? copyExtensions(makeDemoBuild()) : {};
warnIfBusy();

for (const id of ids) {
  say(`• ${id}…`);
  try {
    const bench = await import(`../test/bench/${id}.mjs`);
    await bench.run({ executablePath, crm, say, ...extensions });
  } catch (error) {
    say(`✗ ${id} could not run: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  }
}
await crm?.close();
say(`Took ${Math.round((Date.now() - started) / 1000)} s.`);

/** Times of a machine that has other work say little; ratios and counts still hold. */
function warnIfBusy() {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load > cores / 2)
    say(`This machine is busy (load ${load.toFixed(1)} on ${cores} cores): times in ms will be too long.`);
}
