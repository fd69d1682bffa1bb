import { startHubspot } from '../crms/contract/hubspot/serve.mjs';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';
import { until, useBrowser, wait } from './browser.mjs';
import { report } from './report.mjs';
import { round } from './stats.mjs';

const DEALS = 10_000;
const EVERY_MS = 25;
const LIMIT_MB = 50;
/** A pull may take so long on a busy machine before the bench gives up; it is no budget. */
const MOST_MS = 600_000;

/** The two whose pulls hold most at once: 200 deals in an answer with their histories, and the deals of a page with every value they ever had. */
const CRMS = [
  {
    id: 'salesforce',
    tenant: 'salesforce@https://acme.lightning.force.com',
    way: 'oauth',
    start: () => startSalesforce({ deals: DEALS, dailyLimit: 1e6 }),
  },
  {
    id: 'hubspot',
    tenant: 'hubspot@https://app.hubspot.com',
    way: 'token',
    start: () => startHubspot({ deals: DEALS, dailyLimit: 1e6 }),
  },
];

/** Where a pull was got to does not depend on the CRM: one shows it. */
const INTERRUPTED = 'salesforce';

/** What the extension's worker holds while it pulls 10,000 deals with their history; a pull cancelled and one whose worker was stopped. */
export async function run({ executablePath, plain, say }) {
  for (const crm of CRMS) {
    const server = await crm.start();
    try {
      await useBrowser({ executablePath, extension: plain }, (browser) => measure(browser, crm, server, say));
    } finally {
      await server.close();
    }
  }
}

async function measure(browser, { id, tenant, way }, server, say) {
  const call = (name, input) => browser.run(`(${String(ask)})(${JSON.stringify([name, input])})`);
  const connection = { tenant, way, token: server.tokens.access, apiOrigin: server.origin };
  await call('connectToken', connection);
  const whole = await onePull(browser, call, tenant);
  say(`  pull-memory: ${id}, ${round(whole.seconds)} s`);
  const { deals, crmHistories: histories } = await stored(browser);
  report({
    id: `pull-memory.${id}`,
    value: whole.peakMb - whole.idleMb,
    unit: 'MB above idle',
    goal: '10,000 deals with their history ≤ 50 MB above idle',
    limit: LIMIT_MB,
    ok: whole.status === 'done' && deals === DEALS && histories === DEALS,
    detail: {
      idleMb: round(whole.idleMb),
      peakMb: round(whole.peakMb),
      heldAfterMb: round(whole.afterMb - whole.idleMb),
      processMb: round(whole.processMb),
      seconds: round(whole.seconds),
      longestGapMs: round(whole.gapMs),
      samples: whole.samples,
      deals,
      histories,
    },
  });
  if (id !== INTERRUPTED) return;
  await call('forgetTenant', { tenant });
  await call('connectToken', connection);
  await needed(browser, call, tenant, id);
  await call('forgetTenant', { tenant });
  await call('connectToken', connection);
  await interrupted(browser, call, tenant, id);
}

/** What a pull needs: the same again, with what is garbage collected before each reading. */
async function needed(browser, call, tenant, id) {
  const worker = await browser.worker();
  await worker.collectGarbage();
  const idleMb = await worker.heapMb();
  const started = performance.now();
  await call('startPull', { tenant });
  const live = [];
  await ended(call, tenant, started, async () => {
    await worker.collectGarbage();
    live.push(await worker.heapMb());
  });
  report({
    id: `pull-memory.${id}.needed`,
    value: Math.max(...live) - idleMb,
    unit: 'MB above idle, garbage collected before each reading',
    goal: '10,000 deals with their history ≤ 50 MB above idle',
    limit: LIMIT_MB,
    ok: (await stored(browser)).deals === DEALS,
    detail: { idleMb: round(idleMb), samples: live.length },
  });
}

/** A whole pull, with the worker's memory read all the while. */
async function onePull(browser, call, tenant) {
  const worker = await browser.worker();
  await worker.collectGarbage();
  const idleMb = await worker.heapMb();
  const processIdle = worker.processMb();
  await worker.watchGaps();
  const started = performance.now();
  await call('startPull', { tenant });
  const peak = { heap: 0, process: 0, samples: 0 };
  const pull = await ended(call, tenant, started, async () => {
    peak.heap = Math.max(peak.heap, await worker.heapMb());
    peak.process = Math.max(peak.process, worker.processMb());
    peak.samples += 1;
  });
  const seconds = (performance.now() - started) / 1000;
  const gapMs = await worker.longestGap();
  await worker.collectGarbage();
  return {
    status: pull.status,
    seconds,
    gapMs,
    idleMb,
    peakMb: peak.heap,
    afterMb: await worker.heapMb(),
    processMb: peak.process - processIdle,
    samples: peak.samples,
  };
}

/** Cancelled after a third, gone on with; the worker stopped after two thirds, gone on with: every deal once. */
async function interrupted(browser, call, tenant, id) {
  await call('startPull', { tenant });
  await reached(call, tenant, DEALS / 3);
  const asked = performance.now();
  const stopped = await call('cancelPull', { tenant });
  const cancelMs = performance.now() - asked;
  await wait(1_000);
  const later = await pullOf(call, tenant);
  await call('startPull', { tenant });
  await reached(call, tenant, (DEALS * 2) / 3);
  await browser.stopWorker();
  const done = await ended(call, tenant, performance.now(), () => undefined);
  const { deals, snapshots } = await stored(browser);
  report({
    id: `pull-memory.${id}.resume`,
    value: deals,
    unit: 'deals stored',
    goal: 'cancelled, gone on with, and the worker stopped: each of 10,000 deals once',
    limit: DEALS,
    ok: stopped.status === 'stopped' && later.deals === stopped.deals && done.deals === DEALS && snapshots === DEALS,
    detail: { cancelMs: round(cancelMs), cancelledAt: stopped.deals, snapshots, status: done.status },
  });
}

async function ended(call, tenant, started, sample) {
  let next = 0;
  for (;;) {
    await sample();
    await wait(EVERY_MS);
    if (performance.now() < next) continue;
    next = performance.now() + 500;
    const pull = await pullOf(call, tenant);
    if (pull && pull.status !== 'running' && pull.status !== 'waiting') return pull;
    if (performance.now() - started > MOST_MS) throw new Error(`the pull did not end: ${JSON.stringify(pull)}`);
  }
}

const reached = (call, tenant, deals) =>
  until(async () => (await pullOf(call, tenant))?.deals >= deals, `${deals} deals`);
const pullOf = async (call, tenant) => (await call('pullStatus', null)).find((pull) => pull.tenant === tenant);

/** How many rows there are, by the database itself. */
async function stored(browser) {
  return browser.run(`(${String(countRows)})()`);
}

/** In the extension's own page: a call to the background. */
async function ask([call, input]) {
  const reply = await chrome.runtime.sendMessage({ call, input });
  if (!reply.ok) throw new Error(reply.error);
  return reply.output;
}

/** In the extension's own page: its database is the worker's. */
async function countRows() {
  const wanted = ['deals', 'snapshots', 'crmHistories'];
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('fairlead');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
  const transaction = database.transaction(wanted);
  const counts = await Promise.all(
    wanted.map(
      (name) =>
        new Promise((resolve, reject) => {
          const request = transaction.objectStore(name).count();
          request.addEventListener('success', () => resolve([name, request.result]));
          request.addEventListener('error', () => reject(request.error));
        }),
    ),
  );
  database.close();
  return Object.fromEntries(counts);
}
