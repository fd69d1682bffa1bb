import { browser } from 'wxt/browser';

/** For what waits longer than a worker lives: the outbox, and pulls that the CRM asked to pause. */
const GO_ON = 'go-on';
/** Browsers wake no sooner. */
const SOONEST_MS = 30_000;

/** Runs when the time has come that `wakeBy` was given. */
export function onWake(goOn: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === GO_ON) goOn();
  });
}

/** Sees to it that the worker is woken by then, or before if something else waits for less long. */
export async function wakeBy(at: number, now: number): Promise<void> {
  const set = await browser.alarms.get(GO_ON);
  if (set && set.scheduledTime > now && set.scheduledTime <= at) return;
  await browser.alarms.create(GO_ON, { when: Math.max(at, now + SOONEST_MS) });
}
