import type { BrowserContext, Page } from '@playwright/test';
import { startSupabase } from '../crms/contract/supabase/serve.mjs';
import { expect, openPanel, packPage, panelFrame, putInPack, test, toggleFromToolbar } from './support/fixtures';
import { visited } from './support/past-deals';
import { expectView, faultsIn } from './support/views';

test.setTimeout(150_000); // each walks a whole journey, with the CRM's own waiting times

type Server = Awaited<ReturnType<typeof startSupabase>>;

/** A description that begins with the word is right; every other one is a gap. */
const PACK = {
  fairlead: 1,
  id: 'queue-test',
  version: 1,
  title: 'Queue test',
  fields: {
    description: { requiredFrom: 'open', valid: 'deal.description.startsWith("Agreed")', why: 'The test asks for it.' },
  },
  stages: [
    {
      id: 'open',
      title: 'Open',
      match: ['Opportunity', 'Proposal Sent', 'In Negotiation', 'Delayed'],
      exit: [],
    },
    { id: 'done', title: 'Done', match: ['Won', 'Lost'], closed: 'won' },
  ],
};

/** What the extension's own pages ask of the background. */
async function ask(admin: Page, call: string, input: unknown): Promise<unknown> {
  const reply = await admin.evaluate((message) => chrome.runtime.sendMessage(message), { call, input });
  if (reply?.ok !== true) throw new Error(`${call}: ${JSON.stringify(reply)}`);
  return reply.output;
}

/** Reads all deals of the contract server, or what changed since. */
async function pull(admin: Page, tenant: string): Promise<void> {
  await ask(admin, 'startPull', { tenant });
  const status = async () => ((await ask(admin, 'pullStatus', null)) as { status: string }[])[0]?.status;
  await expect.poll(status).toBe('done');
}

/** What changed since, as an admin reads it: begun, seen to go on, cancelled half-way, and gone on with. */
async function pullByHand(admin: Page, server: Server): Promise<void> {
  await admin.reload();
  const card = admin.locator('.admin-pull');
  server.faults.slow(2_000);
  await card.getByRole('button', { name: 'Read what changed' }).click();
  await expect(card.getByRole('progressbar')).toBeVisible();
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(card.getByRole('status')).toContainText('Cancelled after');
  server.faults.reset();
  await card.getByRole('button', { name: 'Go on' }).click();
  await expect(card.getByRole('status')).toContainText(/^\d+ deals?, as of/);
}

