import type { BrowserContext, Frame, Page } from '@playwright/test';
import { expect, putInPack } from './fixtures';

/** A pack in which these fields of every deal are due and never right: each shows a gap that can be filled. */
export function gapsIn(fields: readonly string[], stages: readonly object[] = [OPEN]): unknown {
  return {
    fairlead: 1,
    id: 'write-test',
    version: 1,
    title: 'Write test',
    fields: Object.fromEntries(
      fields.map((field) => [
        field,
        { ...OWN[field], requiredFrom: 'open', why: 'The test asks for it.', valid: 'false' },
      ]),
    ),
    stages,
  };
}

/** Fields of the pack's own. */
const OWN: Readonly<Record<string, object>> = {
  economic_buyer: { label: 'Economic buyer', type: 'contact' },
};

const STAGES = [
  'Lead',
  'Opportunity',
  'Proposition',
  'Qualified',
  'Qualification',
  'New',
  'Proposal Sent',
  'Proposal',
  'Negotiation',
  'Close',
];

const OPEN = { id: 'open', title: 'Open', match: STAGES, exit: [] };

/** Makes the pack with these gaps the active one; the first of other stages must be called `open`. */
export async function showGaps(
  context: BrowserContext,
  id: string,
  fields: readonly string[],
  stages?: readonly object[],
): Promise<void> {
  await (await putInPack(context, id, gapsIn(fields, stages))).close();
}

/** Moves the deal to the next stage of the pack. */
export async function moveTo(panel: Frame, stage: string): Promise<void> {
  await panel.getByRole('button', { name: `Move to ${stage}` }).click();
  await press(panel, 'Save to the CRM');
  await expectWritten(panel, '1 change saved in the CRM');
}

/** Types into a gap's control. */
export async function fillGap(panel: Frame, label: string, text: string): Promise<void> {
  await panel.locator('.gap').filter({ hasText: label }).locator('input').fill(text);
}

/** Shows the changes and saves them, once the button has been visible for long enough. */
export async function save(panel: Frame): Promise<void> {
  await panel.getByRole('button', { name: /^Review \d+ changes?$/ }).click();
  await press(panel, 'Save to the CRM');
}

/** Presses a button that writes. */
export async function press(panel: Frame, name: string): Promise<void> {
  const button = panel.getByRole('button', { name });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.click();
}

/** How the last write went. */
export async function expectWritten(panel: Frame, text: string | RegExp): Promise<void> {
  await expect(panel.locator('.fix .notice').first()).toContainText(text, { timeout: 25_000 });
}

/** What Atomic CRM shows of a deal. Its dialog of before stays for a moment, empty, while the next one opens. */
const DEAL_DIALOG = '[role=dialog]:not(:empty)';

/** What Atomic CRM shows of the deal, once it has the last of it: who wrote a note is asked for after the note. */
export async function shownOnPage(page: Page): Promise<string> {
  const dialog = page.locator(DEAL_DIALOG).first();
  await expect.poll(() => dialog.innerText()).not.toMatch(/^\s*added a note/m);
  return dialog.innerText();
}

/** Waits until Atomic CRM's own page shows a text. */
export async function expectOnDeal(page: Page, text: string): Promise<void> {
  await expect(page.locator(DEAL_DIALOG, { hasText: text }).first()).toBeVisible();
}
