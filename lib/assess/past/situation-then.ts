import { dateOfMs } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import type { Change, Deal, Field, RowList } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import type { FieldKey } from '@/lib/domain/fields';
import { doneOf, isAhead } from '@/lib/domain/list-facts';
import { coveredSince, type DealRecord } from './record';

/** A deal and what came before it, as known at one moment. */
export type Then = { deal: Deal; history: History; clock: Clock };

/**
 * Fields that a CRM fills when the deal is made and hardly anyone changes: read later, they are taken to have been so from the
 * start. Nothing that moves as a deal goes is among them; what gives the answer away all the same is dropped by the fit.
 */
const FROM_THE_START: ReadonlySet<string> = new Set<FieldKey>([
  'createdAt',
  'leadSource',
  'type',
  'pipeline',
  'account.id',
  'account.name',
  'account.industry',
  'account.region',
]);

/**
 * The deal as it was known at `at`: the last reading before, with the changes since; before the first reading, what the
 * changes tell of it. Whatever was seen later only is unknown. Null when there was nothing yet, not even the deal.
 */
export function situationThen(record: DealRecord, at: number): Then | null {
  const today = dateOfMs(at);
  const [first] = record.snapshots;
  if (today === null || first === undefined) return null;
  const clock: Clock = { now: at, today };
  const since = coveredSince(record);
  const before = record.snapshots.findLast((deal) => deal.readAt <= at);
  const deal = before === undefined ? unread(record, first, clock) : moved(before, record.changes, at);
  return {
    deal: { ...deal, readAt: at },
    history: {
      changes: record.changes.filter((change) => change.seenAt <= at),
      watchedSince: since <= at ? since : null,
    },
    clock,
  };
}

function moved(deal: Deal, changes: readonly Change[], at: number): Deal {
  const since = changes.filter((change) => change.seenAt > deal.readAt && change.seenAt <= at);
  const fields = Object.fromEntries(since.map(({ field, to }) => [field, to]));
  return since.length === 0 ? deal : { ...deal, fields: { ...deal.fields, ...fields } };
}

/** The deal before anyone read it: each field from the changes on either side, else unknown. */
function unread({ dealId, changes }: DealRecord, first: Deal, clock: Clock): Deal {
  const start = Object.entries(first.fields).filter(([key]) => FROM_THE_START.has(key));
  const fields: Partial<Record<FieldKey, Field>> = Object.fromEntries(start);
  for (const change of changes.toReversed()) if (change.seenAt > clock.now) fields[change.field] = change.from;
  for (const change of changes) if (change.seenAt <= clock.now) fields[change.field] = change.to;
  const activities = pastActivities(first.lists.activities, clock);
  return { id: dealId, url: first.url, readAt: clock.now, fields, lists: activities ? { activities } : {} };
}

/** Of a timeline read later, what certainly lay in the past: dated, done, and not ahead of the moment. */
function pastActivities(list: RowList | undefined, clock: Clock): RowList | undefined {
  if (list?.state !== 'rows') return list;
  const isPast = (row: (typeof list.rows)[number]): boolean =>
    row['at']?.state === 'value' && doneOf(row) === true && !isAhead(row, clock);
  return { ...list, rows: list.rows.filter(isPast) };
}
