import { useBrowser, until, wait } from './browser.mjs';
import { report } from './report.mjs';
import { percentile, round } from './stats.mjs';

const ROUNDS = 5;
/** Typed into the CRM's own form: each key changes what the panel reads and judges meanwhile. */
const TEXT = 'Agreed with the buyer';
/** The slowest event of each interaction, in ms; the browser rounds to 8. */
const OBSERVE = `globalThis.latencies = new Map();
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId) latencies.set(interactionId, Math.max(duration, latencies.get(interactionId) ?? 0));
}).observe({ type: 'event', durationThreshold: 16 });
document.querySelector('textarea[name=description]').focus()`;

/** How soon the CRM answers a key in its own form, with the panel beside it and without: the same CRM under two names of this machine. */
export async function run({ executablePath, plain, crm, say }) {
  const latencies = { with: [], without: [] };
  await useBrowser({ executablePath, extension: plain }, async (browser) => {
    // The first visit of each fills the caches of the browser and is left out.
    for (let n = 0; n <= ROUNDS; n += 1) {
      for (const variant of n % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
        const url = variant === 'with' ? crm.dealUrl('1') : crm.dealUrl('1').replace('localhost', '127.0.0.1');
        const seen = await typeInForm(browser, url.replace(/\/show$/, ''));
        if (n > 0) latencies[variant].push(...seen);
      }
      say(`  host-inp: ${n} of ${ROUNDS} rounds`);
    }
  });
  print(latencies);
}

async function typeInForm(browser, url) {
  const page = await browser.open();
  await page.goto(url);
  await until(() => page.run("document.querySelector('textarea[name=description]') !== null"), 'the form of the deal');
  await wait(1_500); // the form's animation, and the panel's first reading
  await page.run(OBSERVE);
  for (const text of TEXT) {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
    await wait(90);
  }
  await wait(300);
  const typed = await page.run("document.querySelector('textarea[name=description]').value");
  const seen = await page.run('[...latencies.values()]');
  await page.close();
  if (!typed.includes(TEXT)) throw new Error(`host-inp: typed ${TEXT}, the form holds ${typed}`);
  // What took less than the observer's threshold of 16 ms is not told: it counts as 8, the browser's own step below.
  return [...seen, ...Array.from({ length: TEXT.length - seen.length }, () => 8)];
}

function print(latencies) {
  const p75 = (variant) => percentile(latencies[variant], 0.75);
  const ratio = p75('with') / p75('without');
  report({
    id: 'host-inp',
    value: p75('with') - p75('without'),
    unit: 'ms',
    goal: '≤ 1.05 × and ≤ + 8 ms, p75 of the host’s interactions',
    limit: 8,
    ratio,
    detail: {
      interactions: latencies.with.length,
      withP75: round(p75('with')),
      withoutP75: round(p75('without')),
      withP98: round(percentile(latencies.with, 0.98)),
      withoutP98: round(percentile(latencies.without, 0.98)),
    },
  });
}
