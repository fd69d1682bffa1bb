import type { Frame, Locator, Page } from '@playwright/test';
import { expect, openPanel, panelFrame, putInPack, test } from './support/fixtures';
import { expectWritten, press, save } from './support/writing';

test.setTimeout(240_000); // each test saves and takes back several times, with the CRM's own waiting times

const due = (extra: object = {}): object => ({
  requiredFrom: 'open',
  why: 'The test asks for it.',
  valid: 'false',
  ...extra,
});
const own = (label: string, name: string): object => due({ label, type: 'text', crm: { salesforce: name } });

/** Every kind of control that a Lightning record page has. */
const PACK = {
  fairlead: 1,
  id: 'lightning-write-test',
  version: 1,
  title: 'Write test',
  fields: {
    amount: due(),
    closeDate: due(),
    nextStep: due(),
    type: due(),
    description: due(),
    security_review: own('Security review', 'Security_Review__c'),
    legal_approved: own('Legal approved', 'Legal_Approved__c'),
  },
  stages: [
    { id: 'open', title: 'Open', match: ['Qualification', 'Parking lot', 'Proposal/Price Quote'], exit: [] },
    { id: 'negotiation', title: 'Negotiation', match: ['Negotiation/Review'], exit: [] },
  ],
};

/** Page layout and Dynamic Forms, each in one of the two shadows, for users of two locales. */
const PAGES = [
  {
    variant: 'synthetic',
    locale: 'de',
    id: '006000000000001AAA',
    stage: 'Qualification',
    description: 'Two sites, 200 seats',
  },
  {
    variant: 'native',
    locale: 'ja',
    id: '006000000000002AAA',
    stage: 'Proposal/Price Quote',
    description: 'Second phase of the data platform.',
  },
] as const;

async function move(panel: Frame): Promise<void> {
  await panel.getByRole('button', { name: 'Move to Negotiation' }).click();
  await press(panel, 'Save to the CRM');
}

const REFUSED = '006000000000006AAA';

/** What the page shows of any of its fields. */
const shown = (page: Page, text: string): Locator =>
  page.locator('[data-output-element-id]').filter({ hasText: text }).first();

const fillGap = (panel: Frame, label: string, text: string): Promise<void> =>
  panel.getByLabel(label, { exact: true }).fill(text);

const tags = (panel: Frame): Promise<string[]> => panel.locator('.gap .tag').allTextContents();

async function shot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
}

for (const { variant, locale, id: record, stage, description } of PAGES) {
  // One visit after another on one page: each opening of a Lightning page costs as much as what is looked at there.
  test(`Salesforce in ${variant} shadow, ${locale}: what is written is proved and taken back, what is refused is said`, async ({
    page,
    context,
    id,
    lightning,
  }) => {
    await (await putInPack(context, id, PACK)).close();
    const fixture = await lightning(variant);
    const panel = await openPanel(page, `${fixture.recordUrl(record)}?locale=${locale}&delay=60`);
    await test.step('every kind of control is filled, proved and taken back', async () => {
      // Which fields could not be read is said if one is missing.
      const gaps = panel.locator('.gap');
      await expect.poll(async () => ((await gaps.count()) === 7 ? '' : panel.locator('.see').innerText())).toBe('');
      const before = await tags(panel);
      await fillGap(panel, 'Amount', '52500');
      await fillGap(panel, 'Close date', '2027-03-31');
      await fillGap(panel, 'Next step', 'Meet the board');
      await fillGap(panel, 'Type', 'Existing Customer - Downgrade');
      await fillGap(panel, 'Description', 'One line instead of two');
      await fillGap(panel, 'Security review', 'Passed – with "conditions"');
      await fillGap(panel, 'Legal approved', 'true');
      await save(panel);
      await expectWritten(panel, '7 changes saved in the CRM');
      await expect(panel.locator('.fix .notice')).not.toContainText('the CRM now shows');
      await expect(shown(page, 'Existing Customer - Downgrade')).toBeVisible();
      await expect(shown(page, 'Passed – with "conditions"')).toBeVisible();
      await press(panel, 'Undo');
      await expectWritten(panel, 'put back as they were');
      await expect.poll(() => tags(panel)).toEqual(before);
      await expect(shown(page, description)).toBeVisible();
    });

    await test.step('what is refused is said beside its field in the CRM’s words', async () => {
      const gap = (label: string): Locator => panel.locator('.gap').filter({ hasText: label });
      const refused = async (label: string, text: string, words: string): Promise<void> => {
        await fillGap(panel, label, text);
        await save(panel);
        await expect(gap(label).locator('.problem')).toContainText(words, { timeout: 25_000 });
      };
      const discard = (): Promise<void> => panel.getByRole('button', { name: 'Discard' }).click();
      await refused('Type', '"]<img src=x>', 'no such choice. It offers: --None--, Existing Customer - Upgrade');
      await discard();
      await refused('Legal approved', 'perhaps', 'It offers: true, false');
      await discard();
      await refused('Close date', '2020-01-31', 'The close date lies too far back.');
      await shot(page, `lightning-refused-${variant}`);
      await expect(gap('Close date').locator('input')).toHaveValue('2020-01-31');
      await expect(page.locator('button[name=SaveEdit]')).toHaveCount(0);
      await discard();
    });

    await test.step('a stage moves along the path, and where there is none', async () => {
      const header = panel.locator('.header');
      const back = async (): Promise<void> => {
        await press(panel, 'Undo');
        await expectWritten(panel, 'put back as they were');
        await expect(header).toContainText(stage);
        await expect(shown(page, stage)).toBeVisible();
      };
      await move(panel);
      await expectWritten(panel, '1 change saved in the CRM');
      await expect(header).toContainText('Negotiation/Review');
      await expect(shown(page, 'Negotiation/Review')).toBeVisible();

      await back();
      await page.locator('runtime_sales_pathassistant-path').evaluate((path) => path.setAttribute('hidden', ''));
      await move(panel);
      await expectWritten(panel, '1 change saved in the CRM');
      await expect(shown(page, 'Negotiation/Review')).toBeVisible();
      await back();
    });

    await test.step('what refuses a stage is said: the org lets no deal without a budget into negotiation', async () => {
      await page.goto(`${fixture.recordUrl(REFUSED)}?delay=60`);
      const other = await panelFrame(page);
      await move(other);
      await expectWritten(other, 'Nobody negotiates without a budget.');
      await expect(shown(page, 'Parking lot')).toBeVisible();
      await shot(page, `lightning-path-${variant}`);
    });
  });
}
