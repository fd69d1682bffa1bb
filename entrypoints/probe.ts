import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { makeProbe } from '@/lib/crm/page/probe';

/** Started by the admin page in a CRM's tab while an adapter is made; calls follow in the same isolated world. */
export default defineUnlistedScript(() => {
  if (!('fairleadProbe' in globalThis)) Object.assign(globalThis, { fairleadProbe: makeProbe(document) });
});
