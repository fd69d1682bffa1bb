import { browser } from 'wxt/browser';
import { onLearnedAnywhere } from '@/lib/cache/learned-cache';
import { loadWords } from '@/lib/cache/words';
import { onPackSwitch } from '@/lib/cache/pack-cache';
import type { Learner } from '@/lib/learn/learner';
import { makeAlerts, type Alerts } from '@/lib/queue/alerts';
import type { PutOff } from '@/lib/queue/answer';
import { makeQueue, type Queue } from '@/lib/queue/queue';
import type { StepState } from '@/lib/domain/step-states';
import type { FairleadDatabase } from '@/lib/store/database';
import { stepStatesByDeal } from '@/lib/store/step-states';
import { alertText } from './alert-text';
import { showBadge, watchOverviews } from './badge';
import { currentClock } from './current-clock';
import { notify, onNotificationClick } from './notify';
import { crmAllowed } from './policy-guard';
import { openDeal } from './open-deal';

export type AcrossDeals = { queue: Queue; alerts: Alerts };

/** Dates pass and steps come back while nobody looks. */
const LOOK = 'look-across-deals';
const LOOK_MINUTES = 30;
/** The last day on which all queues were judged, in `storage.session`. */
const DAY = 'queue-day';

/** The queue and its alerts, with all that keeps them up to date. Registers its listeners at once. */
export function startQueue(database: () => FairleadDatabase, learner: Learner): AcrossDeals {
  const alerts = makeAlerts({
    database,
    clock: currentClock,
    reports: learner.reports,
    putOff: async (tenant) => {
      const said = await stepStatesByDeal(database(), tenant);
      return new Map([...said].map(([dealId, states]) => [dealId, states.flatMap(putOffIn)]));
    },
  });
  const queue = makeQueue({
    database,
    clock: currentClock,
    language: navigator.language,
    onChange: alerts.onItems,
    onMoved: async (tenant) => {
      await showBadge(tenant, await queue.due(tenant));
      await tell(alerts);
    },
  });
  watchOverviews((tenant) => queue.due(tenant));
  onNotificationClick((tenant, dealId) => void openDeal(database(), tenant, dealId, null));
  const renewAll = async (): Promise<void> => {
    const tenants = (await database().queue.orderBy('tenant').uniqueKeys()).map(String);
    for (const tenant of tenants) if (await crmAllowed(tenant)) await queue.refresh(tenant); // one at a time leaves room for others
  };
  const never = new AbortController().signal; // these live as long as the worker
  onPackSwitch(() => void renewAll().catch(() => undefined), never);
  onLearnedAnywhere((tenant) => void queue.refresh(tenant).catch(() => undefined), never);
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOOK) void look(renewAll, alerts).catch(() => undefined); // the next one makes up for it
  });
  void browser.alarms.create(LOOK, { periodInMinutes: LOOK_MINUTES });
  return { queue, alerts };
}

function putOffIn(state: StepState): PutOff[] {
  return state.kind === 'notNow' ? [{ step: state.step, title: state.title, until: state.until }] : [];
}

/** On a new day everything is judged anew; what waits is told as far as the day has room for it. */
async function look(renewAll: () => Promise<void>, alerts: Alerts): Promise<void> {
  const { today } = currentClock();
  if ((await browser.storage.session.get(DAY))[DAY] !== today) {
    await browser.storage.session.set({ [DAY]: today });
    await renewAll();
  }
  await tell(alerts);
}

let telling: Promise<void> = Promise.resolve();

/** One after the other: two at once would each take the day's last place. */
function tell(alerts: Alerts): Promise<void> {
  telling = telling.then(() => tellWaiting(alerts)).catch(() => undefined); // they stand in the panel all the same
  return telling;
}

async function tellWaiting(alerts: Alerts): Promise<void> {
  const told = await alerts.take();
  if (told.length === 0) return;
  const { t } = await loadWords();
  for (const row of told) await notify(row, alertText(row, t));
}
