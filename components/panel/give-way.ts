import type { Position } from '@/lib/crm/page-port';
import type { PageLink } from '@/lib/messaging/page-link';
import type { Marks } from '@/lib/queries/use-marks';

type Place = { link: PageLink; position: Position | undefined; fold: () => void };

/** For the page to have moved the frame before it is looked at again, and how often: a busy page takes its time. */
const MOVED_MS = 100;
const LOOKS = 8;

/**
 * Shows a field of the page also where the panel lies over it: the panel goes to the other side of the window until the page is loaded
 * anew, and where that side covers the field too, it folds.
 */
export function givingWay(marks: Marks, { link, position, fold }: Place): Marks {
  return {
    ...marks,
    reach: async (field) => {
      const reached = await marks.reach(field);
      if (reached !== 'covered' || position === undefined) return reached;
      link.place({ ...position, side: position.side === 'right' ? 'left' : 'right' });
      for (let looks = 0; looks < LOOKS; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, MOVED_MS));
        if ((await marks.reach(field)) !== 'covered') return 'shown';
      }
      link.place(position);
      fold();
      return 'shown';
    },
  };
}
