import type { BrowserContext, Page } from '@playwright/test';
import { ORCHARD, ORCHARD_ORIGIN, orchardDeal, routeOrchard } from '../crms/made-up/serve.mjs';
import { expect, openPanel, packPage, test } from './support/fixtures';
import { giveHost } from './support/host-access';
import { ORCHARD_HOST, putInOrchard } from './support/new-crm';

const TOKEN = 'pat-4f3c-very-secret-8a21';
const TENANT = `orchard@${ORCHARD_ORIGIN}`;

/** The made-up CRM with an API that wants a token. */
const WITH_API = {
  ...ORCHARD,
  custom: ORCHARD.custom,
  api: {
    envelope: 'rest',
    id: String.raw`\d+`,
    ways: [
      {
        id: 'key',
        title: 'API key',
        base: { kind: 'page', path: '/api' },
        calls: 'background',
        auth: { kind: 'token', headers: { authorization: 'Bearer {token}' } },
        setup: true,
      },
      {
        id: 'oauth',
        title: 'Sign in with Orchard',
        base: { kind: 'page', path: '/api' },
        calls: 'background',
        auth: {
          kind: 'oauth',
          headers: { authorization: 'Bearer {token}' },
          authorize: '{origin}/oauth/authorize',
          token: '{origin}/oauth/token',
          secret: 'body',
          scopes: ['deals'],
        },
        setup: true,
      },
    ],
    record: { steps: [{ method: 'GET', path: '/deals/{id}' }], select: [], id: 'no', fields: {} },
  },
};

/** A deal of the made-up CRM was seen, so that its tenant is known. */
async function seen(page: Page, context: BrowserContext, id: string): Promise<Page> {
  await routeOrchard(context);
  await giveHost(context, id, ORCHARD_HOST);
  await putInOrchard(context, id, WITH_API);
  const panel = await openPanel(page, orchardDeal('17'));
  await expect(panel.locator('.header-title')).toHaveText('Press for Elm Farm');
  await expect.poll(async () => (await storedKeys(context)).some((key) => key.includes(TENANT))).toBe(true);
  await page.close(); // what is read later is not part of this
  const admin = await packPage(context, id);
  await admin.locator(`[data-tenant="${TENANT}"]`).waitFor();
  return admin;
}

/** In the worker: what the review page last showed of another CRM, beside which this one could be chosen. */
function lookAtAnother(): Promise<void> {
  const shown = { tenants: [{ tenant: 'orchard@https://deals.orchard.example' }] };
  return chrome.storage.local.set({ 'look:review:other@https://other.example': { at: 1, form: '', shown } });
}

function storedKeys(context: BrowserContext): Promise<string[]> {
  return inWorker(context, async () => Object.keys(await chrome.storage.local.get(null)));
}

async function inWorker<Result>(context: BrowserContext, work: () => Promise<Result>): Promise<Result> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return worker.evaluate(work);
}

/** All that the browser's storage of ours holds, as one text. */
function stored(context: BrowserContext): Promise<string> {
  return inWorker(context, async () =>
    JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
  );
}

test.describe('signing in with a token', () => {
  test('connects, and the token is in no storage, page or console (T32); disconnecting ends it', async ({
    page,
    context,
    id,
  }) => {
    const said: string[] = [];
    context.on('console', (message) => said.push(message.text()));
    const admin = await seen(page, context, id);
    const tenant = admin.locator(`[data-tenant="${TENANT}"]`);
    await expect(tenant).toContainText('page only');
    await tenant.getByText('Sign in for more than the page shows').click();
    await tenant.getByRole('button', { name: 'Save the token' }).click();
    await expect(tenant.getByRole('alert')).toContainText('Paste the token');
    // Of a CRM that gives nobody tokens without its app's secret; no sign-in window opens where there is no screen.
    await tenant.getByLabel('Client id').fill('orchard-app');
    await tenant.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(tenant.getByRole('alert').filter({ hasText: 'Enter the client secret' })).toBeVisible();
    await tenant.getByLabel('Its client secret').fill(TOKEN);
    await tenant.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(tenant.getByText('The sign-in window was closed, or could not be opened.')).toBeVisible();
    await expect(tenant.getByLabel('Its client secret')).toHaveValue('');
    await tenant.getByLabel('Token').fill(TOKEN);
    await tenant.getByRole('button', { name: 'Save the token' }).click();
    await expect(tenant).toContainText('connected: all fields');

    expect(await stored(context)).not.toContain(TOKEN);
    expect(await admin.content()).not.toContain(TOKEN);
    const values = await admin
      .locator('input')
      .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).value));
    expect(values.join(' ')).not.toContain(TOKEN);
    expect(said.join('\n')).not.toContain(TOKEN);
    await admin.reload();
    await expect(tenant).toContainText('connected: all fields');
    expect(await admin.content()).not.toContain(TOKEN);

    await tenant.getByRole('button', { name: 'Disconnect' }).click();
    await expect(tenant).toContainText('page only');
  });
});

