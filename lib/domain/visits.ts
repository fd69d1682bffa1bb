import { fieldOf, type Deal } from './deal';
import type { FieldKey } from './fields';
import { textOf } from './text-of';

/** What a deal held when it was last looked at. */
export type Seen = {
  /** ms */
  at: number;
  /** Each field's last reading that was not unknown. */
  fields: Deal['fields'];
  /** Names and roles of all contacts; null where not all of them were shown. */
  contacts: readonly { name: string; role: string }[] | null;
};

/** The last look at a deal, and the last one of the visit before; null when that was the first visit. */
export type Visits = { last: Seen; before: Seen | null };

/** Looks nearer to each other than this are one visit: going to the list and back is not coming back. */
const ONE_VISIT_MS = 30 * 60_000;

/** The visits once this reading was seen. */
export function visitsAfter(kept: Visits | null, deal: Deal): Visits {
  if (kept !== null && deal.readAt < kept.last.at) return kept; // a late report
  const last = seenIn(deal, kept?.last ?? null);
  return { last, before: kept === null ? null : lastVisit(kept, deal.readAt) };
}

/** What the deal held at the end of the visit before the one that goes on at `now` (ms); null on the first visit. */
export function lastVisit(kept: Visits | null, now: number): Seen | null {
  if (kept === null) return null;
  return now - kept.last.at > ONE_VISIT_MS ? kept.last : kept.before;
}

function seenIn(deal: Deal, earlier: Seen | null): Seen {
  const known = (Object.keys(deal.fields) as FieldKey[]).filter((key) => fieldOf(deal, key).state !== 'unknown');
  const fields = { ...earlier?.fields, ...Object.fromEntries(known.map((key) => [key, fieldOf(deal, key)])) };
  return { at: deal.readAt, fields, contacts: peopleOf(deal) ?? earlier?.contacts ?? null };
}

/** Names and roles of all contacts of a deal; null where not all are shown, or one has no readable name. */
export function peopleOf(deal: Deal): Seen['contacts'] {
  const list = deal.lists.contacts;
  if (list?.state !== 'rows' || !list.complete) return null;
  const people = list.rows.map((row) => ({ name: textOf(row['name']), role: textOf(row['role']) }));
  return people.some(({ name }) => name === '') ? null : people;
}
