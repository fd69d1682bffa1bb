import { expect, openPanel, test } from './support/fixtures';
import { servePages } from './support/pages';
import { expectWritten, fillGap, press, save, showGaps } from './support/writing';

test.setTimeout(150_000); // each test saves and takes back, with the CRM's own waiting times

const CRMS = [
  { crm: 'odoo17', title: 'Odoo 17', record: '31' },
  { crm: 'odoo18', title: 'Odoo 18', record: '31' },
  { crm: 'odoo19', title: 'Odoo 19', record: '31' },
  { crm: 'hubspot', title: 'HubSpot', record: '31' },
] as const;

for (const { crm, title, record } of CRMS) {
  test(`${title}: writes through the page’s own form, proves it, and takes it back`, async ({ page, context, id }) => {
    await showGaps(context, id, ['name', 'amount', 'closeDate']);
    const pages = await servePages(context, crm);
    const panel = await openPanel(page, pages.recordUrl(record));
    const before = await panel.locator('.gap .tag').allTextContents();
    await fillGap(panel, 'Amount', '52500.50');
    await fillGap(panel, 'Close date', '2027-03-31');
    await fillGap(panel, 'Name', 'Acme - 250 seats');
    await save(panel);
    await expectWritten(panel, '3 changes saved in the CRM');
    await expect(panel.locator('.fix .notice')).not.toContainText('the CRM now shows');
    await expect(panel.locator('.header-title')).toHaveText('Acme - 250 seats');
    await press(panel, 'Undo');
    await expectWritten(panel, 'put back as they were');
    await expect.poll(() => panel.locator('.gap .tag').allTextContents()).toEqual(before);
  });
}
