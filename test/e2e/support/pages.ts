import type { BrowserContext, Page } from '@playwright/test';
import { pageRoutes } from '../../crms/pages/serve.mjs';

type Crm = Parameters<typeof pageRoutes>[0];
export type CrmPages = ReturnType<typeof pageRoutes>;

/** Serves a CRM's page fixture at its true origin, with its own deals or these. */
export async function servePages(
  context: BrowserContext,
  crm: Crm,
  deals?: () => readonly object[],
): Promise<CrmPages> {
  const pages = pageRoutes(crm, deals);
  await context.route(`${pages.origin}/**`, (route) => route.fulfill(pages.respond(route.request().url())));
  return pages;
}

/** Moves inside the page, as the CRM's own links do. */
export async function go(page: Page, url: string): Promise<void> {
  await page.evaluate((href) => {
    (window as unknown as { fixture: { go: (to: string) => void } }).fixture.go(href);
  }, url);
}
