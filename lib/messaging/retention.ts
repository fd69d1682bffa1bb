import { browser } from 'wxt/browser';
import { dropDeals } from '@/lib/cache/deal-cache';
import { dropLooks } from '@/lib/cache/last-look';
import { onRulesChange, readRules } from '@/lib/cache/policy-cache';
import { RETENTION_DAYS } from '@/lib/domain/policy-rules';
import { note } from '@/lib/store/audit';
import type { FairleadDatabase } from '@/lib/store/database';
import { retire, type Retired } from '@/lib/store/retention';

const NAME = 'fairlead-retention';
const DAY_MINUTES = 1_440;

/** Deletes what is too old, once a day and when the policy asks for something else; call it in the worker's first turn. */
export function keepRetention(database: () => FairleadDatabase, now: () => number): void {
  let last: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    last = last.then(() => runRetention(database(), now())).catch(() => undefined); // the next day tries again
  };
  browser.alarms.onAlarm.addListener(({ name }) => void (name === NAME && run()));
  onRulesChange(run, new AbortController().signal);
  void ensureAlarm();
}

async function ensureAlarm(): Promise<void> {
  if (!(await browser.alarms.get(NAME)))
    await browser.alarms.create(NAME, { delayInMinutes: 1, periodInMinutes: DAY_MINUTES });
}

/** One run, by the policy's days or else our own; what went is in the audit log. */
export async function runRetention(database: FairleadDatabase, now: number): Promise<Retired> {
  const { retentionDays } = await readRules();
  const days = retentionDays ?? RETENTION_DAYS;
  const retired = await retire(database, days, now);
  for (const tenant of new Set(retired.deals.map((deal) => deal.tenant))) {
    const ids = retired.deals.filter((deal) => deal.tenant === tenant).map(({ id }) => id);
    await dropDeals(tenant, ids);
    await dropLooks(tenant);
  }
  const gone = Object.entries(retired.rows).map(([table, rows]) => `${rows} ${WORDS[table] ?? table}`);
  if (gone.length > 0) {
    const source = retentionDays === null ? 'Fairlead' : 'managed policy';
    const message = `Deleted what is older than ${days} days: ${gone.join(', ')}.`;
    await note(database, { at: now, kind: 'retention', source, pack: '', version: null, message });
  }
  return retired;
}

const WORDS: Readonly<Record<string, string>> = {
  assessmentLog: 'entries of past assessments',
  histories: 'histories',
  writes: 'entries of the write journal',
};
