import type { BrowserContext } from '@playwright/test';
import { expect, packPage } from './fixtures';

type Seed = { tenant: string; count: number; skill: boolean; now: number };

/**
 * Puts closed deals into the extension's own database, as its visits over a year would have: read in a proposal, and again when
 * won or lost. With skill, those of one category are mostly won and those of the other mostly lost.
 */
export async function seedClosedDeals(
  context: BrowserContext,
  origin: string,
  count: number,
  skill = true,
): Promise<void> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  const seed: Seed = { tenant: `atomic-crm@${origin}`, count, skill, now: Date.now() };
  await worker.evaluate(async ({ tenant, count: deals, skill: predicts, now }) => {
    const DAY = 86_400_000;
    const open = indexedDB.open('fairlead');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result));
      open.addEventListener('error', () => reject(new Error(String(open.error))));
    });
    const change = database.transaction(['deals', 'snapshots', 'changes'], 'readwrite');
    const value = (content: unknown) => ({ state: 'value', value: content, source: 'page' });
    for (let n = 0; n < deals; n += 1) {
      const id = `past${n}`;
      const first = now - (400 - Math.floor((300 * n) / deals)) * DAY;
      const other = n % 2 === 0;
      const won = predicts ? n % 10 < 8 === other : n % 4 < 2;
      const last = first + (20 + (n % 7) * 4) * DAY;
      const reading = (readAt: number, stage: string) => ({
        id,
        url: `http://localhost/#/deals/${id}/show`,
        readAt,
        fields: {
          name: value(`Past deal ${n}`),
          'stage.label': value(stage),
          type: value(other ? 'Other' : 'UI Design'),
          amount: value({ value: 8_000 + (n % 9) * 4_300, currency: 'USD' }),
          closeDate: value(new Date(first + 45 * DAY).toISOString().slice(0, 10)),
          description: n % 3 === 0 ? { state: 'empty', source: 'page' } : value('A portal for their customers.'),
        },
        lists: {
          contacts: {
            state: 'rows',
            complete: true,
            rows: [{ name: value('Ada Byron') }, { name: value('Max Planck') }],
          },
          activities: { state: 'rows', complete: true, rows: [{ at: value(new Date(first - DAY).toISOString()) }] },
        },
      });
      const end = won ? 'Won' : 'Lost';
      for (const deal of [reading(first, 'Proposal Sent'), reading(last, end)])
        change
          .objectStore('snapshots')
          .add({ tenant, dealId: id, at: deal.readAt, hash: `${id} ${deal.readAt}`, deal });
      const stage = { field: 'stage.label', from: value('Proposal Sent'), to: value(end), seenAt: last };
      change.objectStore('changes').add({ ...stage, tenant, dealId: id });
      const deal = reading(last, end);
      const row = { tenant, id, deal, known: deal.fields, hash: '', firstSeenAt: first, lastSeenAt: last };
      change.objectStore('deals').put(row);
    }
    await new Promise<void>((resolve, reject) => {
      change.addEventListener('complete', () => resolve());
      change.addEventListener('error', () => reject(new Error(String(change.error))));
    });
    database.close();
  }, seed);
}

/** Learns from what is stored, as each night and on the button of the admin page. */
export async function refit(context: BrowserContext, id: string): Promise<void> {
  const admin = await packPage(context, id);
  const reply = await admin.evaluate(() => chrome.runtime.sendMessage({ call: 'refit', input: null }));
  if (reply?.ok !== true) throw new Error(`refit: ${JSON.stringify(reply)}`);
  await admin.close();
}

/** Waits until the background has kept what the panel said of a deal. */
export async function visited(
  context: BrowserContext,
  origin: string,
  dealId: string,
  adapter = 'atomic-crm',
): Promise<void> {
  const worker = context.serviceWorkers()[0];
  const key = `deal:${adapter}@${origin}:${dealId}`;
  await expect.poll(() => worker?.evaluate(async (k) => k in (await chrome.storage.local.get(k)), key)).toBe(true);
}

/** Moves what was last assessed of a deal back in time, as if that visit had been so many days ago. */
export async function ageLastVisit(
  context: BrowserContext,
  origin: string,
  dealId: string,
  days: number,
): Promise<void> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  await worker.evaluate(
    async ({ key, ms }) => {
      const { [key]: cached } = (await chrome.storage.local.get(key)) as Record<string, { assessment: { at: number } }>;
      if (!cached) throw new Error(`nothing is cached as ${key}`);
      cached.assessment.at -= ms;
      await chrome.storage.local.set({ [key]: cached });
    },
    { key: `deal:atomic-crm@${origin}:${dealId}`, ms: days * 86_400_000 },
  );
}
