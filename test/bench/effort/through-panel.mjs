import { panelFrame } from '../../../.dev/browser.mjs';

const WAIT = { timeout: 60_000 };

/**
 * Fills a deal's gaps through the panel: what is proposed is taken by Enter, the rest is typed; then the changes are looked at
 * and saved. The panel is open, as it was left.
 * @param {{ gaps: { label: string, typed?: string }[] }} deal
 */
export async function fixInPanel(page, hands, { gaps }) {
  const panel = await panelFrame(page);
  const control = (label) =>
    panel.locator('.gap').filter({ hasText: label }).locator('input, select, textarea').first();
  await panel.locator('.gap').first().waitFor(WAIT);
  await hands.click(panel.locator('.gap input, .gap select, .gap textarea').first());
  const left = new Set(gaps);
  while (left.size > 0) {
    const gap = await focused(panel, left, control);
    hands.think();
    if (gap.typed) await hands.type(gap.typed);
    await hands.press('Enter');
  }
  hands.think();
  // After the last gap the button that shows the changes has the focus.
  await panel.locator('.fix-bar .primary:focus').waitFor(WAIT);
  await hands.press('Enter');
  const save = panel.getByRole('button', { name: 'Save to the CRM' });
  await panel.locator('.diff').waitFor(WAIT);
  await save.and(panel.locator('[aria-disabled=false]')).waitFor(WAIT);
  hands.think();
  await hands.press('Control+Enter');
  await panel
    .locator('.fix .notice')
    .filter({ hasText: /saved in the CRM/ })
    .first()
    .waitFor(WAIT);
}

/** The gap whose control has the focus; each has it once. */
async function focused(panel, left, control) {
  await panel.locator('.gap :focus').waitFor(WAIT);
  for (const gap of left) {
    if (await control(gap.label).evaluate((element) => element === document.activeElement)) {
      left.delete(gap);
      return gap;
    }
  }
  throw new Error('effort: the focus is on none of the gaps that are left');
}
