import { LOOK, type FrameLook } from '@/lib/crm/page-port';
import { leaveForPages } from './for-pages';

/**
 * Leaves how the frame is to look on the next deal page: what the panel has painted is then on screen at once, and not when the
 * page's busy main thread has made the frame large enough.
 */
export function writeLook(look: FrameLook): Promise<void> {
  return leaveForPages({ [LOOK]: look });
}
