import type { BrowserContext, Frame, Page } from '@playwright/test';
import { expect, openPanel, packPage, panelFrame, putInPack, test } from './support/fixtures';
import { expectOnDeal } from './support/writing';

test.setTimeout(150_000);

/** Two gaps, a criterion, a signal and three steps whose conditions the tests can move. */
const PACK = {
  fairlead: 1,
  id: 'deal-test',
  version: 1,
  title: 'Deal test',
  fields: {
    description: { requiredFrom: 'open', why: 'So that others understand the deal.' },
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
      match: ['Opportunity', 'Proposal Sent', 'In Negotiation'],
      exit: [{ id: 'dear', title: 'Large enough', require: 'deal.amount > 1000000', why: 'Small deals cost as much.' }],
    },
  ],
  signals: [
    { id: 'silent', title: 'Silent for long', when: 'facts.daysSilent > 3', weight: 0.5, why: 'It costs deals.' },
  ],
  steps: ['Call them', 'Meet them', 'Write to them'].map((title, at) => ({
    id: `step-${at}`,
    title,
    why: 'It helps.',
    when: 'blank(deal.description) || deal.description == "TBD"',
    minutes: 5 + at,
    changes: [{ signal: 'silent' }],
    action: { task: { subject: title, due: 'P3D' } },
  })),
};

async function shot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
}

const stepRow = (panel: Frame, title: string) => panel.locator('.section ol > li').filter({ hasText: title });

/** Changes what the browser keeps under keys that begin so, as time would. */
async function inStorage(context: BrowserContext, start: string, change: string): Promise<void> {
  await context.serviceWorkers()[0]?.evaluate(
    async ({ start: first, change: code }) => {
      const all = await chrome.storage.local.get(null);
      for (const [key, value] of Object.entries(all)) {
        if (!key.startsWith(first)) continue;
        const kept = JSON.stringify(value);
        const [from = '', to = ''] = code.split(' => ');
        await chrome.storage.local.set({ [key]: JSON.parse(kept.replaceAll(new RegExp(from, 'g'), to)) });
      }
    },
    { start, change },
  );
}

test('a list that the CRM is still loading is not called empty', async ({ page, atomic }) => {
  await openPanel(page, atomic.dealUrl('1'));
  await page.goto('about:blank');
  await page.goto(atomic.dealUrl('1'));
  const panel = (await panelFrame(page)).locator('.panel');
  const said: string[] = [];
  const read = 'Senior contact on the deal'; // Atomic CRM asks for the contacts after the deal
  await expect
    .poll(
      async () => {
        said.push(await panel.innerText({ timeout: 1_000 }).catch(() => ''));
        return said.at(-1);
      },
      { intervals: [20] },
    )
    .toContain(read);
  expect(said.filter((text) => text.includes('No contact on the deal'))).toEqual([]);
});

