import type { BrowserContext, Page } from '@playwright/test';
import { fulfilWith } from '../crms/contract/kit/http.mjs';
import { startSalesforce } from '../crms/contract/salesforce/serve.mjs';
import { expect, openPanel, packPage, test } from './support/fixtures';
import { giveHost } from './support/host-access';

const TENANT = 'salesforce@https://acme.lightning.force.com';

/** The window that the browser opens for a sign-in. */
function signInWindow(context: BrowserContext): Promise<Page> {
  return context.waitForEvent('page', { predicate: (page) => !page.url().startsWith('chrome'), timeout: 30_000 });
}

test('signing in to Salesforce in the browser’s own window: refused, then allowed, then read over the API', async ({
  page,
  context,
  id,
  lightning,
}) => {
  const server = await startSalesforce({ deals: 3, asks: true });
  await context.route('https://acme.my.salesforce.com/**', fulfilWith(server.handle));
  await giveHost(context, id, 'https://acme.my.salesforce.com/*');
  const fixture = await lightning('synthetic');
  await openPanel(page, fixture.recordUrl('006000000000001AAA'));
  const admin = await packPage(context, id);
  const tenant = admin.locator(`[data-tenant="${TENANT}"]`);
  await expect(tenant).toContainText('page only');
  await tenant.getByText('Sign in for more than the page shows').click();
  await tenant.getByLabel('Client id of your app in the CRM').fill(server.clientId);

  const answer = async (button: 'Allow' | 'Deny'): Promise<void> => {
    const opened = signInWindow(context);
    await tenant.getByRole('button', { name: 'Sign in', exact: true }).click();
    const window = await opened;
    await expect(window.getByRole('heading')).toHaveText('Allow Access?');
    await window.getByRole('button', { name: button }).click();
  };
  await answer('Deny');
  await expect(tenant.getByRole('alert')).toBeVisible();
  await expect(tenant).toContainText('page only');
  await answer('Allow');
  await expect(tenant).toContainText('connected: all fields');
  await server.close();
});
