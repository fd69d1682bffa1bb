import type { BrowserContext, Page } from '@playwright/test';
import { expect, hostBox, openPanel, panelFrame, test } from './support/fixtures';
import { markedFields, marksOn } from './support/marks';
import { showGaps } from './support/writing';

test.setTimeout(150_000);

async function shot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
}

const GAPS = ['amount', 'closeDate', 'stage.label'];

async function markOf(context: BrowserContext, page: Page, field: string) {
  const mark = (await marksOn(context, page)).find((each) => each.field === field);
  if (!mark) throw new Error(`no mark for ${field}`);
  return mark;
}

/** All that moved in the page's layout so far, as the browser reckons it. */
async function shifts(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 100);
      }),
  );
}

test('marks lie beside fields with gaps, lead to the panel and back, go with one click, and move nothing', async ({
  page,
  context,
  id,
  atomic,
}) => {
  await showGaps(context, id, GAPS);
  const panel = await openPanel(page, atomic.dealUrl('1'));
  await expect.poll(() => markedFields(context, page)).toEqual(GAPS);
  const field = await page.getByText('Dec', { exact: false }).first().boundingBox();
  const mark = await markOf(context, page, 'closeDate');
  expect(Math.abs(mark.y - ((field?.y ?? 0) + (field?.height ?? 0) / 2))).toBeLessThan(14);
  expect(mark.x - ((field?.x ?? 0) + (field?.width ?? 0))).toBeLessThan(60);
  expect(mark.name).toContain('Close date: not plausible');

  // Off and on again: not one pixel of the page moves.
  const before = await shifts(page);
  await panel.getByLabel('Mark these fields on the page').uncheck();
  await expect.poll(() => markedFields(context, page)).toEqual([]);
  await panel.getByLabel('Mark these fields on the page').check();
  await expect.poll(() => markedFields(context, page)).toEqual(GAPS);
  expect(await shifts(page)).toBe(before);

  // From the panel to the page: what only shows a text is pointed at by its mark.
  await panel.getByRole('button', { name: 'Close date', exact: true }).click();
  await expect.poll(async () => (await markOf(context, page, 'closeDate')).pointed).toBe(true);
  await shot(page, 'marks');

  // From the page to the panel: folded, it opens at the gap, ready to type.
  await panel.getByRole('button', { name: 'Fold the panel' }).click();
  await expect(panel.locator('.pill')).toBeVisible();
  await expect.poll(() => markedFields(context, page)).toEqual(GAPS);
  const again = await markOf(context, page, 'amount');
  await page.mouse.click(again.x, again.y);
  await expect(panel.locator('.gap').filter({ hasText: 'Amount' }).locator('input')).toBeFocused();
  await page.keyboard.type('750');
  await expect(panel.locator('.gap').filter({ hasText: 'Amount' }).locator('input')).toHaveValue('750');

  // In the CRM's own form the focus goes into the control itself.
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.locator('input[name=amount]').waitFor();
  await panel.getByRole('button', { name: 'Amount', exact: true }).click();
  await expect(page.locator('input[name=amount]')).toBeFocused();
  await shot(page, 'marks-form');

  // A field that lies under the panel is uncovered: the panel goes to the other side, and where that covers it too, it folds.
  const at = (right: number, width: number): string =>
    `input[name=amount] { position: fixed; inset: auto ${right}px 200px auto; width: ${width}px !important; z-index: 9999; }`;
  const style = await page.addStyleTag({ content: at(80, 200) });
  await panel.getByRole('button', { name: 'Amount', exact: true }).click();
  await expect.poll(async () => (await hostBox(page)).x).toBeLessThan(100);
  await expect(page.locator('input[name=amount]')).toBeFocused();
  await expect(panel.locator('.panel')).toBeVisible();
  await page.setViewportSize({ width: 700, height: 800 });
  await style.evaluate((sheet, rule) => void (sheet.textContent = rule), at(150, 400));
  await panel.getByRole('button', { name: 'Amount', exact: true }).click();
  await expect(panel.locator('.pill')).toBeVisible();
  await panel.locator('.pill').click();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(atomic.dealUrl('1'));
  await expect.poll(() => markedFields(context, page)).toEqual(GAPS);

  // The tip says why, and takes all of them away for this site.
  await page.locator('input[name=amount]').waitFor({ state: 'detached' });
  const hovered = async (): Promise<boolean> => {
    const { x, y } = await markOf(context, page, 'closeDate'); // it may still be on its way from the form
    await page.mouse.move(x, y);
    return (await markOf(context, page, 'closeDate')).tip;
  };
  await expect.poll(hovered).toBe(true);
  await shot(page, 'marks-tip');
  await page.evaluate(() => {
    // What a page raises itself counts for nothing.
    for (const host of document.documentElement.children)
      host.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
  const tip = await tipButton(context, page);
  await page.mouse.click(tip.x, tip.y);
  await expect.poll(() => markedFields(context, page)).toEqual([]);
  await page.reload();
  const later = await panelFrame(page);
  await expect(later.getByLabel('Mark these fields on the page')).not.toBeChecked();
  expect(await marksOn(context, page)).toEqual([]);
});

test('marks follow what moves, give way to what covers them, and a page that removes them is not fought', async ({
  page,
  context,
  id,
  atomic,
}) => {
  await showGaps(context, id, GAPS);
  await openPanel(page, atomic.dealUrl('1'));
  await expect.poll(() => markedFields(context, page)).toEqual(GAPS);
  const { y } = await markOf(context, page, 'amount');
  await page.evaluate(() => {
    const dialog = document.querySelector<HTMLElement>('[role=dialog]');
    if (dialog) dialog.style.translate = '0 40px';
  });
  await expect.poll(async () => Math.round((await markOf(context, page, 'amount')).y - y)).toBe(40);

  await page.evaluate(() => {
    const cover = document.createElement('div');
    cover.id = 'cover';
    cover.style.cssText = 'position:fixed;inset:0;z-index:99999;background:#fff';
    document.body.append(cover);
  });
  await expect.poll(() => markedFields(context, page)).toEqual([]);
  await page.evaluate(() => document.getElementById('cover')?.remove());
  await expect.poll(() => markedFields(context, page)).toEqual(GAPS);

  await page.evaluate(() => {
    let removed = 0;
    const panel = document.documentElement.lastElementChild;
    new MutationObserver(() => {
      for (const each of document.documentElement.children)
        if (each.localName === 'div' && each.getAttribute('style')?.includes('2147483646')) {
          each.remove();
          removed += 1;
        }
      document.body.dataset['removed'] = String(removed);
    }).observe(document.documentElement, { childList: true });
    panel?.before(document.createComment('')); // wakes the observer
  });
  await expect.poll(() => page.evaluate(() => Number(document.body.dataset['removed'] ?? 0))).toBeGreaterThan(0);
  await page.evaluate(() => document.body.append(document.createElement('i')));
  await expect.poll(() => marksOn(context, page)).toEqual([]);
});

/** Where the tip's button is. */
async function tipButton(context: BrowserContext, page: Page): Promise<{ x: number; y: number }> {
  const worker = context.serviceWorkers()[0];
  const place = await worker?.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${new URL(url).origin}/*` });
    const [found] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      func: () => {
        for (const host of document.documentElement.children) {
          const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
          const shown = [...(root?.querySelectorAll('.off') ?? [])].find((off) => off.checkVisibility());
          const box = shown?.getBoundingClientRect();
          if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
        return null;
      },
    });
    return found?.result ?? null;
  }, page.url());
  if (!place) throw new Error('no tip is open');
  return place;
}
