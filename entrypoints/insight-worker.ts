import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serve } from '@/lib/insight-worker/serve';

/** The insight page's worker: what takes long is done here, off the page's own thread. */
export default defineUnlistedScript(() => serve(self));
