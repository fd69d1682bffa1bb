import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { ORCHARD_ORIGIN, orchardDeal, routeOrchard } from '../crms/made-up/serve.mjs';
import { expect, openPanel, packPage, test } from './support/fixtures';
import { giveHost } from './support/host-access';
import { ORCHARD_HOST } from './support/new-crm';
import { expectWritten, fillGap, save, showGaps } from './support/writing';

async function start(context: BrowserContext, id: string): Promise<Page> {
  await routeOrchard(context);
  await giveHost(context, id, ORCHARD_HOST);
  const crm = await context.newPage();
  await crm.goto(orchardDeal('17'));
  const admin = await packPage(context, id);
  await admin.getByLabel('Name of the CRM').fill('Orchard here');
  await admin.getByLabel('Address of a deal', { exact: true }).fill(orchardDeal('17'));
  await admin.getByLabel('Address of another deal').fill(orchardDeal('18'));
  await admin.getByRole('button', { name: 'Allow this site and start' }).click();
  await admin.getByLabel('Adapter in the making').waitFor();
  return admin;
}

/** Presses the button of a field, then clicks what the page shows for it, as the person would. */
async function pickByMouse(admin: Page, crm: Page, field: string, selector: string): Promise<void> {
  await admin.getByRole('button', { name: new RegExp(`^Pick.*${field}$`) }).click();
  await picking(crm);
  await crm.locator(selector).click();
}

/** Waits until the picker's marker is on the page. */
async function picking(crm: Page): Promise<void> {
  await expect.poll(() => crm.evaluate(() => document.documentElement.children.length)).toBe(3);
}

function crmPage(context: BrowserContext): Page {
  const page = context.pages().find((one) => one.url().includes('orchard'));
  if (!page) throw new Error('the CRM is not open');
  return page;
}

/** Points at two cells of a row of the list. */
async function pickList(context: BrowserContext, admin: Page): Promise<void> {
  const list = await context.newPage();
  await list.goto(`${ORCHARD_ORIGIN}/?desk=deals`);
  await admin.bringToFront();
  await admin.getByLabel('Address of the list').fill(`${ORCHARD_ORIGIN}/?desk=deals`);
  for (const [column, cell] of [
    ['Name', 'li[data-no="17"] a'],
    ['Amount', 'li[data-no="17"] [data-slot=worth]'],
  ] as const) {
    await admin.getByRole('button', { name: `${column} in a row` }).click();
    await picking(list);
    await list.locator(cell).click();
  }
  const read = admin.getByRole('group', { name: 'A list of deals' });
  await expect(read).toContainText('2 deals read');
  await expect(read).toContainText('17 · Press for Elm Farm · 48.500,00 €');
}

/** Points at what opens the form, at one control in it, and at what saves it. */
async function pickForm(admin: Page, crm: Page): Promise<void> {
  const point = async (part: string, selector: string): Promise<void> => {
    await admin.getByRole('button', { name: `Point at it ${part}` }).click();
    await picking(crm);
    await crm.locator(selector).click();
  };
  await point('Button that opens the form', '[data-do=change]');
  await crm.locator('[data-do=change]').click();
  await point('Control of Amount', 'input[name=worth]');
  await point('Save button', '[data-do=keep]');
  await point('Cancel button', '[data-do=leave]');
  await expect(admin.locator('[data-part=cancel] code')).toHaveText('[data-do="leave"]');
}