test.describe('on a deal', () => {
  test('steps are put off, done or taken out by keyboard, offline too; undone; and the admin sees how often', async ({
    page,
    context,
    id,
    atomic,
    findFaults,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.since')).toContainText('Your first visit to this deal');
    const titles = panel.locator('.section ol > li .row-title');
    await expect(titles).toHaveText(['Call them', 'Meet them', 'Write to them']);

    // Put off until tomorrow, without a mouse and without a network.
    await context.setOffline(true);
    await stepRow(panel, 'Call them').locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Not now: Call them' }).focus();
    await page.keyboard.press('Enter');
    await shot(page, 'snooze');
    expect(await findFaults(panel)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(panel.locator('.said')).toContainText('Put off until');
    await expect(titles).toHaveText(['Meet them', 'Write to them']);
    await context.setOffline(false);

    // The way back has the focus, as the row has gone.
    await expect(panel.getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(titles).toHaveText(['Call them', 'Meet them', 'Write to them']);

    await stepRow(panel, 'Call them').locator('summary').first().click();
    await panel.getByRole('button', { name: 'Not now: Call them' }).click();
    await panel.getByRole('button', { name: 'Tomorrow' }).click();
    await stepRow(panel, 'Meet them').locator('summary').first().click();
    await panel.getByRole('button', { name: 'Done: Meet them' }).click();
    await expect(panel.locator('.unconfirmed')).toContainText('Marked done by you on');
    await expect(panel.locator('.unconfirmed')).toContainText('the CRM does not show it yet');
    await stepRow(panel, 'Write to them').locator('summary').first().click();
    await panel.getByRole('button', { name: 'Does not apply: Write to them' }).click();
    await panel.locator('.step-asked textarea').fill('They asked us not to.');
    await panel.locator('.step-asked').getByRole('button', { name: 'Does not apply' }).click();
    await expect(panel.locator('.section-note').filter({ hasText: 'nothing left to do' })).toBeVisible();
    await panel.getByText('2 steps set aside').click();
    await expect(panel.locator('.set-aside')).toContainText('They asked us not to.');
    await shot(page, 'steps');
    expect(await findFaults(panel)).toEqual([]);

    // A put-off step comes back by itself, and says so; what does not apply is taken back.
    await inStorage(context, 'steps:', '"until":"[^"]*" => "until":"2026-01-01"');
    await expect(stepRow(panel, 'Call them')).toContainText(/Back since (Jan 1, 2026|1 Jan 2026)/);
    await panel.getByRole('button', { name: 'Take back: Write to them' }).click();
    await expect(titles).toContainText(['Write to them']);

    const admin = await packPage(context, id);
    await admin.getByText('Suggested steps: what reps say').click();
    await expect(admin.getByRole('row', { name: /^Meet them/ })).toContainText('1');
    await admin.close();

    // Once the CRM shows what was asked for, what was marked done is settled.
    await page.bringToFront();
    await editInCrm(page, 'A portal for dealers');
    await expect(panel.getByText('1 done')).toBeVisible();
    await expect(panel.locator('.unconfirmed')).toHaveCount(0);
  });

  test('what moved since the last visit, pushes first; what a rule looked at; what a clock counts from', async ({
    page,
    context,
    id,
    atomic,
    findFaults,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.since')).toContainText('Your first visit');
    await expect(panel.locator('.clocks')).toContainText('counted from');

    await panel.locator('.row').filter({ hasText: 'Large enough' }).locator('summary').first().click();
    await panel.getByText('What it looked at').first().click();
    await expect(panel.locator('.values').first()).toContainText('Amount');

    // An hour later, nothing has moved.
    await expect.poll(() => kept(context, 'deal:')).toContain('"contacts":[{"name":"Elena Marchetti"');
    await inStorage(context, 'deal:', '"last":\\{"at":\\d+ => "last":{"at":1700000000000');
    await page.reload();
    const again = await panelFrame(page);
    await expect(again.locator('.since')).toContainText('Nothing changed since');

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.locator('input[name=expected_closing_date]').fill('2030-06-30');
    await page.locator('textarea[name=description]').fill('A portal for dealers');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(again.locator('.since')).toContainText(/Close date pushed by [\d,]+ days/);
    await expect(again.locator('.move').first()).toContainText('Close date');
    await shot(page, 'since');
    expect(await findFaults(again)).toEqual([]);
  });
});

async function editInCrm(page: Page, description: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.locator('textarea[name=description]').fill(description);
  await page.getByRole('button', { name: 'Save' }).click();
  await expectOnDeal(page, description);
}

/** What the browser keeps under keys that begin so, as text. */
async function kept(context: BrowserContext, start: string): Promise<string> {
  const text = await context.serviceWorkers()[0]?.evaluate(async (first) => {
    const all = Object.entries(await chrome.storage.local.get(null));
    return JSON.stringify(all.filter(([key]) => key.startsWith(first)));
  }, start);
  return text ?? '';
}
