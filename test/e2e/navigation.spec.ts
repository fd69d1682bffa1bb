import type { Frame } from '@playwright/test';
import { expect, expectStored, frameIsShown, openPanel, panelFrame, test } from './support/fixtures';

test.describe('navigation inside the CRM', () => {
  test('A → B → list → A is followed without a reload, in one frame', async ({ page, atomic }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    const title = panel.locator('.header-title');
    await expect(title).toHaveText('Customer portal redesign');

    await page.evaluate(() => (location.hash = '#/deals/2/show'));
    await expect(title).toHaveText('Patient app relaunch');

    await page.evaluate(() => (location.hash = '#/deals'));
    await expect(panel.locator('.message-title')).toHaveCount(0);
    await expect.poll(() => frameIsShown(page)).toBe(false);

    await page.evaluate(() => (location.hash = '#/deals/1/show'));
    await expect.poll(() => frameIsShown(page)).toBe(true);
    await expect(title).toHaveText('Customer portal redesign');
    expect(page.frames().filter((frame) => frame.url().includes('/panel.html'))).toHaveLength(1);
  });

  test('A → B → A within 100 ms ends on A, with A’s own data', async ({ page, atomic }) => {
    await page.goto(atomic.dealUrl('2'));
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
    const shown = await recordTitles(panel);

    await page.evaluate(() => {
      location.hash = '#/deals/2/show';
      setTimeout(() => (location.hash = '#/deals/1/show'), 60);
    });
    await page.waitForTimeout(2_500);

    await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
    await expect(panel.locator('.gap')).toContainText('placeholder “TBD”');
    const titles = await shown();
    expect(titles.at(-1) ?? 'Customer portal redesign').toBe('Customer portal redesign');
  });

  test('while B’s page is still slow, A’s data is not shown as B’s', async ({ page, atomic }) => {
    const panel = await openPanel(page, `${atomic.origin}/?latency=1200#/deals/1/show`);
    await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
    const shown = await recordTitles(panel);
    await page.evaluate(() => (location.hash = '#/deals/2/show'));
    await expect(panel.locator('.header-title')).toHaveText('Patient app relaunch');
    await expect(panel.locator('.see')).toContainText('Read from this page');
    // Nothing of A in between: at most the panel's own name while it reads.
    expect((await shown()).join(', ')).toMatch(/^(?:Fairlead, )?Patient app relaunch$/);
  });

  test('a deal seen before is painted at once from what was last known, then read anew', async ({
    page,
    context,
    atomic,
  }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
    await expect(panel.locator('.see')).toContainText('Read from this page');
    await expectStored(context, '1'); // by the background, after the paint and the CRM's API
    await page.goto(`${atomic.origin}/?latency=1500#/deals/1/show`);
    const again = await panelFrame(page);
    await expect(again.locator('.see')).toContainText('As last read at', { timeout: 3_000 });
    await expect(again.locator('.see')).toContainText('Read from this page');
  });

  test('back and forward in the browser’s history are followed', async ({ page, atomic }) => {
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await page.evaluate(() => (location.hash = '#/deals/2/show'));
    await expect(panel.locator('.header-title')).toHaveText('Patient app relaunch');
    await page.goBack();
    await expect(panel.locator('.header-title')).toHaveText('Customer portal redesign');
    await page.goForward();
    await expect(panel.locator('.header-title')).toHaveText('Patient app relaunch');
  });
});

/** Records every title that the panel changes to from now on. */
async function recordTitles(panel: Frame): Promise<() => Promise<string[]>> {
  const titles = await panel.evaluateHandle(() => {
    const shown = (): string => document.querySelector('.header-title')?.textContent ?? '';
    const seen: string[] = [];
    let last = shown();
    const note = (): void => {
      const title = shown();
      if (title !== last) seen.push(title);
      last = title;
    };
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
    return seen;
  });
  return () => titles.jsonValue();
}
