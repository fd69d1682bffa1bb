import type { ReadPlan } from '@/lib/crm/adapter-schema';
import type { Picked } from '@/lib/crm/pick/picked';
import type { RawField, RawRow } from '@/lib/domain/raw-reading';
import { pick } from './picker';
import { openPane, readPane } from './read';
import { readRows } from './read-rows';

/** What the admin page asks of a CRM's tab while an adapter is made. */
export type Probe = {
  /** Lets the person pick an element; a pick that is under way is given up. */
  pick: (label: string) => Promise<Picked | null>;
  cancel: () => void;
  /** What each plan reads now; null where the record is not on screen by it. */
  read: (plans: readonly ReadPlan[], id: string) => (Record<string, RawField> | null)[];
  /** The deals that each plan reads from a list now; null where it shows none. */
  readRows: (plans: readonly ReadPlan[]) => (RawRow[] | null)[];
};

/** Makes the probe of a document. */
export function makeProbe(document: Document): Probe {
  let picking = new AbortController();
  const cancel = (): void => picking.abort();
  return {
    cancel,
    pick: (label) => {
      cancel();
      picking = new AbortController();
      document.defaultView?.focus();
      return pick(document, label, picking.signal);
    },
    readRows: (plans) => plans.map((plan) => readRows(plan, document)?.rows ?? null),
    read: (plans, id) =>
      plans.map((plan) => {
        try {
          const pane = openPane(plan, document, id);
          return pane ? readPane(plan, pane).fields : null;
        } catch {
          return null; // a selector that the browser does not know
        }
      }),
  };
}
