import { browser } from 'wxt/browser';
import type { FairleadDatabase } from '@/lib/store/database';
import { applyPolicy } from './policy/apply';
import { round } from './rounds';
import { settle } from './settle';
import { browserWorld, type World } from './world';

const NAME = 'fairlead-channels';

const alarm = {
  set: (when: number) => browser.alarms.create(NAME, { when }),
  clear: async () => void (await browser.alarms.clear(NAME)),
};

/** Registers what keeps packs up to date; call it in the worker's first turn. */
export function startChannels(database: () => FairleadDatabase, onSwitch: () => void): void {
  const world = (): World => browserWorld(database(), Date.now, onSwitch);
  // One after the other: a start, an alarm and a change of policy often come together, and one poll is enough for all.
  let last = Promise.resolve();
  const inTurn = (work: () => Promise<void>): void => {
    // The database may be closed or denied: panels go on with what is cached, and the next start tries again.
    last = last.then(work).catch(() => undefined);
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) inTurn(() => round(world(), alarm));
  });
  // Firefox has no such event; there a change counts from the next start of the browser.
  browser.storage.managed.onChanged?.addListener(() => inTurn(() => followPolicy(world())));
  inTurn(() => begin(world()));
}

/** Asks for the next round after something changed by hand. */
export async function planRound(world: World): Promise<void> {
  await round(world, alarm);
}

/** What every start of the worker makes up for: a switch that was cut off, a policy that changed, an alarm that was lost. */
async function begin(world: World): Promise<void> {
  await world.exclusively(() => settle(world));
  await followPolicy(world);
}

/** Takes over what the browser's managed policy says now, and asks the channels that it names. */
export async function followPolicy(world: World): Promise<void> {
  await applyPolicy(world, await managed());
  const sources = await world.database.sources.toArray();
  const unasked = sources.some(({ checkedAt, orphan }) => checkedAt === null && !orphan);
  if (unasked || !(await browser.alarms.get(NAME))) await round(world, alarm);
}

async function managed(): Promise<unknown> {
  try {
    return await browser.storage.managed.get();
  } catch {
    return {}; // Firefox without a policy
  }
}
