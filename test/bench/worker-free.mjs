import { useBrowser, wait } from './browser.mjs';
import { forget, marks, shownAt, told } from './panel-trace.mjs';
import { report } from './report.mjs';

const ROUNDS = 3;

/** Whether the panel's first paint waits for the extension's worker: with the worker running, and with it stopped. */
export async function run({ executablePath, observed, crm, say }) {
  const running = [];
  const stopped = [];
  await useBrowser({ executablePath, extension: observed }, async (browser) => {
    for (let n = 0; n < ROUNDS; n += 1) {
      running.push(await visit(browser, crm, '1'));
      await browser.stopWorker();
      stopped.push(await visit(browser, crm, '2'));
      say(`  worker-free: ${n + 1} of ${ROUNDS} rounds`);
    }
  });
  print(running, stopped);
}

/** Opens an unseen deal. What was said to the worker, and whether its script started, before and after the paint. */
async function visit(browser, crm, id) {
  await forget(browser, false);
  const events = await browser.visit(async (page) => {
    await page.goto(crm.dealUrl(id));
    await told(browser, id);
    await wait(200);
  });
  const [judged] = marks(events, 'judged');
  const painted = judged ? shownAt(events, judged) : Infinity;
  const messages = marks(events, 'message').map(({ ts }) => ts / 1_000);
  const starts = events
    .filter(({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.endsWith('/background.js'))
    .map(({ ts }) => ts / 1_000);
  return {
    painted: Number.isFinite(painted),
    messages: messages.filter((at) => at <= painted).length,
    messagesLater: messages.filter((at) => at > painted).length,
    starts: starts.filter((at) => at <= painted).length,
    startsLater: starts.filter((at) => at > painted).length,
  };
}

function print(running, stopped) {
  const most = (visits, key) => Math.max(...visits.map((visit) => visit[key]));
  const painted = [...running, ...stopped].every((visit) => visit.painted);
  report({
    id: 'worker-free.messages',
    value: most([...running, ...stopped], 'messages'),
    unit: 'messages',
    goal: '0 messages to the worker before the first paint',
    limit: 0,
    // Without a message after it, the count would prove nothing.
    ok: painted && running.every(({ messagesLater }) => messagesLater > 0),
    detail: { later: running.map(({ messagesLater }) => messagesLater) },
  });
  report({
    id: 'worker-free.stopped',
    value: most(stopped, 'starts'),
    unit: 'worker starts before the paint',
    goal: 'paints with the worker stopped',
    limit: 0,
    ok: stopped.every((visit) => visit.painted && visit.startsLater > 0),
    detail: {
      painted: stopped.map((visit) => visit.painted),
      startedLater: stopped.map(({ startsLater }) => startsLater),
    },
  });
}
