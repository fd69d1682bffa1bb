import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fairlead } from '../e2e/support/channel-server.ts';
import { useBrowser, wait } from './browser.mjs';
import { largePack } from './large-pack.mjs';
import { report } from './report.mjs';
import { median, round } from './stats.mjs';

const ROUNDS = 12;
const COLD = 4;

/** What follows a switch (the news, the queue) is done by then: no two packs come at once. */
const SETTLED_MS = 500;

/** From the signed text of a 200 kB pack to the switch that every panel sees: verified, validated, compiled, stored. */
export async function run({ executablePath, plain, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-switch-'));
  try {
    const key = fairlead(folder, 'keygen', '--out', 'a.key');
    const files = Array.from({ length: ROUNDS }, (_, n) => signed(folder, n + 1));
    say(`  pack-switch: ${ROUNDS} versions are signed`);
    await useBrowser({ executablePath, extension: plain }, async (browser) => {
      await browser.run(`(${String(call)})('subscribe', ${JSON.stringify(subscription(key))})`);
      const put = (file) => browser.run(`(${String(install)})(${JSON.stringify(file)})`);
      const cold = [];
      // As an alarm finds it, where nobody waits: no worker, none of its code compiled, nothing known of earlier versions.
      for (const file of files.slice(0, COLD)) {
        await browser.stopWorker().catch(() => browser.stopWorker()); // something may have woken it meanwhile
        cold.push(await put(file));
      }
      const warm = [];
      const carried = [];
      for (const file of files.slice(COLD)) {
        await wait(SETTLED_MS);
        carried.push(await browser.run(`(${String(carry)})(${JSON.stringify(file)})`));
        await wait(SETTLED_MS);
        warm.push(await put(file));
      }
      const detail = {
        kB: round(largeSize() / 1000),
        cold: round(median(cold)),
        whole: warm.map(round),
        carried: round(median(carried)),
        load: round(loadavg()[0]),
      };
      const value = median(warm) - median(carried);
      report({ id: 'pack-switch', value, unit: 'ms', goal: '≤ 100 ms', limit: 100, detail });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const largeSize = () => JSON.stringify(largePack(1)).length;

function signed(folder, version) {
  writeFileSync(join(folder, 'large.json'), JSON.stringify(largePack(version)));
  fairlead(folder, 'sign', 'large.json', '--channel', 'large', '--key', 'a.key', '--out', 'large.signed.json');
  return readFileSync(join(folder, 'large.signed.json'), 'utf8');
}

/** A channel that cannot be reached: the packs come by hand. */
function subscription(key) {
  return { name: 'Large', channel: 'large', url: 'https://localhost:1/channel.json', keys: [key], threshold: 1 };
}

/** In the admin page: a call to the background. */
async function call(name, input) {
  const reply = await chrome.runtime.sendMessage({ call: name, input });
  if (!reply.ok) throw new Error(reply.error);
  return reply.output;
}

/** In the admin page: sends the same text to the worker for nothing, as a file must be and a subscription's pack need not; ms there and back. */
async function carry(text) {
  const started = performance.now();
  await chrome.runtime.sendMessage({ call: 'nothing', input: { text } });
  return performance.now() - started;
}

/** In the admin page: puts a signed pack in, and gives the ms until its switch is seen. */
async function install(text) {
  const started = performance.now();
  const switched = new Promise((resolve) => {
    chrome.storage.onChanged.addListener(function seen(changes) {
      if (!('pack' in changes)) return;
      chrome.storage.onChanged.removeListener(seen);
      resolve(performance.now() - started);
    });
  });
  const { output } = await chrome.runtime.sendMessage({ call: 'installPack', input: { text } });
  if (!output.ok) throw new Error(JSON.stringify(output.errors));
  return switched;
}
