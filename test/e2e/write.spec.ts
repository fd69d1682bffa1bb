import type { Page } from '@playwright/test';
import { expect, openPanel, panelFrame, putInPack, test } from './support/fixtures';
import { saveByKeyboard, tabTo, undoByKeyboard } from './support/keyboard';
import { expectOnDeal, fillGap, press, save, shownOnPage } from './support/writing';

test.setTimeout(150_000); // each test saves and takes back, with the CRM's own waiting times

/** Every field that Atomic's form has, due from the first stage: deals with empty ones show gaps that can be filled here. */
const PACK = {
  fairlead: 1,
  id: 'write-test',
  version: 1,
  title: 'Write test',
  fields: {
    description: { requiredFrom: 'open', why: 'So that others understand the deal.' },
    type: { requiredFrom: 'open', why: 'Reports need it.' },
    amount: { requiredFrom: 'open', why: 'The forecast needs it.', valid: 'deal.amount < 1000' },
    closeDate: {
      requiredFrom: 'open',
      why: 'The forecast needs it.',
      valid: 'deal.closeDate > timestamp("2031-01-01T00:00:00Z")',
    },
  },
  stages: [
    {
      id: 'open',
      title: 'Open',
      match: ['Opportunity', 'Proposal Sent', 'In Negotiation', 'Won', 'Lost', 'Delayed'],
      exit: [],
    },
  ],
  fills: [{ field: 'type', value: "'UI Design'", because: 'Most deals of this account' }],
};

async function shot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
}

/** Changes the description as another user would, in the CRM's own form. */
async function editInCrm(page: Page, description: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.locator('textarea[name=description]').fill(description);
  await page.getByRole('button', { name: 'Save' }).click();
  await expectOnDeal(page, description);
}

