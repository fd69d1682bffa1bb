import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';
import { readTable } from '../../lib/csv/table';
import { expect, packPage, test } from './support/fixtures';
import { seedOpenDeals } from './support/open-deals';

test.setTimeout(120_000); // walks whole journeys

const ORIGIN = 'http://localhost:4321';
const TENANT = `atomic-crm@${ORIGIN}`;

async function reviewPage(context: BrowserContext, id: string, hash = '', tenant = TENANT): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/review.html?tenant=${encodeURIComponent(tenant)}${hash}`);
  return page;
}

/** Everything that is kept of reviews. */
async function kept(page: Page, table: 'reviews' | 'commitments'): Promise<Record<string, unknown>[]> {
  return page.evaluate(async (name) => {
    const open = indexedDB.open('fairlead');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result));
      open.addEventListener('error', () => reject(new Error(String(open.error))));
    });
    const all = database.transaction(name).objectStore(name).getAll();
    const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      all.addEventListener('success', () => resolve(all.result as Record<string, unknown>[]));
      all.addEventListener('error', () => reject(new Error(String(all.error))));
    });
    database.close();
    return rows;
  }, table);
}

/** Puts all reviews back by a week, and moves the deal of this name since then. */
async function aWeekLater(page: Page, name: string): Promise<void> {
  await page.evaluate(async (dealName) => {
    const open = indexedDB.open('fairlead');
    const database = await new Promise<IDBDatabase>((resolve) => {
      open.addEventListener('success', () => resolve(open.result));
    });
    const change = database.transaction(['reviews', 'deals'], 'readwrite');
    const [reviews, deals] = [change.objectStore('reviews'), change.objectStore('deals')];
    const all = reviews.getAll();
    all.addEventListener('success', () => {
      reviews.clear();
      for (const row of all.result as { day: string; dealName: string; dealId: string; tenant: string }[]) {
        const day = new Date(Date.parse(row.day) - 7 * 86_400_000).toISOString().slice(0, 10);
        reviews.put({ ...row, day });
        if (row.dealName !== dealName) continue;
        const found = deals.get([row.tenant, row.dealId]);
        found.addEventListener('success', () => {
          const { deal } = found.result;
          const later = Date.parse(deal.fields.closeDate.value) + 30 * 86_400_000;
          deal.fields.closeDate.value = new Date(later).toISOString().slice(0, 10);
          deal.fields.amount.value.value /= 2;
          deal.readAt += 1_000;
          deals.put({ ...found.result, deal, known: deal.fields, hash: 'moved' });
        });
      }
    });
    await new Promise((resolve) => change.addEventListener('complete', resolve));
    database.close();
  }, name);
}

/** Ends every reviewed deal, two won for each that is lost, and says of how many the last call and the score had told so, in %. */
async function ended(page: Page): Promise<{ call: number; score: number; n: number }> {
  const last = new Map<string, { call: string; risk: number }>();
  type Row = { dealId: string; day: string; call: string; score: { risk: number } };
  const reviews = (await kept(page, 'reviews')) as Row[];
  for (const { dealId, call, score } of reviews.toSorted((a, b) => (a.day < b.day ? -1 : 1)))
    last.set(dealId, { call, risk: score.risk });
  const ids = [...last.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  const won = new Set(ids.filter((_id, at) => at % 3 > 0));
  await page.evaluate(
    async ({ tenant, all, wonOnes }) => {
      const opening = indexedDB.open('fairlead');
      const database = await new Promise<IDBDatabase>((resolve) => {
        opening.addEventListener('success', () => resolve(opening.result));
      });
      const change = database.transaction('deals', 'readwrite');
      const deals = change.objectStore('deals');
      for (const id of all) {
        const found = deals.get([tenant, id]);
        found.addEventListener('success', () =>
          deals.put({ ...found.result, outcome: wonOnes.includes(id) ? 'won' : 'lost' }),
        );
      }
      await new Promise((resolve) => change.addEventListener('complete', resolve));
      database.close();
    },
    { tenant: TENANT, all: ids, wonOnes: [...won] },
  );
  const right = (said: (id: string) => boolean): number =>
    Math.round((100 * ids.filter((id) => said(id) === won.has(id)).length) / ids.length);
  return {
    call: right((id) => ['commit', 'bestCase'].includes(last.get(id)?.call ?? '')),
    score: right((id) => (last.get(id)?.risk ?? 0) <= 50),
    n: ids.length,
  };
}

test('a week’s review by keyboard alone: thirty deals decided, a promise carried on, questions answered, a packet that needs no network', async ({
  context,
  page: first,
  id,
  findFaults,
}, testInfo) => {
  await seedOpenDeals(context, ORIGIN, { count: 40, pushed: ['open37'] });
  await first.close();
  const page = await reviewPage(context, id);
  const list = page.locator('.review-list');
  await expect(list.getByText(/of 40 open$/)).toBeVisible({ timeout: 30_000 });

  // The smallest deal but three is in the week's queue all the same, with its reason.
  const pushed = list.locator('.queue-row', { hasText: 'Open deal 37' });
  await list.getByLabel('Owner or team').selectOption({ label: 'Max Planck (10)' });
  await expect(list.locator('.review-totals')).toContainText(/\d+ deals of 40 open.*USD|\$.*at risk/s);
  await expect(pushed).toContainText('Pushed 2 times');
  await list.getByLabel('Show').selectOption('all');
  await expect(list.locator('.review-totals strong')).toHaveText('10 deals of 40 open');
  await list.getByRole('button', { name: 'Clear filters' }).click();
  await expect(list.locator('.review-totals strong')).toHaveText('40 deals of 40 open');
  await expect(list.locator('.review-totals')).toContainText('€');

  // A team of two of the four owners.
  await list.getByRole('button', { name: 'Teams…' }).click();
  await list.getByLabel('Its name').fill('South');
  for (const name of ['Max Planck', 'Emmy Noether']) await list.getByRole('checkbox', { name }).check();
  expect(await findFaults(page.mainFrame())).toEqual([]);
  await list.getByRole('button', { name: 'Keep the team' }).click();
  await expect(list.getByLabel('Owner or team').locator('option:checked')).toHaveText('South (2 owners)');
  await expect(list.locator('.review-totals strong')).toHaveText('20 deals of 40 open');
  await list.getByRole('button', { name: 'Clear filters' }).click();
  await expect(list.locator('.review-totals strong')).toHaveText('40 deals of 40 open');
  expect(await findFaults(page.mainFrame())).toEqual([]);

  // Thirty deals, each by its key.
  await page.locator('body').press('j');
  const heading = page.locator('#review-deal-name');
  const names: string[] = [];
  for (let n = 0; n < 30; n += 1) {
    await expect(heading).toBeFocused();
    names.push((await heading.textContent()) ?? '');
    await page.keyboard.press(String((n % 4) + 1));
    await expect(page.locator('.review-calls label[data-chosen=true]')).toHaveCount(1);
    await expect(page.getByText(/^Kept: /)).toBeVisible();
    await page.keyboard.press('j');
    await expect(heading).not.toHaveText(names.at(-1) ?? '');
  }
  expect(new Set(names).size).toBe(30);
  await expect(page.getByText('30 reviewed today.')).toBeVisible();
  const reviews = await kept(page, 'reviews');
  expect(reviews).toHaveLength(30);
  expect(reviews[0]).toMatchObject({ tenant: TENANT, call: expect.any(String), category: expect.any(String) });

  // Back by one; a question goes into the note, a promise is made.
  await page.keyboard.press('k');
  await expect(heading).toHaveText(names.at(-1) ?? '');
  expect(await page.locator('.review-questions > li').count()).toBeGreaterThanOrEqual(3);
  await page.keyboard.press('q');
  await expect(page.getByLabel('Note', { exact: true })).toBeFocused();
  await page.keyboard.type('They said yes.');
  await page.keyboard.press('Escape');
  await expect
    .poll(
      async () => (await kept(page, 'reviews')).filter(({ note }) => String(note).endsWith('They said yes.')).length,
    )
    .toBe(1);
  await page.keyboard.press('p');
  await page.keyboard.type('Call the buyer');
  await page.getByLabel('By', { exact: true }).fill('2020-01-02');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Call the buyer' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await findFaults(page.mainFrame())).toEqual([]);

  // A week later the deal has moved: that is said, and what was promised is still there until it is done.
  await aWeekLater(page, names.at(-1) ?? '');
  await page.reload();
  await expect(heading).toHaveText(names.at(-1) ?? '');
  const since = page.locator('.section').filter({ has: page.getByRole('heading', { name: /^Since the last review/ }) });
  await expect(since).toContainText(/Close date.*pushed by 30 days/);
  await expect(since).toContainText(/Amount.*cut/);
  await expect(page.getByText(/They said yes\.$/)).toBeVisible();
  await expect(page.locator('.review-questions')).toContainText(/The amount went from .* What did we get for it\?/);
  await expect(page.locator('.queue-row[data-current]')).toContainText('1 promise late');
  await expect(page.locator('.review-promise')).toContainText('Late: was due Jan 2, 2020.');
  await expect(page.locator('.review-questions > li').first()).toContainText('Call the buyer');
  await page.getByRole('checkbox', { name: 'Call the buyer' }).check();
  await expect.poll(async () => (await kept(page, 'commitments'))[0]?.['doneAt']).toEqual(expect.any(Number));
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect(page.getByText('Kept: Best case.')).toBeVisible();

  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findFaults(page.mainFrame())).toEqual([]);

  // The packet is made and opens with no network and no script, and says what was decided.
  await context.setOffline(true);
  await list.getByLabel('Show').selectOption('all');
  await list.getByText('Review packet').click();
  const made = async (button: string, name: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      list.getByRole('button', { name: button, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^fairlead-review-\d{4}-\d\d-\d\d\.(html|md|csv)$/);
    await download.saveAs(testInfo.outputPath(name));
    return testInfo.outputPath(name);
  };
  const file = await made('HTML to read and print', 'packet.html');
  const packet = await context.newPage();
  const asked: string[] = [];
  packet.on('request', (request) => asked.push(request.url()));
  await packet.goto(pathToFileURL(file).href);
  await expect(packet.getByRole('article')).toHaveCount(40);
  await expect(packet.getByRole('article').first()).toContainText('Questions to ask');
  await expect(packet.getByRole('article').filter({ hasText: 'Best case' }).first()).toContainText('pushed by 30 days');
  expect(asked).toEqual([pathToFileURL(file).href]);
  expect(readFileSync(file, 'utf8')).not.toMatch(/<script|javascript:|https?:\/\//);
  expect(await findFaults(packet.mainFrame())).toEqual([]);
  await packet.close();
  const markdown = readFileSync(await made('Markdown', 'packet.md'), 'utf8');
  expect(markdown.match(/^## Open deal \d+$/gm)).toHaveLength(40);
  expect(markdown).toMatch(/^- .*pushed by 30 days/m);
  const table = readTable('packet.csv', readFileSync(await made('CSV', 'packet.csv')));
  expect(table?.columns.slice(0, 5)).toEqual(['Deal', 'Owner', 'Stage', 'Amount', 'Currency']);
  const decisions = new Map(table?.rows.map(({ cells }) => [cells['Deal'], cells['Decision']]));
  expect(decisions.size).toBe(40);
  expect(decisions.get(names.at(-1))).toBe('Best case');
  await context.setOffline(false);

  // The team is one of the insight page, too.
  await page.getByRole('link', { name: 'Insight' }).click();
  const open = page.locator('.insight-card[data-metric="pipeline"]');
  await expect(open).toContainText('n = 40 deals');
  await page.getByLabel('Team').selectOption({ label: 'South (20)' });
  await expect(open).toContainText('n = 20 deals');
  await page.getByRole('button', { name: 'Win rates' }).click();
  await expect(page.getByLabel('Group by').getByRole('option', { name: 'Team' })).toHaveCount(1);

  // The deals end: what was called and what the score said of them is held against that.
  const { call, score, n } = await ended(page);
  await page.goto(page.url().replace(/#.*/, '#/deals'));
  await page.reload();
  const record = page.locator('details', { hasText: `Calls against the score: ${n} deals that have ended` });
  await record.locator('summary').click();
  await expect(record.getByRole('row', { name: 'The call made in review' })).toContainText(`${call}% (`);
  await expect(record.getByRole('row', { name: 'The score of that day' })).toContainText(`${score}% (`);
  await expect(record).toContainText(/They differed on \d+ deals/);
  expect(await findFaults(page.mainFrame())).toEqual([]);
});

test('what was agreed goes into the CRM as a difference that is seen first and can be taken back', async ({
  context,
  page: first,
  id,
}) => {
  const tenant = 'salesforce@https://acme.lightning.force.com';
  const server = await startSalesforce({ deals: 12, now: Date.now });
  const admin = await packPage(context, id);
  await first.close();
  const ask = async (call: string, input: unknown): Promise<unknown> => {
    const reply = await admin.evaluate((message) => chrome.runtime.sendMessage(message), { call, input });
    if (reply?.ok !== true) throw new Error(`${call}: ${JSON.stringify(reply)}`);
    return reply.output;
  };
  await ask('connectToken', { tenant, way: 'oauth', token: server.tokens.access, apiOrigin: server.origin });
  await ask('startPull', { tenant });
  await expect.poll(async () => ((await ask('pullStatus', null)) as { status: string }[])[0]?.status).toBe('done');
  const page = await reviewPage(context, id, '', tenant);
  await expect(page.locator('.review-totals strong')).toContainText('open');
  await page.locator('body').press('j');
  const dealId = decodeURIComponent(new URL(page.url()).hash.replace('#/deals/', ''));
  const held = (): unknown =>
    server.db.get('SELECT "ForecastCategoryName", "CloseDate", "NextStep" FROM "Opportunity" WHERE "Id" = ?', [dealId]);
  const tasks = (): unknown =>
    server.db.all('SELECT "Subject", "ActivityDate" FROM "Task" WHERE "WhatId" = ? AND "Subject" = ?', [
      dealId,
      'Call the buyer about the date',
    ]);
  const before = held();
  const write = page.locator('.section').filter({ has: page.getByRole('heading', { name: 'Into the CRM' }) });
  await write.getByLabel(/^Forecast category/).fill('Best Case');
  await write.getByLabel(/^Close date/).fill('2031-05-06');
  await write.getByLabel(/^Next step \(/).fill('Send the contract to Ada');
  await write.getByLabel('Task for the rep').fill('Call the buyer about the date');
  await write.getByLabel('Due', { exact: true }).fill('2031-05-02');
  await write.getByRole('button', { name: 'See what will change' }).click();
  await expect(write.locator('.diff ins')).toHaveText([
    'Best Case',
    'May 6, 2031',
    'Send the contract to Ada',
    'Call the buyer about the date, 2031-05-02',
  ]);
  expect(held()).toEqual(before);
  const save = write.getByRole('button', { name: 'Save to the CRM' });
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  await save.click();
  await expect(write.getByText('1 deal saved in the CRM.')).toBeVisible({ timeout: 30_000 });
  expect(held()).toEqual({
    ForecastCategoryName: 'Best Case',
    CloseDate: '2031-05-06',
    NextStep: 'Send the contract to Ada',
  });
  expect(tasks()).toEqual([{ Subject: 'Call the buyer about the date', ActivityDate: '2031-05-02' }]);
  await expect(write.getByText('The task stays in the CRM')).toBeVisible(); // an undo takes back what was changed
  const undo = write.getByRole('button', { name: 'Undo all (1)' });
  await expect(undo).toHaveAttribute('aria-disabled', 'false');
  await undo.click();
  await expect(write.getByText('1 deal put back as it was.')).toBeVisible({ timeout: 30_000 });
  expect(held()).toEqual(before);
  expect(tasks()).toHaveLength(1);
  await server.close();
});
