export type { PutOff } from '@/lib/assess/alerts/alerts-between';
export type { QuietRule } from '@/lib/assess/alerts/quiet';
export type { TrackRecord } from '@/lib/assess/review/track-record';
import type { QueueView } from '@/lib/assess/queue/queue-view';
import type { Me } from '@/lib/domain/me';
import type { QueueProgress } from '@/lib/cache/queue-cache';

/** The queue of one tenant, for the pages that show it. */
export type QueueAnswer = QueueView & {
  tenant: string;
  /** Whose deals these are, and how that is known; null: nobody has said. */
  me: { who: Me; from: 'rep' | 'signIn' } | null;
  /** The rules that the deals were checked by; null without any. */
  packTitle: string | null;
  /** Deals that are kept of this tenant, closed ones too: none means that nothing was read yet. */
  kept: number;
  /** What is being judged; the rows are then not complete. */
  progress: QueueProgress | null;
};

/** What is known of one deal on screen: nothing (null), or what is due on it. */
export type OnScreen = {
  dealId: string;
  name: string;
  gaps: readonly string[];
  steps: number;
  checked: boolean;
} | null;
