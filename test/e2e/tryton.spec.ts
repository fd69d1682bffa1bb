import type { Frame, Page } from '@playwright/test';
import { expect, openPanel, toggleFromToolbar } from './support/fixtures';
import { missing, signIn, test, type Tryton } from './support/tryton';

test.describe('a deal of Tryton', () => {
  test.skip(missing !== null, missing ?? '');

  const title = (panel: Frame) => panel.locator('.header-title');

  async function openDeal(page: Page, tryton: Tryton, id: number): Promise<Frame> {
    await signIn(page, tryton);
    return openPanel(page, tryton.recordUrl(id));
  }

  const go = (page: Page, url: string): Promise<void> =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(url).hash);

  test('is read from the form that is always open for editing', async ({ page, tryton }) => {
    const panel = await openDeal(page, tryton, 2);
    await expect(title(panel)).toHaveText('Globex - Data platform');
    await expect(panel.locator('.header')).toContainText('Opportunity');
    const seen = panel.locator('.see');
    await expect(seen).toContainText(/Read from (?:this page|the CRM’s API|this page and the CRM’s API): \d+ fields/);
    for (const label of ['Amount', 'Close date', 'Account', 'Owner', 'Probability']) {
      await expect(seen).not.toContainText(`${label}:`);
    }
    await expect(panel.locator('.unsaved')).toHaveCount(0);
  });

  test('A → B in a tab of its own → back to A: the pane that is on screen counts', async ({ page, tryton }) => {
    const panel = await openDeal(page, tryton, 1);
    await expect(title(panel)).toHaveText('Acme - 200 seats');
    await go(page, tryton.recordUrl(2));
    await expect(title(panel)).toHaveText('Globex - Data platform');
    await expect(page.locator('#tabcontent > .tab-pane')).toHaveCount(2);
    await page.locator('#tablist > li').first().click();
    await expect(title(panel)).toHaveText('Acme - 200 seats');
    await page.locator('#tablist > li').last().click();
    await expect(title(panel)).toHaveText('Globex - Data platform');
  });

  test('an empty amount and end date are empty, and no party is read from another record', async ({ page, tryton }) => {
    const panel = await openDeal(page, tryton, 4);
    await expect(title(panel)).toHaveText('Umbrella Retail - Pilot');
    await expect(panel.locator('.see')).not.toContainText('Amount:');
    await expect(panel.locator('.see')).not.toContainText('Close date:');
  });

  test('markup in a name is text', async ({ page, tryton }) => {
    const panel = await openDeal(page, tryton, 6);
    await expect(title(panel)).toHaveText('<img src=x onerror=alert(1)> & Söhne');
    await expect(panel.locator('img')).toHaveCount(0);
  });

  test('edits that are not stored are said so, until they are', async ({ page, tryton }) => {
    const panel = await openDeal(page, tryton, 9);
    await expect(title(panel)).toHaveText('Initech - Second site');
    const pane = page.locator('#tabcontent > .tab-pane.active');
    await pane.locator('input[name=description]').fill('Initech - Second and third site');
    await expect(panel.locator('.unsaved')).toHaveText('Unsaved in the CRM’s form: Name');
    await expect(title(panel)).toHaveText('Initech - Second and third site');
    await pane.locator('.toolbar button#save').click();
    await expect(panel.locator('.unsaved')).toHaveCount(0);
    await expect(title(panel)).toHaveText('Initech - Second and third site');
  });

  test('on the list, the deals on screen are counted', async ({ page, context, tryton }) => {
    const panel = await openDeal(page, tryton, 1);
    await expect(title(panel)).toHaveText('Acme - 200 seats');
    await go(page, tryton.listUrl);
    await expect(page.locator('#tabcontent > .tab-pane.active .treeview tbody tr')).toHaveCount(12);
    await toggleFromToolbar(context, page);
    await expect(panel.locator('.queue-screen')).toContainText('12 deals on this page');
  });
});
