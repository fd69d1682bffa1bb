import type { Change, Deal, Field, RowList } from './deal';
import { fieldOf } from './deal';
import type { History } from './facts';
import type { FieldKey, ListName } from './fields';
import { readMoment } from './calendar';
import { sameValue } from './same-value';

export type Readings = {
  /** What the page shows now. */
  page: Deal;
  /** What the CRM's API said last. */
  api: Deal;
  /** What the page showed when the API was asked; what the page has changed since then counts before an older answer. */
  before: Deal | null;
  /** Fields with edits in the CRM's own form that are not saved: there the page counts. */
  unsaved: readonly string[];
};

/** One deal of two readings: the API wins, the page fills, each value keeps its source. Rough values never stand before exact ones. */
export function mergeReadings({ page, api, before, unsaved }: Readings): Deal {
  const fields: Partial<Record<FieldKey, Field>> = {};
  for (const key of Object.keys({ ...page.fields, ...api.fields }) as FieldKey[]) {
    const newer = unsaved.includes(key) || (before !== null && movedSince(fieldOf(before, key), fieldOf(page, key)));
    fields[key] = mergeField(fieldOf(page, key), fieldOf(api, key), newer);
  }
  const lists: Partial<Record<ListName, RowList>> = {};
  for (const name of Object.keys({ ...page.lists, ...api.lists }) as ListName[]) {
    const list = mergeList(page.lists[name], api.lists[name]);
    if (list) lists[name] = list;
  }
  return { id: page.id, url: page.url, readAt: Math.max(page.readAt, api.readAt), fields, lists };
}

/** The history that was seen, with what the CRM itself keeps in place of it for the fields it keeps it of. */
export function withCrmHistory(
  seen: History,
  deal: Deal,
  changes: readonly Change[] | null,
  historyOf: readonly FieldKey[],
): History {
  if (changes === null) return seen;
  const covered = new Set<FieldKey>(historyOf);
  const all = [...seen.changes.filter((change) => !covered.has(change.field)), ...changes];
  const created = fieldOf(deal, 'createdAt');
  const moment = created.state === 'value' && typeof created.value === 'string' ? readMoment(created.value) : null;
  // From its creation on only when the CRM keeps what pushes and stage moves are counted by.
  const whole = covered.has('stage.label') && covered.has('closeDate');
  const since = whole && moment ? Math.min(moment.order, seen.watchedSince ?? Infinity) : seen.watchedSince;
  return { changes: all.toSorted((a, b) => a.seenAt - b.seenAt), watchedSince: since };
}

function mergeField(page: Field, api: Field, pageIsNewer: boolean): Field {
  if (api.state === 'unknown') return page.state === 'unknown' && page.reason === 'notCovered' ? api : page;
  if (page.state === 'unknown' || !pageIsNewer) return api;
  // The page may show in short what the API gave in full: only a real difference is news.
  if (page.state === 'value' && page.approximate && api.state === 'value' && sameValue(page, api)) return api;
  return page;
}

function movedSince(before: Field, now: Field): boolean {
  if (before.state === 'unknown' || now.state === 'unknown') return false;
  return before.state === 'value' && now.state === 'value' ? !sameValue(before, now) : before.state !== now.state;
}

function mergeList(page: RowList | undefined, api: RowList | undefined): RowList | undefined {
  if (!api || (api.state === 'unknown' && page && page.state === 'rows')) return page;
  return api;
}
