import type { Frame } from '@playwright/test';
import { expect, frameIsShown, openPanel, panelFrame, test } from './support/fixtures';

/** The fixture's records. */
const A = '006000000000001AAA';
const B = '006000000000002AAA';
const C = '006000000000003AAA';
const D = '006000000000004AAA';
const F = '006000000000006AAA';
const G = '006000000000007AAA';

async function whatISee(panel: Frame): Promise<string> {
  await expect(panel.locator('.see')).toContainText('Read from this page');
  return (await panel.locator('.see').textContent()) ?? '';
}

for (const variant of ['synthetic', 'native'] as const) {
  test.describe(`a Lightning record page in ${variant} shadow`, () => {
    test('page layout and Dynamic Forms are read; what is not shown is unknown, what is odd says so by name', async ({
      page,
      lightning,
    }) => {
      const fixture = await lightning(variant);
      const layout = await openPanel(page, fixture.recordUrl(A));
      await expect(layout.locator('.header-title')).toHaveText('Acme - 200 seats');
      await expect(layout.locator('.header')).toContainText('Qualification');
      const seen = await whatISee(layout);
      expect(Number(/: (\d+) fields/.exec(seen)?.[1])).toBeGreaterThanOrEqual(18);
      for (const label of ['Amount', 'Close date', 'Next step', 'Economic buyer', 'Champion', 'Account', 'Owner']) {
        expect(seen).not.toContain(`${label}:`);
      }

      const forms = await openPanel(page, fixture.recordUrl(B));
      await expect(forms.locator('.header-title')).toHaveText('Globex - Data platform');
      expect(Number(/: (\d+) fields/.exec(await whatISee(forms))?.[1])).toBeGreaterThanOrEqual(18);

      const sparse = await openPanel(page, fixture.recordUrl(C));
      await expect(sparse.locator('.see')).toContainText('Amount: not found on the page');
      const little = await whatISee(sparse);
      for (const label of ['Amount', 'Close date', 'Next step']) {
        expect(little).toContain(`${label}: not found on the page`);
        await expect(sparse.locator('.gap').filter({ hasText: label })).toHaveCount(0);
      }

      const odd = await openPanel(page, fixture.recordUrl(D));
      await expect(odd.locator('.see')).toContainText('Amount reads “1.200,50 EUR??”: not readable as a value');
      expect(await whatISee(odd)).toContain('Close date reads “31 Foo”: not readable as a value');
      expect(await odd.locator('.row[data-verdict]').count()).toBeGreaterThan(0);
    });

    test('A → B → A → list is followed through panes that stay in the page', async ({ page, lightning }) => {
      const fixture = await lightning(variant);
      const panel = await openPanel(page, fixture.recordUrl(A));
      const title = panel.locator('.header-title');
      await expect(title).toHaveText('Acme - 200 seats');
      const go = (path: string): Promise<void> =>
        page.evaluate((to) => {
          history.pushState({}, '', to);
          dispatchEvent(new PopStateEvent('popstate'));
        }, path);
      await go(`/lightning/r/Opportunity/${B}/view`);
      await expect(title).toHaveText('Globex - Data platform');
      await expect(panel.locator('.header')).not.toContainText('Qualification');
      await page.goBack();
      await expect(title).toHaveText('Acme - 200 seats');
      await go('/lightning/o/Opportunity/list?filterName=Recent');
      await expect.poll(() => frameIsShown(page)).toBe(false);
    });

    test('a console app: the tab in front counts, though those behind stay in the page', async ({
      page,
      lightning,
    }) => {
      const fixture = await lightning(variant);
      const panel = await openPanel(page, fixture.consoleUrl(A));
      const title = panel.locator('.header-title');
      await expect(title).toHaveText('Acme - 200 seats');
      const go = (url: string): Promise<void> =>
        page.evaluate((to) => {
          history.pushState({}, '', to);
          dispatchEvent(new PopStateEvent('popstate'));
        }, url);
      await go(fixture.consoleUrl(B));
      await expect(title).toHaveText('Globex - Data platform');
      expect(Number(/: (\d+) fields/.exec(await whatISee(panel))?.[1])).toBeGreaterThanOrEqual(18);
      await go(fixture.consoleUrl(A));
      await expect(title).toHaveText('Acme - 200 seats');
      await expect(page.locator('section.oneConsoleTab')).toHaveCount(2);
    });

    test('a stage of its own and a hostile name are shown for what they are', async ({ page, lightning }) => {
      const fixture = await lightning(variant);
      const parked = await openPanel(page, fixture.recordUrl(F));
      await expect(parked.locator('.notice')).toContainText('The stage “Parking lot” is not in the rule pack');
      await page.goto(fixture.recordUrl(G));
      const panel = await panelFrame(page);
      await expect(panel.locator('.header-title')).toContainText('<img src=x onerror=alert(1)>');
      await expect(panel.locator('img')).toHaveCount(0);
    });
  });
}
