import { loadavg } from 'node:os';
import { until } from './browser.mjs';
import { threadTime } from './page-time.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

export const TENANT = 'atomic-crm@http://localhost:5199';
export const MB = 1_000_000;
/** Half a minute each. */
const WAITS = 5;

/** What each figure of a section may reach, with ten thousand deals and with fifty thousand. */
export const goals = (isLarge) => ({
  answer: isLarge ? { goal: '50,000 deals: p95 ≤ 1 s', limit: 1_000 } : { goal: 'p95 ≤ 100 ms', limit: 100 },
  memory: isLarge ? { goal: '50,000 deals ≤ 1,500 MB', limit: 1_500 } : { goal: '≤ 300 MB', limit: 300 },
});

/**
 * Opens a section of the review page and waits until it shows what is kept now. `watch` runs in the page before anything else of it and
 * notes in `globalThis.benchShown` when something was painted (`usable`) and when that is of now (`current`), in ms since the address was
 * asked for. `cpu`: what the main thread worked until it was usable. `prepare`: what is to be done with the blank tab first.
 */
export async function openSection({ open, run: inOwnPage }, section, watch, prepare = async () => undefined) {
  const page = await open();
  await prepare(page);
  const origin = await inOwnPage('location.origin');
  const cpu = await threadTime(page);
  await page.send('Page.enable');
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${String(watch)})()` });
  await page.goto(`${origin}/review.html?tenant=${encodeURIComponent(TENANT)}#/${section}`);
  const usable = await patiently(page, 'globalThis.benchShown?.usable ?? 0', 'something to look at');
  const spent = await cpu();
  const current = await patiently(page, 'globalThis.benchShown?.current ?? 0', 'what is kept now');
  return { page, usable, current, cpu: spent };
}

/** Many deals, or a busy machine, take longer than one wait. */
async function patiently(page, expression, what) {
  for (let tries = 0; ; tries += 1) {
    const shown = until(() => page.run(expression), what);
    if (tries === WAITS) return shown;
    const ms = await shown.catch(() => 0);
    if (ms > 0) return ms;
  }
}

/** Runs code in the page that resolves with how long something took, and says what the main thread worked meanwhile; both in ms. */
export async function timed(page, code, given) {
  const cpu = await threadTime(page);
  const ms = await page.run(`(${String(code)})(${given})`);
  return { ms, cpu: await cpu() };
}

/** The 95th percentile of what was timed, with median, CPU time, and what else the machine did. */
export function reportTimes(id, times, goal, detail = {}) {
  const [ms, cpu] = [times.map((one) => one.ms), times.map((one) => one.cpu)];
  const cpuMs = { median: round(median(cpu)), p95: round(percentile(cpu, 0.95)) };
  const value = percentile(ms, 0.95);
  report({ id, value, unit: 'ms', ...goal, detail: { medianMs: round(median(ms)), cpuMs, ...detail, load: load() } });
}

/** How busy the machine is. */
export const load = () => round(loadavg()[0]);
