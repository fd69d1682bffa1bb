import type { Page } from '@playwright/test';
import { ORCHARD, ORCHARD_ORIGIN, orchardDeal, routeOrchard } from '../crms/made-up/serve.mjs';
import { expect, openPanel, packPage, panelFrame, test } from './support/fixtures';
import { giveHost, takeHost } from './support/host-access';
import { chooseAdapter, ORCHARD_HOST, putInOrchard as putIn } from './support/new-crm';

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

  test('is followed from deal to list to deal, and in its form as the rep types', async ({ page, context, id }) => {
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    await putIn(context, id);
    const panel = await openPanel(page, orchardDeal('17'));
    await page.getByRole('link', { name: 'Deals' }).click();
    await page.getByRole('link', { name: 'Cider line' }).click();
    await expect(panel.locator('.header-title')).toHaveText('Cider line');
    await page.getByRole('link', { name: 'Change' }).click();
    await page.locator('[name=title]').fill('Cider line, two presses');
    await expect(panel.locator('.header-title')).toHaveText('Cider line, two presses');
  });

  test('whose host is not allowed is kept but off, and works once it is allowed', async ({ page, context, id }) => {
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

  test('works again after the session’s memory is gone, by asking the background', async ({ page, context, id }) => {
    await routeOrchard(context);
    await giveHost(context, id, HOST);
    await putIn(context, id);
    await context.serviceWorkers()[0]?.evaluate(() => chrome.storage.session.clear());
    await page.goto(orchardDeal('17'));
    await panelFrame(page);
  });
});

test.describe('an adapter file that is not as it should be', () => {
  test('shows every error at once with its place and what was meant, and changes nothing', async ({ context, id }) => {
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
  });

  test('names selectors that are none and hosts of strangers', async ({ context, id }) => {
    const admin = await chooseAdapter(context, id, {
      ...ORCHARD,
      read: { ...ORCHARD.read, ready: '[[' },
      route: { ...ORCHARD.route, hosts: ['https://*.com/*'] },
    });
    const errors = admin.locator('.errors li');
    await expect(errors.filter({ hasText: 'read.ready' })).toContainText('no CSS selector');
    await expect(errors.filter({ hasText: 'route.hosts' })).toContainText('hosts of strangers');
  });

  test('that would take a shipped adapter’s place needs a confirmation that says so', async ({ context, id }) => {
    const taken = { ...ORCHARD, route: { ...ORCHARD.route, adapter: 'salesforce' } };
    const admin = await chooseAdapter(context, id, taken);
    const put = admin.getByRole('button', { name: 'Allow these pages and put it in' });
    await expect(admin.getByText('belongs to another adapter')).toBeVisible();
    await expect(put).toBeDisabled();
    await admin.getByRole('checkbox').check();
    await put.click();
    await expect(admin.locator('[data-crm=salesforce][data-source=shipped]')).toContainText('replaced by a file');
    await admin.getByRole('button', { name: 'Remove Orchard' }).click();
    await expect(admin.locator('[data-crm=salesforce][data-source=shipped]')).not.toContainText('replaced');
  });
});
