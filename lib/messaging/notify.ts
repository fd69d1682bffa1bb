import { browser } from 'wxt/browser';
import type { AlertRow } from '@/lib/store/alerts';

const PREFIX = 'alert ';

/** Shows an alert as the browser's own notification; nothing where the rep has not allowed that: it then stands in the panel alone. */
export async function notify({ tenant, dealId, name }: AlertRow, text: string): Promise<void> {
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  const iconUrl = browser.runtime.getURL('/icons/128.png');
  const id = PREFIX + JSON.stringify([tenant, dealId]);
  await browser.notifications.create(id, { type: 'basic', iconUrl, title: name, message: text });
}

/** Calls back with the deal of a notification that was clicked; the permission may come later, and the listener with it. */
export function onNotificationClick(open: (tenant: string, dealId: string) => void): void {
  const clicked = (id: string): void => {
    if (!id.startsWith(PREFIX)) return;
    const [tenant, dealId] = JSON.parse(id.slice(PREFIX.length)) as [string, string]; // made above
    void browser.notifications.clear(id);
    open(tenant, dealId);
  };
  const listen = (): void => {
    if (browser.notifications && !browser.notifications.onClicked.hasListener(clicked))
      browser.notifications.onClicked.addListener(clicked);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
