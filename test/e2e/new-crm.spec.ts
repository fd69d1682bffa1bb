import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { extensionId } from '../../.dev/browser.mjs';
import { ORCHARD, ORCHARD_ORIGIN, orchardDeal, routeOrchard } from '../crms/made-up/serve.mjs';
import {
  EXTENSION,
  expect,
  frameIsShown,
  openPanel,
  packPage,
  panelFrame,
  startBrowser,
  test,
  toggleFromToolbar,
} from './support/fixtures';
import { giveHost, takeHost } from './support/host-access';
import { chooseAdapter, ORCHARD_HOST, putInOrchard as putIn } from './support/new-crm';
import { expectWritten, fillGap, press, save, showGaps } from './support/writing';

const HOST = ORCHARD_HOST;

function panels(page: Page): number {
  return page.frames().filter((frame) => frame.url().includes('/panel.html')).length;
}

test.describe('a CRM that only a file describes', () => {
  test('works as soon as the file is in and its host allowed: in the open tab, and in new ones', async ({
    page,
    context,
    id,
  }) => {
    await routeOrchard(context);
    await page.goto(orchardDeal('17'));
    await giveHost(context, id, HOST);
    const admin = await putIn(context, id);
    await expect(admin.locator('[data-crm=orchard]')).toContainText('reads the page');

    await page.bringToFront();
    await panelFrame(page); // without a reload
    const panel = await openPanel(page, orchardDeal('17'));
    await expect(panel.locator('.header-title')).toHaveText('Press for Elm Farm');
    await expect(panel.locator('.header')).toContainText('Proposal');
    await expect(panel.locator('.see summary')).toContainText(/Read from this page: 7 fields/);
    await panel.locator('.see summary').click();
    await expect(panel.locator('.see')).not.toContainText('Amount'); // of what could not be read
  });

  test('is followed from deal to its list, which says how many deals are on it, to deal, and in its form as the rep types', async ({
    page,
    context,
    id,
  }) => {
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    await putIn(context, id);
    const panel = await openPanel(page, orchardDeal('17'));
    await page.getByRole('link', { name: 'Deals' }).click();
    await expect.poll(() => frameIsShown(page)).toBe(false);
    await toggleFromToolbar(context, page);
    await expect(panel.locator('.queue-screen')).toContainText('2 deals on this page');
    await page.getByRole('link', { name: 'Cider line' }).click();
    await expect(panel.locator('.header-title')).toHaveText('Cider line');
    await page.getByRole('link', { name: 'Change' }).click();
    await page.locator('[name=title]').fill('Cider line, two presses');
    await expect(panel.locator('.header-title')).toHaveText('Cider line, two presses');
  });

  test('is written to: gaps are filled in its own form, and taken back to what was empty', async ({
    page,
    context,
    id,
  }) => {
    test.setTimeout(120_000); // saves, with the form's own waiting times
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    await showGaps(context, id, ['amount', 'closeDate', 'nextStep']);
    await (await putIn(context, id)).close();
    const panel = await openPanel(page, orchardDeal('18'));
    await expect(panel.locator('.header-title')).toHaveText('Cider line');
    await fillGap(panel, 'Amount', '52500.50');
    await fillGap(panel, 'Close date', '2027-03-31');
    await fillGap(panel, 'Next step', 'Taste with the miller');
    await save(panel);
    await expectWritten(panel, '3 changes saved in the CRM');
    const deal = page.locator('[data-desk=deal]');
    await expect(deal).toContainText('52500,5');
    await expect(deal).toContainText('31.03.2027');
    await expect(deal).toContainText('Taste with the miller');
    await press(panel, 'Undo');
    await expectWritten(panel, 'put back as they were');
    await expect(deal).not.toContainText('Taste with the miller');
  });

  test('that refuses a change says so in its own words, and loses nothing', async ({ page, context, id }) => {
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    await showGaps(context, id, ['nextStep']);
    await (await putIn(context, id)).close();
    const panel = await openPanel(page, orchardDeal('18'));
    await fillGap(panel, 'Next step', 'Never mind');
    await save(panel);
    await expect(panel.locator('.fix')).toContainText('Never is not a thing to do', { timeout: 20_000 });
    await expect(page.locator('[data-desk=deal]')).not.toContainText('Never mind');
  });

  test('is left at once when the browser takes the host away, and when the adapter is removed', async ({
    page,
    context,
    id,
  }) => {
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    const admin = await putIn(context, id);
    await openPanel(page, orchardDeal('17'));
    await takeHost(context, id, HOST);
    await expect.poll(() => panels(page)).toBe(0);
    await expect(admin.locator('[data-crm=orchard]')).toContainText('not allowed yet');

    await giveHost(context, id, HOST);
    await expect(admin.locator('[data-crm=orchard]')).toContainText('reads the page');
    await page.bringToFront();
    await panelFrame(page);
    await admin.getByRole('button', { name: 'Remove Orchard' }).click();
    await expect(admin.locator('[data-crm=orchard]')).toHaveCount(0);
    await expect.poll(() => panels(page)).toBe(0);
    await page.reload();
    await page.waitForTimeout(800);
    expect(panels(page)).toBe(0);
  });

  test('is not taken for its look-alikes, nor in a frame of another page', async ({ page, context, id }) => {
    await giveHost(context, id, HOST);
    await putIn(context, id);
    for (const origin of [`${ORCHARD_ORIGIN}.evil.test`, 'https://xdeals.orchard.example', 'https://orchard.example']) {
      await routeOrchard(context, origin);
      await page.goto(`${origin}/?desk=deal&no=17`);
      await page.waitForTimeout(600);
      expect(panels(page), origin).toBe(0);
    }
    await routeOrchard(context);
    await context.route('https://outer.test/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${orchardDeal('17')}"></iframe>` }),
    );
    await page.goto('https://outer.test/');
    await page.waitForTimeout(800);
    expect(panels(page)).toBe(0);
  });

  test('works again after the browser was closed and started anew', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'fairlead-restart-'));
    const first = await startBrowser(EXTENSION, [], profile);
    const id = await extensionId(first);
    await routeOrchard(first);
    await giveHost(first, id, HOST);
    await putIn(first, id);
    await first.close();

    const second = await startBrowser(EXTENSION, [], profile);
    try {
      const admin = await packPage(second, await extensionId(second));
      await expect(admin.locator('[data-crm=orchard]')).toContainText('reads the page');
      await admin.close();
      await routeOrchard(second);
      const panel = await openPanel(await second.newPage(), orchardDeal('17'));
      await expect(panel.locator('.header-title')).toHaveText('Press for Elm Farm');
    } finally {
      await second.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  });

  test('works again after the session’s memory is gone, by asking the background', async ({ page, context, id }) => {
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    await putIn(context, id);
    await context.serviceWorkers()[0]?.evaluate(() => chrome.storage.session.clear());
    await page.goto(orchardDeal('17'));
    await panelFrame(page);
  });
});

