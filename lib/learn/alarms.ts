import { browser } from 'wxt/browser';

/** After an import, a pull, or a switch of packs. */
export const REFIT_SOON = 'refit-soon';
const REFIT_NIGHTLY = 'refit-nightly';
const HOUR = 3;

/** Runs `refit` each night, and when it was asked for. A night the browser slept through is made up for when it wakes. */
export function onRefitAlarms(refit: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === REFIT_SOON || name === REFIT_NIGHTLY) refit();
  });
}

/** Sets the nightly alarm, unless it is set. */
export async function setNightlyRefit(now: Date): Promise<void> {
  if ((await browser.alarms.get(REFIT_NIGHTLY)) !== undefined) return;
  const night = new Date(now);
  night.setHours(HOUR, 0, 0, 0);
  if (night <= now) night.setDate(night.getDate() + 1);
  await browser.alarms.create(REFIT_NIGHTLY, { when: night.getTime(), periodInMinutes: 24 * 60 });
}
