import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, startBrowser, test, watchFaults } from './support/fixtures';
import { saveByKeyboard, soon, tabTo } from './support/keyboard';

test.setTimeout(120_000);

/** As it is released: only the build that is tried on this machine's own CRMs opens nothing by itself. */
const RELEASED = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

/** One for each field: what says the same in two of them is doubtful. */
const ANSWERS = [
  'Counting falls from three shifts to one',
  'Battery life, then price, then service',
  'Ines tests two devices, Paul signs in December',
  'Paul asked for three references of this size',
  'The contract goes through procurement in Lille',
];

/** Fills the gap that has the focus: takes what is proposed, else types. Enter moves on. */
async function fillFocused(page: Page, answer: string): Promise<void> {
  const { type, proposed } = await page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement;
    return { type: at.type, proposed: at.closest('.control')?.querySelector('.proposal') !== null };
  });
  if (!proposed) await page.keyboard.type(type === 'date' ? soon() : answer);
  await page.keyboard.press('Enter');
}

const openGaps = (page: Page) => page.locator('.sample-panel .rows > .gap:not(details .gap)');

test('after install the first steps lead by keyboard alone to a sample deal, on which everything is fixed by keyboard alone', async () => {
  const context = await startBrowser(RELEASED);
  const faults = watchFaults(context);
  const isWelcome = (each: Page): boolean => each.url().endsWith('/welcome.html');
  const page = context.pages().find(isWelcome) ?? (await context.waitForEvent('page', { predicate: isWelcome }));
  await page.bringToFront();
  page.setDefaultTimeout(15_000);

  await page.locator('.welcome').waitFor();
  await tabTo(page, 'Address of a deal in your CRM');
  await page.keyboard.type('app.hubspot.com/contacts/1/record/0-3/2');
  await expect(page.getByText('HubSpot is ready')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('https://crm.example.com/sales/leads/7');
  await expect(page.getByLabel('Which CRM', { exact: true })).toBeVisible(); // a firm's own server is connected with the popup's form
  await tabTo(page, 'Next');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Which rules' })).toBeFocused();
  await expect(page.getByRole('radio', { name: 'MEDDPICC' })).toBeChecked();
  await tabTo(page, '[type=radio]');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Deals are checked by MEDDIC now.')).toBeVisible();
  await tabTo(page, 'Next');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'What stays in this browser' })).toBeFocused();
  await tabTo(page, 'Try a sample deal');
  await page.keyboard.press('Enter');
  await expect(openGaps(page).first()).toBeVisible();

  const before = await page.locator('.sample-form [data-field=nextStep]').inputValue();
  await fixAll(page);
  await expect(page.locator('.sample-form [data-field=nextStep]')).not.toHaveValue(before);
  await tabTo(page, 'Undo', 'Shift+Tab');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Enter');
  await expect(page.locator('.sample-form [data-field=nextStep]')).toHaveValue(before);

  expect(await storedDeals(context), 'what the background keeps of the sample').toBe(0);
  await context.close();
  expect(faults).toEqual([]);
});

/** Every gap that is due, from the first control to the saved change, without a mouse. */
async function fixAll(page: Page): Promise<void> {
  await tabTo(page, '.gap .input');
  const count = await openGaps(page).locator('.input').count();
  expect(count).toBeGreaterThan(3);
  for (let at = 0; at < count; at += 1) await fillFocused(page, ANSWERS[at % ANSWERS.length] ?? '');
  await expect(page.locator('.what-if')).toContainText(/\d+ points?/); // before anything is saved
  await tabTo(page, '.gap .input', 'Shift+Tab'); // the last Enter went on to the button
  await saveByKeyboard(page, page.mainFrame());
  await expect(page.locator('.fix .notice')).toContainText(/\d+ changes saved/);
  await expect(openGaps(page), 'gaps that are left').toHaveText([]);
}

async function storedDeals(context: BrowserContext): Promise<number> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  return worker.evaluate(async () => {
    const open = indexedDB.open('fairlead');
    const database = await new Promise<IDBDatabase>((resolve) => {
      open.addEventListener('success', () => resolve(open.result));
    });
    const stores = ['deals', 'snapshots', 'changes', 'assessments', 'writes', 'disputes'];
    const change = database.transaction(stores);
    const counts = stores.map(
      (store) =>
        new Promise<number>((resolve) => {
          const asked = change.objectStore(store).count();
          asked.addEventListener('success', () => resolve(asked.result));
        }),
    );
    const all = await Promise.all(counts);
    database.close();
    return all.reduce((sum, each) => sum + each, 0);
  });
}
