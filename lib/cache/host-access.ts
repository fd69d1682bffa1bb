import { browser } from 'wxt/browser';

/**
 * Asks for leave to read an address's host; call it in answer to a click. A refusal is not an error: a server that lets
 * everybody read its files (CORS) needs no leave.
 */
export async function hostAccess(address: string): Promise<void> {
  if (!URL.canParse(address)) return;
  const { protocol, hostname } = new URL(address);
  await browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] }).catch(() => false);
}
