import type { BrowserContext, Page } from '@playwright/test';
import { ORCHARD, ORCHARD_ORIGIN } from '../../crms/made-up/serve.mjs';
import { expect, packPage } from './fixtures';

/** The match pattern of the made-up CRM. */
export const ORCHARD_HOST = `${ORCHARD_ORIGIN}/*`;

/** Chooses an adapter file in the admin page; returns the page. */
export async function chooseAdapter(context: BrowserContext, id: string, adapter: unknown): Promise<Page> {
  const admin = await packPage(context, id);
  await admin.getByLabel('Adapter file').setInputFiles({
    name: 'orchard.json',
    mimeType: 'application/json',
    buffer: Buffer.from(typeof adapter === 'string' ? adapter : JSON.stringify(adapter)),
  });
  return admin;
}

/** Puts the made-up CRM's adapter in, as an admin does; its host is allowed only if it was given before. */
export async function putInOrchard(context: BrowserContext, id: string, adapter: unknown = ORCHARD): Promise<Page> {
  const admin = await chooseAdapter(context, id, adapter);
  await admin.getByRole('button', { name: 'Allow these pages and put it in' }).click();
  await expect(admin.locator('[data-crm=orchard]')).toContainText('Orchard');
  return admin;
}
