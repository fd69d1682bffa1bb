import { until, useBrowser, wait } from './browser.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

const RULES = 500;
/** What is typed at the end of a condition in the midst of the pack: names, numbers, a text, a wrong name. */
const TYPED = ' && deal.amount > 12000 && facts.pushes < 3 || blank(deal.nextStap)';
/** Long enough for what a key sets off to be over: the draft read and compiled in the worker, its answer shown. */
const PAUSE_MS = 700;

/**
 * Thread time of the page's main thread for each key typed into a pack of 500 rules, from the key to the frame that shows it.
 * `later`: what comes of it afterwards, in pieces between which keys are heard: the worker's answer shown, the editor
 * reading ahead while nothing else is to be done.
 */
export async function run({ executablePath, plain, say }) {
  await useBrowser({ executablePath, extension: plain }, async (browser) => {
    const draft = JSON.stringify({ text: packOf(RULES), at: 1 });
    await browser.run(`chrome.storage.local.set({ studioDraft: ${draft} })`);
    const address = await browser.run("chrome.runtime.getURL('/studio.html')");
    const page = await browser.open();
    await page.goto(address);
    await until(() => page.run("document.querySelectorAll('.studio-row').length > 5"), 'the list of rules');
    await page.send('Page.bringToFront');
    await page.send('Performance.enable', { timeDomain: 'threadTicks' });
    const { x, y } = await page.run(`(${String(intoMiddle)})()`);
    for (const type of ['mousePressed', 'mouseReleased'])
      await page.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    await press(page, 'End');
    await wait(2 * PAUSE_MS);
    const samples = [];
    const later = [];
    for (const sign of TYPED) {
      const before = await taskMs(page);
      await page.send('Input.dispatchKeyEvent', { type: 'keyDown', text: sign, key: sign });
      await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key: sign });
      await page.run('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
      const shown = await taskMs(page);
      samples.push(shown - before);
      await wait(PAUSE_MS);
      later.push((await taskMs(page)) - shown);
    }
    const shown = await page.run("document.querySelector('.cm-content').textContent.includes('nextStap')");
    if (!shown) throw new Error('what was typed did not come into the text');
    say(`  studio-keystroke: ${samples.length} keys in ${RULES} rules`);
    const detail = {
      p50: round(median(samples)),
      max: round(Math.max(...samples)),
      kB: round(draft.length / 1000),
    };
    report({
      id: 'studio-keystroke',
      value: percentile(samples, 0.95),
      unit: 'ms',
      goal: '≤ 50 ms p95',
      limit: 50,
      detail,
    });
    report({
      id: 'studio-keystroke.later',
      value: percentile(later, 0.95),
      unit: 'ms',
      goal: '≤ 50 ms p95, in pieces',
      limit: 50,
      detail: { p50: round(median(later)) },
    });
  });
}

/** In the page: shows a rule in the midst, and gives the place of its condition. */
async function intoMiddle() {
  const list = document.querySelector('.studio-list');
  list.scrollTop = list.scrollHeight / 2;
  await new Promise((resolve) => setTimeout(resolve, 500));
  [...document.querySelectorAll('.studio-row')].at(5).click();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // Lines above and below what is in view are there as well.
  const frame = document.querySelector('.cm-scroller').getBoundingClientRect();
  const line = [...document.querySelectorAll('.cm-line')].find((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return top > frame.top + 20 && bottom < frame.bottom - 20 && /^\s*when:/.test(each.textContent);
  });
  const { left, top, height } = line.getBoundingClientRect();
  return { x: left + 90, y: top + height / 2 };
}

async function press(page, key) {
  for (const type of ['keyDown', 'keyUp'])
    await page.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 35 });
}

/** ms of the main thread's own time that tasks have taken so far. */
async function taskMs(page) {
  const { metrics } = await page.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
}

/** A pack as people write it: with remarks, criteria at every stage, signals. */
function packOf(rules) {
  const stages = ['discovery', 'proposal', 'negotiation', 'commit'];
  const each = Math.floor(rules / 2 / stages.length);
  const criteria = (stage) =>
    Array.from(
      { length: each },
      (_, n) => `      - id: ${stage}-${n}
        title: Criterion ${n} of ${stage}
        when: deal.amount >= ${1_000 + n} # small deals need none
        require: contacts.exists(c, c.role == "Role ${n}" && daysSince(c.lastActivityAt) < ${n + 10})
        why: Deals without it were won half as often.
        enforce: warn`,
    ).join('\n');
  const signals = Array.from(
    { length: rules - each * stages.length },
    (_, n) => `  - id: signal-${n}
    title: Signal ${n}
    when: facts.daysSilent >= ${n} && !blank(deal.nextStep) && deal.closeDate < now + days(${n})
    weight: 0.3
    why: Nobody looks after it.`,
  );
  return `# A large pack
fairlead: 1
id: large
version: 1
title: Large
stages:
${stages.map((stage) => `  - id: ${stage}\n    title: ${stage}\n    match: [${stage}]\n    exit:\n${criteria(stage)}`).join('\n')}
  - { id: won, title: Won, match: [Won], closed: won }
signals:
${signals.join('\n')}
`;
}
