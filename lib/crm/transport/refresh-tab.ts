import { browser } from 'wxt/browser';
import type { ApiBlock } from '@/lib/crm/adapter-api-schema';

type Refresh = NonNullable<ApiBlock['refresh']>;

/** How the page took up what was written: by its own control, by an event, or not before the user reloads it. */
export type Refreshed = 'clicked' | 'event' | 'reload';

/** Asks the open page to show what was written over the API, in the CRM's own gentle way where it has one. */
export async function refreshTab(tabId: number, refresh: Refresh | undefined): Promise<Refreshed> {
  if (!refresh?.click && refresh?.event === undefined) return 'reload';
  const [done] = await browser.scripting
    .executeScript({
      target: { tabId, frameIds: [0] },
      func: refreshPage,
      args: [refresh.click ?? [], refresh.event ?? null],
    })
    .catch(() => []);
  return done?.result === 'clicked' || done?.result === 'event' ? done.result : 'reload';
}

/** Runs in the page: it must use nothing outside itself. */
export function refreshPage(click: readonly string[], event: string | null): Refreshed {
  for (const css of click) {
    const control = [...document.querySelectorAll<HTMLElement>(css)].find((each) => each.checkVisibility());
    if (!control) continue;
    control.click();
    return 'clicked';
  }
  if (event === null) return 'reload';
  window.dispatchEvent(new Event(event));
  return 'event';
}
