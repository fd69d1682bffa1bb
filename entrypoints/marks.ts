import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageMarks } from '@/lib/crm/page/marks/marks';
import { MARKS } from '@/lib/crm/mark-messages';

/** Put into a page by the background once a deal there has gaps; calls follow in the same isolated world. */
export default defineUnlistedScript(() => {
  const tell = (message: unknown): void => void browser.runtime.sendMessage(message).catch(() => undefined);
  const isAlive = (): boolean => browser.runtime?.id !== undefined;
  Object.assign(globalThis, { [MARKS]: pageMarks({ document, tell, isAlive }) });
});
