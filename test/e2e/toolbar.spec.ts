import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectStored, openPanel, panelFrame, test } from './support/fixtures';
import { tabTo } from './support/keyboard';
import { outsidePage } from './support/outside-tabs';

test.describe('the browser’s own side panel', () => {
  test('shows the deal of the tab in front instead of the frame, and gives it back', async ({
    page,
    atomic,
    context,
  }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expectStored(context, '1');
    await panel.getByRole('button', { name: 'More' }).click();
    await panel.getByRole('menuitem', { name: 'Open in the side panel' }).click();
    const side = await outsidePage(context, 'sidepanel.html');
    const title = (): Promise<string> =>
      side.evaluate("document.querySelector('.header-title, .message-title')?.textContent ?? ''");
    await expect.poll(title).toBe('Customer portal redesign');
    await expect.poll(() => panels(page)).toBe(0);
    expect(await side.evaluate('document.querySelectorAll(\'.grip, [aria-label="Fold the panel"]\').length')).toBe(0);

    // What it says of a deal is stored under the tab's own tenant, as the frame's is.
    await page.goto(atomic.dealUrl('3'));
    await expect.poll(title).toBe('Brochure');
    await expectStored(context, '3');
    await page.reload();
    await page.locator('[role=dialog]').waitFor();
    await expect.poll(title).toBe('Brochure');
    expect(panels(page)).toBe(0);

    const other = await context.newPage();
    await expect.poll(title, { timeout: 15_000 }).toBe('No CRM in this tab');
    await other.close();
    await page.bringToFront();
    await expect.poll(title).toBe('Brochure');

    await side.close();
    await (await panelFrame(page)).locator('.panel .header-title').waitFor();
  });
});

test.describe('the toolbar’s popup', () => {
  test('says how this tab is read, pauses there, and exports no secret', async ({
    page,
    atomic,
    context,
    id,
    findFaults,
  }) => {
    await page.goto(atomic.dealUrl('1'));
    await (await panelFrame(page)).locator('.pill').waitFor();
    await expectStored(context, '1');
    await plantSecrets(context);
    const popup = await openPopup(context, id, page);
    await expect(popup.getByRole('heading', { name: /Atomic CRM/ })).toContainText('on');
    await expect(popup.locator('.popup-list')).toContainText('Reads the page');
    await expect(popup.locator('.popup')).toContainText(/version \d+ – comes with the extension/);
    const walk = await namesByTab(popup);
    expect(walk.slice(0, 3)).toEqual(['Open or fold the panel', 'Side panel', 'Pause here']);
    expect(walk).toEqual(await popup.locator('button').allTextContents());
    for (const colorScheme of ['light', 'dark'] as const) {
      await popup.emulateMedia({ colorScheme });
      expect(await findFaults(popup.mainFrame())).toEqual([]);
    }

    const [download] = await Promise.all([
      popup.waitForEvent('download'),
      popup.getByRole('button', { name: 'Save diagnostics' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    const diagnostics = JSON.parse(text) as Record<string, unknown>;
    expect(diagnostics['pack']).toMatchObject({ channel: 'bundled' });
    expect(diagnostics['tenants']).toMatchObject([
      { tenant: 1, adapter: 'atomic-crm', signIn: { kind: 'token', way: 'supabase', signedOut: true } },
      { tenant: 2, adapter: 'atomic-crm', signIn: null },
    ]);
    expect(diagnostics['errors']).toMatchObject([{ where: 'planted' }]);
    for (const secret of ['s3cret', 'Customer portal', 'Harborlight', new URL(atomic.origin).host]) {
      expect(text).not.toContain(secret);
    }

    await popup.bringToFront();
    await tabTo(popup, 'Pause here', 'Shift+Tab');
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('heading', { name: /Atomic CRM/ })).toContainText('paused');
    await expect(popup.getByRole('button', { name: 'Resume on this site' })).toBeFocused();
    await expect.poll(() => panels(page)).toBe(0);
    await page.reload();
    await page.locator('[role=dialog]').waitFor();
    await expect.poll(() => frameHosts(page)).toBe(0);
    await popup.getByRole('button', { name: 'Resume on this site' }).click();
    await (await panelFrame(page)).locator('.pill').waitFor();
    await popup.getByRole('button', { name: 'Open or fold the panel' }).click();
    await (await panelFrame(page)).locator('.panel').waitFor();
  });

  test('offers to connect a site that it does not know, and reads nothing of the browser’s own', async ({
    context,
    id,
    page,
  }) => {
    await context.route('https://crm.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>A firm</title>' }),
    );
    await page.goto('https://crm.example/odoo/crm/7');
    const popup = await openPopup(context, id, page);
    // Without a permission the browser does not tell a page in a tab the address: only the real popup learns it.
    await expect(popup.getByRole('heading', { name: 'No CRM in this tab' })).toBeVisible();
  });
});

/** Our elements in the page itself: what the browser says of its frames may lag behind one that came and went. */
function frameHosts(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.documentElement.children].filter((each) => (each as HTMLElement).style.contain === 'strict').length,
  );
}

/** The names of what Tab comes to, one press after the other, each with a focus that is to be seen. */
async function namesByTab(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const outlined = element !== null && getComputedStyle(element).outlineStyle !== 'none';
      return { name: element?.textContent ?? '', on: element !== document.body, outlined };
    });
    if (!at.on || names.includes(at.name)) return names;
    expect(at.outlined, at.name).toBe(true);
    names.push(at.name);
  }
}

/** The popup in a tab of its own, over a tab: its own address says which. */
async function openPopup(context: BrowserContext, id: string, page: Page): Promise<Page> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  await page.bringToFront();
  const tab = await worker.evaluate(async () => (await chrome.tabs.query({ active: true }))[0]?.id);
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${id}/popup.html#${tab}`);
  return popup;
}

/** What must never leave: where the extension keeps such things, and where an error might carry them. */
async function plantSecrets(context: BrowserContext): Promise<void> {
  const worker = context.serviceWorkers()[0];
  await worker?.evaluate(async () => {
    await chrome.storage.local.set({
      errors: [{ at: 0, where: 'planted', kind: 'TypeError', stack: [] }],
      token: 's3cret-token',
      'draft:planted': { text: 's3cret-draft' },
    });
    const request = indexedDB.open('fairlead');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.addEventListener('success', () => resolve(request.result));
    });
    const put = database
      .transaction('connections', 'readwrite')
      .objectStore('connections')
      .put({
        tenant: 'atomic-crm@http://localhost:1',
        kind: 'token',
        token: 's3cret-connection',
        account: { way: 'supabase', user: 's3cret-user', key: 's3cret-key' },
        connectedAt: 0,
        signedOut: 's3cret words of a server',
      });
    await new Promise((resolve) => put.addEventListener('success', resolve));
    database.close();
  });
}

/** How many frames of ours a page has. */
function panels(page: Page): number {
  return page.frames().filter((frame) => frame.url().includes('/panel.html')).length;
}
