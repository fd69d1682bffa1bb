import { expect, openPanel, test } from './support/fixtures';

test.describe('the command palette', () => {
  test('finds and does by keyboard what the page offers, and leaves typing in the CRM alone', async ({
    page,
    atomic,
    context,
    id,
    findFaults,
  }) => {
    const panel = await openPanel(page, `${atomic.origin}/#/deals/3`);
    await panel.locator('.panel .section').first().waitFor();
    // While the rep types in the CRM the panel judges anew with each pause, and takes no key and no focus.
    const name = page.locator('input[name=name]');
    await name.click();
    await name.fill('');
    await name.pressSequentially('Brochure for the spring fair', { delay: 40 });
    await expect(name).toHaveValue('Brochure for the spring fair');
    await expect(name).toBeFocused();
    await expect(panel.locator('.header-title')).toHaveText('Brochure for the spring fair');
    await expect(name).toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(panel.getByRole('dialog')).toHaveCount(0); // the CRM's own keys are its own

    await panel.locator('.header-title').click();
    await page.keyboard.press('Control+k');
    const search = panel.getByRole('dialog').getByRole('searchbox').or(panel.getByRole('dialog').getByRole('textbox'));
    await expect(search).toBeFocused();
    expect(await panel.getByRole('menuitem').count()).toBeGreaterThan(5);
    expect(await findFaults(panel)).toEqual([]);
    await page.keyboard.type('fold the');
    await expect(panel.getByRole('menuitem')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(panel.locator('.pill')).toBeVisible();

    const admin = await context.newPage();
    await admin.goto(`chrome-extension://${id}/admin.html`);
    await admin.locator('.facts').waitFor();
    await admin.keyboard.press('Control+k');
    await admin.getByRole('dialog').waitFor();
    await admin.keyboard.type('what is stored');
    await admin.keyboard.press('Enter');
    await expect.poll(() => admin.url()).toMatch(/#stored$/);
  });
});
