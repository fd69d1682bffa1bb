import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { formFiller } from '@/lib/crm/page/form/filler';
import { FILLER } from '@/lib/crm/write/form-messages';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { [FILLER]: formFiller(document, Date.now) });
});
