import { readFileSync } from 'node:fs';
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { EXTENSION, expect, openPanel, test } from './support/fixtures';

/** Sentences and labels of the English catalog without arguments, of at least two words, that a language says otherwise. */
function englishNotIn(language: string): string[] {
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(`${EXTENSION}/words/rep-${name}.json`, 'utf8')) as Record<string, unknown>;
  const own = read(language);
  return Object.entries(read('en')).flatMap(([key, text]) =>
    typeof text === 'string' && /\w{3}.*\s\w{2}/.test(text) && own[key] !== text ? [text] : [],
  );
}

async function choose(context: BrowserContext, panel: Frame, language: string, lang: RegExp): Promise<void> {
  await context.serviceWorkers()[0]?.evaluate((chosen) => chrome.storage.local.set({ language: chosen }), language);
  await expect(panel.locator('html')).toHaveAttribute('lang', lang);
}

/** Unfolds everything, so that all of it is looked at. */
async function unfold(panel: Frame): Promise<void> {
  await panel.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** What stands out of the panel to either side, by its class and text. */
function outside(panel: Frame): Promise<string[]> {
  return panel.evaluate(() => {
    const frame = document.querySelector('.panel')?.getBoundingClientRect();
    if (!frame) return ['no panel'];
    return [...document.querySelectorAll<HTMLElement>('.panel *')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const hidden = element.closest('.visually-hidden') !== null || width === 0;
      const out = left < frame.left - 1 || right > frame.right + 1;
      return !hidden && out ? [`${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`] : [];
    });
  });
}

async function shot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
}

test('the panel speaks each language at once when it is chosen, fits, and is sound', async ({
  page,
  atomic,
  context,
  findFaults,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 900 });
  const panel = await openPanel(page, atomic.dealUrl('1'));
  await expect(panel.locator('html')).toHaveAttribute('lang', /^en/);
  await expect(panel.locator('.gap').first()).toBeVisible();
  for (const [language, criterion] of [
    ['de', 'Zwei oder mehr Kontakte bekannt'],
    ['fr', 'Deux contacts connus ou plus'],
    ['ja', '担当者を2人以上把握'],
  ] as const) {
    await choose(context, panel, language, new RegExp(`^${language}`));
    await expect(panel.locator('.row[data-verdict]').filter({ hasText: criterion })).toBeVisible();
    await shot(page, `language-${language}`);
    await unfold(panel);
    const shown = await panel.locator('.panel').innerText();
    expect(
      englishNotIn(language).filter((text) => shown.includes(text)),
      language,
    ).toEqual([]);
    expect(await outside(panel), language).toEqual([]);
    expect(await findFaults(panel), language).toEqual([]);
  }

  // Longer and accented: what is still plain English was not translated, and nothing is cut off.
  await choose(context, panel, 'en-XA', /^en/);
  await expect(panel.locator('.section-title').first()).toContainText('[');
  await unfold(panel);
  expect(await outside(panel), 'en-XA').toEqual([]);
  await shot(page, 'language-en-XA');

  await choose(context, panel, 'ar-XB', /^en/);
  await expect(panel.locator('html')).toHaveAttribute('dir', 'rtl');
  await unfold(panel);
  expect(await outside(panel), 'right to left').toEqual([]);
  expect(await findFaults(panel), 'right to left').toEqual([]);
  const [title, fold] = [
    await panel.locator('.header-title').boundingBox(),
    await panel.locator('.grip').boundingBox(),
  ];
  expect((fold?.x ?? 0) > (title?.x ?? Infinity), 'the grip begins the line, at the right').toBe(true);
  await shot(page, 'language-rtl');
});
