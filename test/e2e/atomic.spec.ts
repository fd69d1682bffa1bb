import { expect, openPanel, panelFrame, test } from './support/fixtures';

test.describe('a deal of Atomic CRM', () => {
  test('from deal to deal it shows what there is to say of each', async ({ page, atomic }) => {
    await test.step('what was read, the criteria, the gaps, the steps and a risk that adds up', async () => {
      const panel = await openPanel(page, atomic.dealUrl('1'));

      await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
      await expect(panel.locator('.header')).toContainText('Proposal Sent');
      await expect(panel.locator('.see summary')).toContainText(/Read from this page: 6 fields, \d+ could not be read/);

      const criteria = panel.locator('.row[data-verdict]');
      await expect(criteria.filter({ hasText: 'Two or more contacts known' })).toHaveAttribute('data-verdict', 'met');
      await expect(criteria.filter({ hasText: 'Proposal talked about recently' })).toHaveAttribute(
        'data-verdict',
        'notMet',
      );
      const untold = criteria.filter({ hasText: 'Decision criteria known' });
      await expect(untold).toHaveAttribute('data-verdict', 'unknown');
      await untold.locator('summary').first().click();
      await expect(untold).toContainText('Decision criteria: not found on the page');

      await expect(panel.locator('.gap').filter({ hasText: 'Description' })).toContainText('placeholder “TBD”');

      const steps = panel.locator('ol .row-state');
      expect(await steps.count()).toBeGreaterThanOrEqual(3);
      for (const text of await steps.allTextContents()) expect(text).toMatch(/^(?:[−+]\d+|0) points? · about \d+ min$/);

      const points = await panel.locator('.factors tbody td').allInnerTexts();
      const sum = points
        .map((text) => Number(text.replace('−', '-').replace(/ points?$/, '')))
        .reduce((a, b) => a + b, 0);
      expect(sum).toBe(Number(await panel.locator('.factors tfoot td').innerText()));
    });

    await test.step('the steps, ranked by risk cut per minute', async () => {
      const panel = await openPanel(page, atomic.dealUrl('3'));
      await expect(panel.locator('.header-title')).toHaveText('Brochure');
      await panel.locator('ol .row-state').first().waitFor();
      const texts = await panel.locator('ol .row-state').allTextContents();
      const perMinute = texts.map((text) => {
        const [, points = '0', minutes = '1'] = /^([−+]?\d+) points? · about (\d+) min$/.exec(text) ?? [];
        return Number(points.replace('−', '-')) / Number(minutes);
      });
      expect(texts.length).toBeGreaterThanOrEqual(3);
      expect(perMinute).toEqual(perMinute.toSorted((a, b) => a - b));
    });

    await test.step('a hostile name as text', async () => {
      const panel = await openPanel(page, atomic.dealUrl('8'));
      await expect(panel.locator('.header-title')).toContainText('<img src=x onerror=alert(1)>');
      await expect(panel.locator('img')).toHaveCount(0);
    });

    await test.step('of a won deal that it is closed, instead of a risk', async () => {
      const panel = await openPanel(page, atomic.dealUrl('6'));
      await expect(panel.locator('.section').filter({ hasText: 'Risk' })).toContainText('This deal is closed');
    });
  });

  test('folds to a pill with the risk and the number of gaps, and remembers being open', async ({ page, atomic }) => {
    await page.goto(atomic.dealUrl('1'));
    const pill = (await panelFrame(page)).locator('.pill');
    await expect(pill).toHaveText(/^Risk \d+–\d+1 gap$/);
    await pill.click();
    await expect((await panelFrame(page)).locator('.panel')).toBeVisible();

    await page.reload();
    const panel = await panelFrame(page);
    await expect(panel.locator('.panel .header-title')).toHaveText('Customer portal redesign');
    await panel.getByRole('button', { name: 'Fold the panel' }).click();
    await expect(panel.locator('.pill')).toBeVisible();
  });

  test('reads the edit form, as the rep types', async ({ page, atomic }) => {
    const panel = await openPanel(page, `${atomic.origin}/#/deals/3`);
    await expect(panel.locator('.header-title')).toHaveText('Brochure');
    const overdue = panel.locator('.factors tr').filter({ hasText: 'Close date has passed' });
    await expect(overdue).toHaveCount(1);
    await page.locator('input[name=expected_closing_date]').fill(inDays(45));
    await expect(overdue).toHaveCount(0);
  });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
