/**
 * `npm test`: set-up and every check; `--check`: types, lint and unit tests only.
 * Every step runs even when an earlier one failed, so that one run shows all there is to mend. The last line counts.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { run, say } from './progress.mjs';
import { ensureInstalled, root, toolEnvironment } from './setup.mjs';

const started = Date.now();
const quick = process.argv.includes('--check');
const tally = { passed: 0, failed: 0 };

await ensureInstalled();
const env = toolEnvironment();

// Chromium and the test CRMs mostly wait for a registry: they are got while the code is checked.
let crms = null;
if (!quick) {
  env.CHROMIUM_PATH = await ensureChromium();
  crms = run('Test CRMs', 'node', ['.dev/test-crms.mjs'], { cwd: root, env });
}

await step('Types of generated files', 'wxt', ['prepare']);
await step('Types', 'tsc', ['-p', '.']);
for (const folder of ['domain', 'rules', 'risk', 'insight', 'assess'].filter(hasSources)) {
  await step(`Types of lib/${folder} without DOM, Node or browser`, 'tsc', ['-p', `lib/${folder}`]);
}
await step('Lint', 'oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives', '.']);
await step('Format', 'oxfmt', ['--check', '.']);
await step('Dead code', 'knip', ['--config', '.config/knip.json', '--no-progress']);
await suite('Unit tests', 'vitest', ['run', '--config', '.config/vitest.config.ts'], vitestCounts);
if (!quick) {
  await step('Build', 'wxt', ['build']);
  await suite('Bundle checks', 'vitest', ['run', '--config', '.config/vitest.bundle.config.ts'], vitestCounts);
  tally[(await crms) === 0 ? 'passed' : 'failed'] += 1;
  await suite('End to end', 'playwright', ['test', '--config', '.config/playwright.config.ts'], playwrightCounts);
}

say(`Took ${Math.round((Date.now() - started) / 1000)} s.`);
process.exitCode = tally.failed === 0 ? 0 : 1;
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`);

/** A check that counts as one. */
async function step(label, command, args, options = {}) {
  const code = await run(label, command, args, { cwd: root, env, ...options });
  tally[code === 0 ? 'passed' : 'failed'] += 1;
}

/** A test run that counts as its tests; one that breaks before it can count is one failure. */
async function suite(label, command, args, counts) {
  const report = join(root, '.cache', `${command}-report.json`);
  rmSync(report, { force: true });
  say(`• ${label}…`);
  const code = await inherit(command, args, report);
  const found =
    existsSync(report) && statSync(report).size > 0
      ? counts(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, failed: 0 };
  tally.passed += found.passed;
  tally.failed += found.failed === 0 && (code !== 0 || found.passed === 0) ? 1 : found.failed;
  say(`${code === 0 ? '✓' : '✗'} ${label}`);
}

function inherit(command, args, report) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, REPORT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function vitestCounts(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** A test that passed on its second try is said so, and passes: only what fails twice is a failure. */
function playwrightCounts({ stats }) {
  if (stats.flaky > 0) say(`! ${stats.flaky} passed on the second try only`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

function hasSources(folder) {
  return readdirSync(join(root, 'lib', folder)).some((file) => file.endsWith('.ts'));
}