async function queuePage(context: BrowserContext, id: string, tenant: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/queue.html?tenant=${encodeURIComponent(tenant)}`);
  return page;
}

function badgeOf(context: BrowserContext, url: string): Promise<string> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  return worker.evaluate(async (pattern) => {
    const [tab] = await chrome.tabs.query({ url: pattern });
    return tab?.id === undefined ? 'no tab' : chrome.action.getBadgeText({ tabId: tab.id });
  }, `${url}/*`);
}

/** Deals of the seller with most open deals: all agreed but so many. */
function openGaps(server: Server, count: number): { seller: string; ids: number[] } {
  const [most] = server.db.all(
    "SELECT sales_id, count(*) AS n FROM deals WHERE stage NOT IN ('won', 'lost') AND archived_at IS NULL GROUP BY sales_id ORDER BY n DESC",
  ) as { sales_id: number }[];
  const sales = most?.sales_id ?? 0;
  const rows = server.db.all(
    "SELECT id FROM deals WHERE sales_id = ? AND stage NOT IN ('won', 'lost') AND archived_at IS NULL AND amount > 0 ORDER BY amount DESC",
    [sales],
  ) as { id: number }[];
  const ids = rows.slice(0, count).map(({ id }) => id);
  server.db.exec("UPDATE deals SET description = 'Agreed long ago'");
  for (const id of ids) server.db.update('deals', { id }, { description: null });
  const { first_name: first, last_name: last } = server.db.get('SELECT * FROM sales WHERE id = ?', [sales]) as Record<
    string,
    string
  >;
  return { seller: `${first} ${last}`, ids };
}

test('a queue from a pull: asked who one is, emptied by a bulk fix that is taken back, told on the board and the button', async ({
  context,
  page,
  id,
  atomic,
  findFaults,
}) => {
  const server = await startSupabase({ deals: 60, now: Date.now });
  const { seller, ids } = openGaps(server, 4);
  const [, , theirs = 0, fixed = 0] = ids;
  const tenant = `atomic-crm@${atomic.origin}`;
  await (await putInPack(context, id, PACK)).close();
  const admin = await packPage(context, id);
  const { token, anonKey, apiOrigin } = server;
  await ask(admin, 'connectToken', { tenant, way: 'token', token, key: anonKey, apiOrigin });
  await pull(admin, tenant);

  const queue = await queuePage(context, id, tenant);
  await expect(queue.getByText('Which deals are yours?')).toBeVisible();
  const rows = queue.locator('.queue-row');
  await expect(rows).toHaveCount(0);
  const owner = await queue.locator('select option', { hasText: seller }).getAttribute('value');
  await queue.getByLabel('I am').selectOption(owner);
  await expect(rows).toHaveCount(4);
  await expect(queue.locator('.queue')).toContainText(/^.*4 of \d+ open deals due\. Read on .*\. Over the CRM’s API\./);
  await expectView(queue, 'queue');
  expect(await faultsIn(queue)).toEqual([]);
  await queue.getByRole('listbox').focus();
  await queue.keyboard.press('End');
  await expect(rows.nth(3)).toHaveAttribute('aria-selected', 'true');

  // A deal that is fixed in the CRM leaves with the next pull.
  const later = new Date(Date.now() + 60_000).toISOString();
  server.db.update('deals', { id: fixed }, { description: 'Agreed by phone', updated_at: later });
  await pullByHand(admin, server);
  await expect(rows).toHaveCount(3);

  // The others are fixed in one go; on one of them somebody was quicker.
  await queue.getByRole('button', { name: 'Fix one field on many deals' }).click();
  await queue.getByLabel('One value for all').fill('Agreed at the fair');
  await queue.getByRole('button', { name: 'Put it in' }).click();
  await queue.getByRole('button', { name: 'Review 3 changes' }).click();
  await expect(queue.locator('.diff ins')).toHaveText([
    'Agreed at the fair',
    'Agreed at the fair',
    'Agreed at the fair',
  ]);
  expect(await findFaults(queue.mainFrame())).toEqual([]);
  server.db.update('deals', { id: theirs }, { description: 'Theirs', updated_at: later });
  const save = queue.getByRole('button', { name: 'Save 3 deals in the CRM' });
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  await save.click();
  await expect(queue.getByText('2 deals saved in the CRM.')).toBeVisible({ timeout: 30_000 });
  await expect(queue.locator('.bulk')).toContainText('Somebody changed it meanwhile to Theirs');
  const held = () =>
    (server.db.all('SELECT id, description FROM deals') as { id: number; description: string | null }[])
      .filter((deal) => ids.slice(0, 3).includes(deal.id))
      .map(({ description }) => description ?? '')
      .toSorted((a, b) => (a < b ? -1 : 1));
  expect(held()).toEqual(['Agreed at the fair', 'Agreed at the fair', 'Theirs']);

  // The board of the same account says what is known of its deals; the button counts what is due, and empties.
  await page.bringToFront();
  await page.goto(atomic.boardUrl);
  await expect.poll(() => badgeOf(context, atomic.origin)).toBe('1');
  await toggleFromToolbar(context, page);
  const panel = await panelFrame(page);
  await expect(panel.getByText(/deals on this page/)).toBeVisible();
  await expect(panel.locator('.queue-row')).toHaveCount(1);
  expect(await findFaults(panel)).toEqual([]);

  await queue.bringToFront();
  const undo = queue.getByRole('button', { name: 'Undo all (2)' });
  await expect(undo).toHaveAttribute('aria-disabled', 'false');
  await undo.click();
  await expect(queue.getByText('2 deals put back as they were.')).toBeVisible({ timeout: 30_000 });
  expect(held()).toEqual(['', '', 'Theirs']);
  await queue.getByRole('button', { name: 'Back to the queue' }).click();
  await expect(rows).toHaveCount(3);
  await expect.poll(() => badgeOf(context, atomic.origin)).toBe('3');
  await server.close();
});

test('without an API: the queue of deals that were visited, a bulk fix that is put ready, and saved on each deal’s page', async ({
  context,
  page,
  id,
  atomic,
}) => {
  await (await putInPack(context, id, PACK)).close();
  const tenant = `atomic-crm@${atomic.origin}`;
  const empty = await queuePage(context, id, tenant);
  await expect(empty.getByText('No open deal has been read yet')).toBeVisible();
  await openPanel(page, atomic.dealUrl('1')); // and stays open from then on
  await visited(context, atomic.origin, '1');
  await page.goto(atomic.dealUrl('2'));
  await visited(context, atomic.origin, '2');
  await empty.close();
  const queue = await queuePage(context, id, tenant);
  await expect(queue.getByText('This CRM shows no owner')).toBeVisible();
  await queue.getByLabel('I am').selectOption('everybody');
  const rows = queue.locator('.queue-row');
  await expect(rows).toHaveCount(2);
  await queue.getByRole('button', { name: 'Fix one field on many deals' }).click();
  await expect(queue.getByText('on each deal’s own page only')).toBeVisible();
  await queue.getByLabel('One value for all').fill('Agreed at the fair');
  await queue.getByRole('button', { name: 'Put it in' }).click();
  await queue.getByRole('button', { name: 'Review 2 changes' }).click();
  const prepare = queue.getByRole('button', { name: 'Prepare it on 2 deals' });
  await expect(prepare).toHaveAttribute('aria-disabled', 'false');
  await prepare.click();
  await queue.getByRole('button', { name: 'Customer portal redesign' }).click();
  const panel = await panelFrame(page);
  await expect(panel.locator('.gap input')).toHaveValue('Agreed at the fair');
  await page.bringToFront();
  await panel.getByRole('button', { name: /^Review 1 change/ }).click();
  const save = panel.getByRole('button', { name: 'Save to the CRM' });
  await expect(save).toHaveAttribute('aria-disabled', 'false');
  await save.click();
  await expect(panel.locator('.fix .notice').first()).toContainText('1 change saved', { timeout: 25_000 });
  await queue.bringToFront();
  await queue.getByRole('button', { name: 'Back to the queue' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Patient app relaunch');

  // Enter opens the deal in the CRM's tab.
  await queue.getByRole('listbox').focus();
  await queue.keyboard.press('Enter');
  await expect(page).toHaveURL(atomic.dealUrl('2'));
});
