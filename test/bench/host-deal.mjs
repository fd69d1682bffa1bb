import { useBrowser, until, wait } from './browser.mjs';
import { mainThread } from './main-thread.mjs';
import { report } from './report.mjs';
import { median, round } from './stats.mjs';
import { serveStillDeal } from './still-deal.mjs';

const ROUNDS = 7;
const LIVE_ROUNDS = 2;

/** What the first visit to a deal costs the CRM's own main thread. */
export async function run({ executablePath, plain, crm, say }) {
  await useBrowser({ executablePath, extension: plain }, async (browser) => {
    const still = await serveStillDeal(browser, crm);
    const visits = { with: [], without: [] };
    // The first visit of each fills the caches of the browser and is left out.
    for (let n = 0; n <= ROUNDS; n += 1) {
      for (const variant of n % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
        const seen = await visitStill(browser, still[variant]);
        if (n > 0) visits[variant].push(seen);
      }
      say(`  host-deal: ${n} of ${ROUNDS} rounds`);
    }
    const live = [];
    for (let n = 0; n < LIVE_ROUNDS; n += 1) live.push(await visitLive(browser, crm));
    still.close();
    print(visits, live);
  });
}

/** A list first, so that the page is at rest; then, by a navigation inside the page, the deal. */
async function visitStill(browser, origin) {
  const events = await browser.visit(async (page) => {
    await page.goto(`${origin}/#/deals`);
    await wait(900);
    await page.run("performance.mark('bench:visit'); location.hash = '#/deals/1/show'; undefined");
    await wait(1_500);
  });
  const thread = mainThread(events, origin);
  const from = thread.mark('bench:visit');
  const start = thread.tasks.filter(({ ts }) => ts < from);
  const visit = thread.tasks.filter(({ ts, dur }) => ts + dur >= from);
  return {
    start: start.reduce((total, { ours }) => total + ours, 0) / 1_000,
    visit: visit.reduce((total, { tdur }) => total + tdur, 0) / 1_000,
    ours: thread.ours,
    longest: Math.max(...visit.map(({ tdur }) => tdur), ...start.map(({ ours }) => ours)) / 1_000,
    shift: thread.shift,
  };
}

async function visitLive(browser, crm) {
  const events = await browser.visit(async (page) => {
    await page.goto(crm.dealUrl('2'));
    await until(() => page.run("document.querySelector('[role=dialog] h5') !== null"), 'a deal of Atomic CRM');
    await wait(1_500);
  });
  const { ours, longestOfOurs, addedLong } = mainThread(events, crm.origin);
  return { ours, longestOfOurs, addedLong };
}

function print(visits, live) {
  const of = (variant, key) => median(visits[variant].map((visit) => visit[key]));
  const added = of('with', 'start') + of('with', 'visit') - of('without', 'visit');
  report({
    id: 'host-deal.cpu',
    value: added,
    unit: 'ms',
    goal: '≤ 30 ms of the host’s main thread',
    limit: 30,
    detail: {
      scriptStart: round(of('with', 'start')),
      visit: round(of('with', 'visit')),
      visitWithout: round(of('without', 'visit')),
      ofItInOurCalls: round(of('with', 'ours')),
      inOurCallsOnLiveCrm: round(median(live.map(({ ours }) => ours))),
      all: visits.with.map(({ start, visit }) => round(start + visit)),
    },
  });
  const addedLong = Math.max(...live.map((visit) => visit.addedLong));
  report({
    id: 'host-deal.task',
    value: of('with', 'longest'),
    unit: 'ms',
    goal: 'no added task > 50 ms',
    limit: 50,
    ok: addedLong === 0,
    detail: { longestOfOursOnLiveCrm: round(Math.max(...live.map(({ longestOfOurs }) => longestOfOurs))), addedLong },
  });
  const shift = Math.max(0, of('with', 'shift') - of('without', 'shift'));
  report({ id: 'host-deal.shift', value: shift, unit: 'score', goal: 'layout shift + 0', limit: 0 });
}
