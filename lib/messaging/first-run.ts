import { browser } from 'wxt/browser';

/**
 * Shows the first steps, once, to a person who has just installed us. Where an organisation did, its admin has chosen already;
 * and the build that is tried on this machine's own CRMs, known by their hosts, starts afresh each time.
 */
export async function showFirstRun(reason: string): Promise<void> {
  if (reason !== 'install' || isTrial(browser.runtime.getManifest().host_permissions ?? [])) return;
  const { installType } = await browser.management.getSelf();
  if (installType === 'admin') return;
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

/** A released build asks for one's own machine at most when an admin adds a CRM there. */
function isTrial(hosts: readonly string[]): boolean {
  return hosts.some((host) => host.startsWith('http:'));
}