test.describe('a CRM that only a file describes, in a browser that has never heard of its host,', () => {
  test.use({ ownBrowser: true }); // a host that was once allowed is allowed again without a question

  test('is kept but off, and works once the host is allowed', async ({ page, context, id }) => {
    await routeOrchard(context);
    const admin = await putIn(context, id); // nobody answers the browser's question
    await expect(admin.locator('[data-crm=orchard]')).toContainText('not allowed yet');
    await page.goto(orchardDeal('17'));
    await page.waitForTimeout(800);
    expect(panels(page)).toBe(0);

    await giveHost(context, id, HOST);
    const again = await packPage(context, id);
    await again.locator('[data-crm=orchard]').getByRole('button', { name: 'Allow this page' }).click();
    await expect(again.locator('[data-crm=orchard]')).toContainText('reads the page');
    await page.bringToFront();
    await panelFrame(page);
  });
});

test.describe('an adapter file that is not as it should be', () => {
  test('shows every error at once with its place and what was meant, selectors that are none and hosts of strangers, and changes nothing', async ({
    context,
    id,
  }) => {
    const { title: _title, ...rest } = ORCHARD;
    const admin = await chooseAdapter(context, id, {
      ...rest,
      proof: 'fixtur',
      read: { ...ORCHARD.read, feilds: {}, ready: '[[' },
      route: { ...ORCHARD.route, hosts: ['https://*.com/*'] },
    });
    const errors = admin.locator('.errors li');
    await expect(errors.filter({ hasText: 'title' })).toContainText('is missing');
    await expect(errors.filter({ hasText: 'proof' })).toContainText('did you mean `fixture`');
    await expect(errors.filter({ hasText: 'read.feilds' })).toContainText('did you mean `fields`');
    await expect(admin.locator('[data-crm=orchard]')).toHaveCount(0);
    await admin.close();

    // What its form allows is looked at next.
    const others = await chooseAdapter(context, id, {
      ...ORCHARD,
      read: { ...ORCHARD.read, ready: '[[' },
      route: { ...ORCHARD.route, hosts: ['https://*.com/*'] },
    });
    const more = others.locator('.errors li');
    await expect(more.filter({ hasText: 'read.ready' })).toContainText('no CSS selector');
    await expect(more.filter({ hasText: 'route.hosts' })).toContainText('hosts of strangers');
  });

  test('that would take a shipped adapter’s place needs a confirmation that says so', async ({ context, id }) => {
    const taken = { ...ORCHARD, route: { ...ORCHARD.route, adapter: 'salesforce' } };
    const admin = await chooseAdapter(context, id, taken);
    const put = admin.getByRole('button', { name: 'Allow these pages and put it in' });
    await expect(admin.getByText('belongs to another adapter')).toBeVisible();
    await expect(put).toBeDisabled();
    await admin.getByRole('checkbox').check();
    await put.click();
    await expect(admin.locator('[data-crm=salesforce][data-source=shipped]')).toContainText(
      'replaced by another adapter',
    );
    await admin.getByRole('button', { name: 'Remove Orchard' }).click();
    await expect(admin.locator('[data-crm=salesforce][data-source=shipped]')).not.toContainText('replaced');
  });
});
