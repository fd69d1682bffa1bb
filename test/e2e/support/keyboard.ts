import type { Frame, Page } from '@playwright/test';
import { expect } from './fixtures';

/** Presses Tab until the focus is on what has that name or matches that selector. `frame`: where the focus is. */
export async function tabTo(page: Page, wanted: string, key = 'Tab', frame: Frame = page.mainFrame()): Promise<void> {
  const isThere = (): Promise<boolean> =>
    frame.evaluate((what) => {
      const at = document.activeElement;
      const label = (at as HTMLInputElement | null)?.labels?.[0]?.textContent;
      const name = (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim() || label?.trim();
      return name === what || (/^[.[]/.test(what) && at?.matches(what) === true);
    }, wanted);
  for (let presses = 0; presses < 120; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the focus does not come to ${wanted}`);
}

/** Six weeks from now, as a date control takes it from the keyboard. */
export function soon(): string {
  const [year, month, day] = new Date(Date.now() + 42 * 86_400_000).toISOString().slice(0, 10).split('-');
  return `${month}${day}${year}`;
}

/** Looks at the changes and saves them, from any control of the form. `before`: what happens while they are looked at. */
export async function saveByKeyboard(page: Page, panel: Frame, before?: () => Promise<void>): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const button = panel.getByRole('button', { name: 'Save to the CRM' });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await before?.();
  await page.keyboard.press('Control+Enter');
}

/** Takes the last save back. */
export async function undoByKeyboard(page: Page, panel: Frame): Promise<void> {
  const undo = panel.locator('.fix .notice').first().getByRole('button', { name: 'Undo' });
  await panel.locator('.header button').last().focus(); // from the panel's beginning
  await tabTo(page, 'Undo', 'Tab', panel);
  await expect(undo).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Enter');
}
