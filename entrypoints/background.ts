import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { renew } from '@/lib/channels/active-pack';
import { onRefitAlarms, setNightlyRefit } from '@/lib/learn/alarms';
import { makeLearner, refitSoon } from '@/lib/learn/learner';
import { startChannels } from '@/lib/channels/start';
import { showFirstRun } from '@/lib/messaging/first-run';
import { handlers } from '@/lib/messaging/handlers';
import { keepRetention } from '@/lib/messaging/retention';
import { listen } from '@/lib/messaging/service';
import { startQueue } from '@/lib/messaging/start-queue';
import { guardCookies } from '@/lib/messaging/session-cookie';
import { watchSites } from '@/lib/messaging/sites';
import { togglePanel } from '@/lib/messaging/toggle';
import { watchErrors } from '@/lib/messaging/error-log';
import { relayPanels } from '@/lib/messaging/panel-relay';
import { watchPauses } from '@/lib/messaging/pauses';
import { onWake } from '@/lib/messaging/wake';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';

export default defineBackground(() => {
  let database: FairleadDatabase | undefined;
  const open = (): FairleadDatabase => (database ??= openDatabase());
  const learner = makeLearner({ database: open, now: Date.now });
  const { handlers: answers, pulls, sendAll } = handlers(open, Date.now, learner, startQueue(open, learner));
  listen(answers);
  // A run that is cancelled, or a night without a pack, is no error: the next one makes up for it.
  // Both that and a pull hold much at once: learning waits, and would else learn from half of what comes.
  onRefitAlarms(() => void (pulls.busy() ? refitSoon() : learner.refit()).catch(() => undefined));
  void pulls.resume(); // what a stopped worker left half-way
  onWake(() => {
    void pulls.resume();
    void sendAll();
  });
  watchSites();
  watchPauses();
  relayPanels();
  watchErrors(Date.now);
  keepRetention(open, Date.now);
  guardCookies();
  startChannels(open, () => void learner.afterSwitch({ ok: true }));

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void showFirstRun(reason);
    // Page scripts' contexts never see what is stored: only the extension's own pages do.
    void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    void setNightlyRefit(new Date());
    void renew(open(), Date.now()).then(learner.afterSwitch); // an update may bring a newer bundled pack or compiled form
  });
  browser.runtime.onStartup.addListener(() => {
    void setNightlyRefit(new Date()); // not every browser keeps alarms
    void sendAll();
  });
  self.addEventListener('online', () => void sendAll());
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-panel' && tab) void togglePanel(tab);
  });
});