test.describe('forgetting', () => {
  test('a tenant deletes all that is stored of it, after a second word', async ({ page, context, id }) => {
    const admin = await seen(page, context, id);
    const tenant = admin.locator(`[data-tenant="${TENANT}"]`);
    await expect(tenant).toContainText('1 deal stored');
    await inWorker(context, lookAtAnother);
    await tenant.getByRole('button', { name: 'Forget deals.orchard.example…' }).click();
    await tenant.getByRole('button', { name: 'Keep it' }).click();
    await tenant.getByRole('button', { name: 'Forget deals.orchard.example…' }).click();
    await tenant.getByRole('button', { name: 'Delete everything stored' }).click();
    await expect(tenant).toHaveCount(0);
    expect(await stored(context)).not.toContain(TENANT);
    await expect(admin.locator('[data-crm=orchard]')).toContainText('reads the page');
  });

  test('everything leaves the extension as new: no CRM added, no host allowed, the bundled pack', async ({
    page,
    context,
    id,
  }) => {
    const admin = await seen(page, context, id);
    await admin.getByRole('button', { name: 'Forget everything…' }).click();
    await admin.getByRole('button', { name: 'Delete everything now' }).click();
    await expect(admin.getByText('Everything is deleted')).toBeVisible();
    await expect(admin.locator('[data-crm=orchard]')).toHaveCount(0);
    await expect(admin.locator('.facts')).toContainText('meddpicc');
    expect(await stored(context)).not.toContain('orchard');
    const allowed = await inWorker(context, () =>
      chrome.permissions.contains({ origins: ['https://deals.orchard.example/*'] }),
    );
    expect(allowed).toBe(false);
  });
});

test.describe('a CRM on a firm’s own server', () => {
  test('is recognised by a deal’s address, works once allowed, and can be taken out', async ({ page, context, id }) => {
    // A page that is nothing like Atomic CRM's: only where it is followed counts here.
    await routeOrchard(context, 'https://crm.acme.example');
    await giveHost(context, id, 'https://crm.acme.example/*');
    const admin = await packPage(context, id);
    await admin.getByLabel('Address of a deal in it').fill('https://crm.acme.example/#/deals/7/show');
    await expect(admin.getByLabel('CRM', { exact: true })).toHaveValue('atomic-crm');
    await admin.getByRole('button', { name: 'Allow and connect' }).click();
    const card = admin.locator('[data-crm=atomic-crm]');
    await expect(card).toContainText('https://crm.acme.example/');
    await page.goto('https://crm.acme.example/#/deals/7/show');
    const panels = (): number => page.frames().filter((frame) => frame.url().includes('/panel.html')).length;
    await expect.poll(panels).toBe(1);
    await card.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(panels).toBe(0);
  });

  test('an address that is none, or not safe, says so beside the field', async ({ context, id }) => {
    const admin = await packPage(context, id);
    const form = admin.locator('form').filter({ hasText: 'on your own server' });
    await form.getByRole('button', { name: 'Allow and connect' }).click();
    await expect(form.getByRole('alert')).toContainText('Write the address');
    await form.getByLabel('Address of a deal in it').fill('http://crm.acme.example/');
    await form.getByRole('button', { name: 'Allow and connect' }).click();
    await expect(form.getByRole('alert')).toContainText('Only https');
  });
});

test.describe('the settings page', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility fault and no sideways scrolling, ${colorScheme}`, async ({
      page,
      context,
      id,
      findFaults,
    }) => {
      const admin = await seen(page, context, id);
      await admin.emulateMedia({ colorScheme });
      await admin.locator(`[data-tenant="${TENANT}"] summary`).click();
      for (const width of [400, 1280]) {
        await admin.setViewportSize({ width, height: 900 });
        expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await findFaults(admin.mainFrame())).toEqual([]);
        const picture = process.env['FAIRLEAD_PICTURES'];
        if (picture) await admin.screenshot({ path: `${picture}/admin-${colorScheme}-${width}.png`, fullPage: true });
      }
    });
  }
});