test.describe('writing to Atomic CRM through its own form', () => {
  test('several gaps in one pass: diff, save, read back, undo to the exact values', async ({
    page,
    context,
    id,
    atomic,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    const before = await shownOnPage(page);
    await fillGap(panel, 'Description', 'Redesign of the portal for 400 dealers');
    await fillGap(panel, 'Amount', '900');
    await fillGap(panel, 'Close date', '2031-03-31');

    await panel.getByRole('button', { name: 'Review 3 changes' }).click();
    await expect(panel.locator('.diff')).toContainText('TBD');
    await expect(panel.locator('.diff')).toContainText('900');
    await expect(panel.locator('.what-if')).toHaveCount(0); // no signal, no gate: nothing to foretell
    await shot(page, 'review');
    await press(panel, 'Save to the CRM');

    await expect(panel.locator('.fix .notice')).toContainText('3 changes saved in the CRM', { timeout: 20_000 });
    await expectOnDeal(page, 'Redesign of the portal for 400 dealers');
    await expectOnDeal(page, 'Mar 31, 2031');
    await expect(panel.locator('.gap')).toHaveCount(0);

    await shot(page, 'saved');
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expect(panel.locator('.fix .notice')).toContainText('put back as they were', { timeout: 20_000 });
    expect(await shownOnPage(page)).toBe(before);
  });

  test('all gaps by keyboard alone: Enter takes what is proposed and moves on, Ctrl+Enter shows the changes and saves; undone so, too', async ({
    page,
    context,
    id,
    atomic,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    const before = await shownOnPage(page);
    await panel.locator('.header button').first().focus();
    await tabTo(page, '.gap .input', 'Tab', panel);
    await page.keyboard.type('Typed by hand');
    await page.keyboard.press('Enter');
    await page.keyboard.type('750');
    await page.keyboard.press('Enter');
    await page.keyboard.type('03312031');
    const typed = panel.locator('.gap .input'); // each key where it belongs, however fast it follows Enter
    for (const [index, value] of ['Typed by hand', '750', '2031-03-31'].entries())
      await expect(typed.nth(index)).toHaveValue(value);
    await saveByKeyboard(page, panel);
    await expect(panel.locator('.fix .notice')).toContainText('3 changes saved', { timeout: 20_000 });
    await expect(panel.locator('.gap')).toHaveCount(0);
    await expectOnDeal(page, 'Typed by hand');
    await undoByKeyboard(page, panel);
    await expect(panel.locator('.fix .notice')).toContainText('put back as they were', { timeout: 20_000 });
    expect(await shownOnPage(page)).toBe(before);
  });

  test('F28: what somebody changed meanwhile is shown with both values before anything is written', async ({
    page,
    context,
    id,
    atomic,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await fillGap(panel, 'Description', 'Mine');
    await editInCrm(page, 'TBC');
    await save(panel);
    const notice = panel.locator('.fix .notice');
    await expect(notice).toContainText('Somebody changed this deal meanwhile');
    await expect(notice.locator('tbody tr')).toContainText(['TBC']);
    await expect(notice.locator('tbody tr')).toContainText(['Mine']);
    await expectOnDeal(page, 'TBC');

    await press(panel, 'Write mine');
    await expect(notice).toContainText('1 change saved', { timeout: 20_000 });
    await expectOnDeal(page, 'Mine');
  });

  test('F27: what the CRM does not take is said beside the field, its form is left, and nothing typed is lost', async ({
    page,
    context,
    id,
    atomic,
  }) => {
    const types = {
      ...PACK,
      fields: { type: { requiredFrom: 'open', why: 'Reports.', valid: "deal.type == 'Neon'" } },
    };
    await (await putInPack(context, id, types)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await fillGap(panel, 'Type', 'Neon');
    await save(panel);
    await expect(panel.locator('.gap .problem')).toContainText(
      'The CRM offers no such choice. It offers: Other, Copywriting, Print project, UI Design, Website design.',
      { timeout: 20_000 },
    );
    await expect(panel.locator('.gap input')).toHaveValue('Neon');
    await expect(page.locator('[role=dialog] h5')).toBeVisible();
  });

  test('F29: what was typed is there when the tab comes back', async ({ page, context, id, atomic }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await fillGap(panel, 'Description', 'Half a sentence');
    const again = await context.newPage();
    await page.close();
    await again.goto(atomic.dealUrl('1'));
    const later = await panelFrame(again);
    await expect(later.locator('.gap').filter({ hasText: 'Description' }).locator('input')).toHaveValue(
      'Half a sentence',
    );
  });

  test('offline, a change waits and is sent once when the computer is online again', async ({
    page,
    context,
    id,
    atomic,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await fillGap(panel, 'Description', 'Written offline');
    await context.setOffline(true);
    await save(panel);
    await expect(panel.locator('.fix .notice')).toContainText('This computer is offline');
    await context.setOffline(false);
    await expect(panel.locator('.fix .notice')).toContainText('1 change saved', { timeout: 20_000 });
    await expectOnDeal(page, 'Written offline');
    await expect(panel.locator('.fix .notice')).toHaveCount(1);
  });

  test('the user’s own unsaved edits in the CRM’s form are not saved along', async ({ page, context, id, atomic }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await fillGap(panel, 'Description', 'From the panel');
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.locator('input[name=name]').fill('Half typed name');
    await panel.getByRole('button', { name: 'Review 1 change' }).click();
    await expect(panel.locator('.review')).toContainText('The CRM’s own form has unsaved edits');
    await expect(panel.getByRole('button', { name: 'Save to the CRM' })).toBeDisabled();
    await expect(page.locator('input[name=name]')).toHaveValue('Half typed name');
  });

  test('a stage move lists what is missing, and goes through the CRM', async ({ page, context, id, atomic }) => {
    const stage = (title: string, match: string, exit: unknown[]): unknown => ({
      id: title.toLowerCase(),
      title,
      match: [match],
      exit,
    });
    const criterion = {
      id: 'described',
      title: 'Deal is described',
      require: "deal.description != 'TBD'",
      why: 'So that others understand it.',
      fix: { field: 'description' },
      enforce: 'block',
      exception: 'sales-ops@example.com',
    };
    const stages = [stage('Offer', 'Proposal Sent', [criterion]), stage('Negotiation', 'In Negotiation', [])];
    await (await putInPack(context, id, { ...PACK, fields: { description: {} }, stages, fills: [] })).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await panel.getByRole('button', { name: 'Move to Negotiation' }).click();
    await expect(panel.locator('.stage-move .notice')).toContainText('1 required criterion is not met');
    await expect(panel.locator('.stage-move .notice')).toContainText('sales-ops@example.com');

    await editInCrm(page, 'A portal for dealers');
    await panel.getByRole('button', { name: 'Move to Negotiation' }).click();
    await expect(panel.locator('.diff')).toContainText('Proposal Sent');
    await press(panel, 'Save to the CRM');
    await expect(panel.locator('.fix .notice')).toContainText('1 change saved', { timeout: 20_000 });
    await expect(panel.locator('.header')).toContainText('In Negotiation');
    expect(await shownOnPage(page)).toContain('In Negotiation');
    await press(panel, 'Undo');
    await expect(panel.locator('.fix .notice')).toContainText('put back as they were', { timeout: 20_000 });
    await expect(panel.locator('.header')).toContainText('Proposal Sent');
    expect(await shownOnPage(page)).toContain('Proposal Sent');
  });
});
