import type { Edit } from '@/lib/domain/edits';
import type { LiveDeal } from '../blast/standing';
import type { DealRecord } from './record';

/** A deal as the background keeps it: as it stands, and its past. `open`: the CRM does not say that it is closed. */
export type RecordedDeal = LiveDeal & {
  record: DealRecord;
  open: boolean;
  /** What was written to it from here, and when; of writes that the CRM took. */
  writes: readonly { at: number; edits: readonly Pick<Edit, 'field' | 'to'>[] }[];
};

/** The same with the changes in it once. */
type SentDeal = Omit<RecordedDeal, 'history'> & { watchedSince: number | null };

/** Some deals as one text: it goes through the page to the worker, and the page does not take it apart. */
export function sentDeals(deals: readonly RecordedDeal[]): string {
  return JSON.stringify(
    deals.map(({ history, ...rest }): SentDeal => ({ ...rest, watchedSince: history.watchedSince })),
  );
}

/** What the background sent, of which it alone is the source. */
export function readDeals(text: string): RecordedDeal[] {
  return (JSON.parse(text) as SentDeal[]).map(({ watchedSince, ...rest }) => ({
    ...rest,
    history: { changes: rest.record.changes, watchedSince },
  }));
}
