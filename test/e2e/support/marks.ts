import type { BrowserContext, Page } from '@playwright/test';

export type SeenMark = {
  field: string;
  shown: boolean;
  x: number;
  y: number;
  name: string;
  tip: boolean;
  pointed: boolean;
};

/**
 * The marks on a page. Their root is closed: nothing in the page and no test locator reaches in, so they are read in the
 * extension's own world, which the browser lets look.
 */
export async function marksOn(context: BrowserContext, page: Page): Promise<SeenMark[]> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${new URL(url).origin}/*` });
    const [found] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      func: () =>
        [...document.documentElement.children].flatMap((host) => {
          const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
          return [...(root?.querySelectorAll<HTMLElement>('.mark') ?? [])].map((mark) => {
            const { x, y } = mark.getBoundingClientRect();
            const tip = mark.querySelector('.tip');
            return {
              field: mark.dataset['field'] ?? '',
              shown: mark.checkVisibility({ visibilityProperty: true }),
              x: x + 12,
              y: y + 12,
              name: mark.querySelector('button')?.getAttribute('aria-label') ?? '',
              tip: tip?.checkVisibility() ?? false,
              pointed: mark.classList.contains('pointed'),
            };
          });
        }),
    });
    return found?.result ?? [];
  }, page.url());
}

/** The fields whose marks are to be seen. */
export async function markedFields(context: BrowserContext, page: Page): Promise<string[]> {
  return (await marksOn(context, page)).flatMap(({ field, shown }) => (shown ? [field] : []));
}
