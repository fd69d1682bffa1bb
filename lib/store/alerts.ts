import type { Alert } from '@/lib/domain/alerts';

/**
 * An alert from when it was raised on. `shownOn`: the calendar day on which it took one of the day's places; null while it
 * waits. `actedAt`: when what raised it was gone; `goneAt`: when it left without having been shown.
 */
export type AlertRow = Alert & {
  key?: number;
  tenant: string;
  raisedAt: number;
  shownOn: string | null;
  shownAt: number | null;
  actedAt: number | null;
  goneAt: number | null;
};
