import type { BrowserContext, Page } from '@playwright/test';
import { startSupabase } from '../crms/contract/supabase/serve.mjs';
import { expect, packPage, panelFrame, test, toggleFromToolbar } from './support/fixtures';
import { showGaps } from './support/writing';

type Server = Awaited<ReturnType<typeof startSupabase>>;

/** What the extension's own pages ask of the background. */
async function ask(admin: Page, call: string, input: unknown): Promise<unknown> {
  const reply = await admin.evaluate((message) => chrome.runtime.sendMessage(message), { call, input });
  if (reply?.ok !== true) throw new Error(`${call}: ${JSON.stringify(reply)}`);
  return reply.output;
}

/** Signs in to the contract server and reads all its deals. */
async function pull(admin: Page, tenant: string, server: Server): Promise<void> {
  const { token, anonKey, apiOrigin } = server;
  await ask(admin, 'connectToken', { tenant, way: 'token', token, key: anonKey, apiOrigin });
  await ask(admin, 'startPull', { tenant });
  const status = async () => ((await ask(admin, 'pullStatus', null)) as { status: string }[])[0]?.status;
  await expect.poll(status).toBe('done');
}

async function queuePage(context: BrowserContext, id: string, tenant: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/queue.html?tenant=${encodeURIComponent(tenant)}`);
  return page;
}

test('a queue from a pull: asked who one is, by what is at stake, emptied as deals are fixed', async ({
  context,
  page,
  id,
  atomic,
  findFaults,
}) => {
  const server = await startSupabase({ deals: 60, now: Date.now });
  const tenant = `atomic-crm@${atomic.origin}`;
  await showGaps(context, id, ['description', 'closeDate']);
  const admin = await packPage(context, id);
  await pull(admin, tenant, server);
  const queue = await queuePage(context, id, tenant);
  await expect(queue.getByText('Which deals are yours?')).toBeVisible();
  await queue.getByLabel('I am').selectOption({ index: 1 });
  const rows = queue.locator('.queue-row');
  await expect(rows.first()).toBeVisible();
  expect(await findFaults(queue.mainFrame())).toEqual([]);

  // The board shows the same account: what is known of its deals is said, and the queue is there, too.
  await page.bringToFront();
  await page.goto(atomic.boardUrl);
  await toggleFromToolbar(context, page);
  const panel = await panelFrame(page);
  await expect(panel.getByText(/deals on this page/)).toBeVisible();
  await expect(panel.locator('.queue-row').first()).toBeVisible();
  expect(await findFaults(panel)).toEqual([]);
  await server.close();
});