test.describe('adding a CRM by pointing', () => {
  test('each click says what is read and how it is found; the adapter reads, writes and can be saved', async ({
    context,
    id,
  }) => {
    test.setTimeout(120_000); // a whole adapter, picked one element after the other
    const admin = await start(context, id);
    const crm = crmPage(context);
    await expect(admin.getByLabel('Adapter in the making')).toContainText(String.raw`desk=deal&no=(?<id>\d+)`);
    await pickByMouse(admin, crm, 'Name', 'h1');
    await expect(admin.locator('[data-field=name]')).toContainText('Press for Elm Farm');
    await expect(admin.locator('[data-field=name] select')).toContainText('[data-slot="title"]');
    await pickByMouse(admin, crm, 'Amount', '[data-slot=worth]');
    await expect(admin.locator('[data-field=amount]')).toContainText('48.500,00 €');
    await pickByMouse(admin, crm, 'Stage', '[data-slot=phase]');
    await pickByMouse(admin, crm, 'Close date', 'dt:has-text("Expected by") + dd');
    await expect(admin.locator('[data-field=closeDate]')).toContainText('12.03.2027');
    await expect(admin.locator('[data-field=closeDate] select')).toContainText('by its visible label: Expected by');
    await admin.getByLabel('Numbers').selectOption(',');
    await admin.getByLabel('Dates').selectOption('dmy');
    await pickList(context, admin);
    await pickForm(admin, crm);

    const saved = admin.waitForEvent('download');
    await admin.getByRole('button', { name: 'Save it as a file' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('orchard-here.json');
    const text = readFileSync(await file.path(), 'utf8');
    const { read, write } = JSON.parse(text) as Adapter;
    expect(read.fields.amount).toEqual({ at: [{ css: '[data-slot="worth"]' }, { css: 'input[name="worth"]' }] });
    expect(read.rows?.[0]).toMatchObject({ rows: '[data-desk="deals"] li[data-no]', id: { value: '@data-no' } });
    expect(write?.page).toMatchObject({ open: '[data-do="change"]', numberFormat: 'locale' });

    await admin.getByRole('button', { name: 'Use this adapter…' }).click();
    await admin.getByRole('button', { name: 'Allow these pages and put it in' }).click();
    await expect(admin.locator('[data-crm=orchard-here]')).toContainText('reads the page');
    await showGaps(context, id, ['amount']);
    const panel = await openPanel(crm, orchardDeal('18'));
    await expect(panel.locator('.header-title')).toHaveText('Cider line');
    await fillGap(panel, 'Amount', '51000.5');
    await save(panel);
    await expectWritten(panel, '1 change saved in the CRM');
    await expect(crm.locator('[data-slot=worth]')).toHaveText('51000,5'); // as its form takes it, with the comma that was chosen;
  });

  test('works by keyboard, gives up at Escape, and the page hears nothing of the click', async ({ context, id }) => {
    const admin = await start(context, id);
    const crm = crmPage(context);
    await admin.getByRole('button', { name: 'Pick on the page Name' }).click();
    await picking(crm);
    await crm.keyboard.press('Escape');
    await expect.poll(() => crm.evaluate(() => document.documentElement.children.length)).toBe(2);
    await expect(admin.locator('[data-field=name]')).toContainText('not picked yet');

    await admin.getByRole('button', { name: 'Pick on the page Name' }).click();
    await picking(crm);
    await crm.keyboard.press('ArrowRight'); // from “Orchard” past the link to the title
    await crm.keyboard.press('ArrowRight');
    await crm.keyboard.press('Enter');
    await expect(admin.locator('[data-field=name]')).toContainText('Press for Elm Farm');

    await pickByMouse(admin, crm, 'Account', 'header strong');
    await expect(admin.locator('[role=status]').filter({ hasText: 'Account' })).toContainText('nothing lasting');
    await pickByMouse(admin, crm, 'Owner', 'header a');
    await expect(admin.locator('[data-field="owner.name"]')).toContainText('Deals');
    expect(crm.url()).toBe(orchardDeal('17')); // the link was not followed
  });

  test('two addresses that say nothing are refused in place', async ({ context, id }) => {
    const admin = await packPage(context, id);
    await admin.getByRole('button', { name: 'Allow this site and start' }).click();
    await expect(admin.getByRole('alert')).toContainText('Give the CRM a name');
    await admin.getByLabel('Name of the CRM').fill('X');
    await admin.getByLabel('Address of a deal', { exact: true }).fill(orchardDeal('17'));
    await admin.getByLabel('Address of another deal').fill('http://other.example/deal/1');
    await admin.getByRole('button', { name: 'Allow this site and start' }).click();
    await expect(admin.getByRole('alert')).toContainText('Second address: Only https');
  });
});
