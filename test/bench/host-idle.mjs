import { useBrowser, until, wait } from './browser.mjs';
import { mainThread } from './main-thread.mjs';
import { report } from './report.mjs';
import { median, round } from './stats.mjs';

const ROUNDS = 4;

/**
 * What a page of the CRM pays that shows no deal. The same CRM under two names of this machine: `localhost` is an adapter's
 * host, `127.0.0.1` is none.
 */
export async function run({ executablePath, plain, crm, say }) {
  const origins = { with: crm.origin, without: crm.origin.replace('localhost', '127.0.0.1') };
  const visits = { with: [], without: [] };
  await useBrowser({ executablePath, extension: plain }, async (browser) => {
    // The first visit of each fills the caches of the browser and is left out.
    for (let n = 0; n <= ROUNDS; n += 1) {
      for (const variant of n % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
        const seen = await visit(browser, origins[variant]);
        if (n > 0) visits[variant].push(seen);
      }
      say(`  host-idle: ${n} of ${ROUNDS} rounds`);
    }
  });
  print(visits);
}

async function visit(browser, origin) {
  const events = await browser.visit(async (page) => {
    await page.goto(`${origin}/#/contacts`);
    await until(
      () => page.run("document.querySelector('[role=checkbox], input[type=checkbox]') !== null"),
      'the list of contacts',
    );
    await wait(700);
  });
  return mainThread(events, origin);
}

function print(visits) {
  const of = (variant, key) => median(visits[variant].map((visit) => visit[key]));
  const host = of('without', 'script');
  const ours = of('with', 'ours');
  // The CRM's own script time differs by more between two visits than all that we add: so ours is taken from the trace.
  report({
    id: 'host-idle.script',
    value: (host + ours) / host,
    unit: '×',
    goal: '≤ 1.05 × the script CPU without the extension',
    limit: 1.05,
    ratio: (host + ours) / host,
    detail: {
      oursMs: round(ours),
      withoutMs: round(host),
      totalsRatio: round(of('with', 'script') / host),
      without: visits.without.map(({ script }) => round(script)),
      with: visits.with.map(({ script }) => round(script)),
    },
  });
  const added = Math.max(...visits.with.map(({ addedLong }) => addedLong));
  const longest = Math.max(...visits.with.map(({ longestOfOurs }) => longestOfOurs));
  report({
    id: 'host-idle.task',
    value: added,
    unit: 'tasks',
    goal: 'no added long task',
    limit: 0,
    detail: { longestOfOursMs: round(longest) },
  });
}
