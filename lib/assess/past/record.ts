import type { Change, Deal } from '@/lib/domain/deal';
import { fieldOf } from '@/lib/domain/deal';
import { readMoment } from '@/lib/domain/calendar';
import { findStage } from '@/lib/rules/find-stage';
import type { RunnablePack } from '@/lib/rules/types';

export const DAY_MS = 86_400_000;

/** All that is kept of a deal: its readings in order of time, and what moved, seen or told by the CRM, in order of time. */
export type DealRecord = { dealId: string; snapshots: readonly Deal[]; changes: readonly Change[] };

/** How a deal ended. `closedAt`: when, as exactly as is known, ms. */
export type DealEnd = { won: boolean; closedAt: number };

/** When the deal was created: as the CRM says, else when it was first seen; ms. Null without a reading. */
export function startOf({ snapshots }: DealRecord): { at: number; known: boolean } | null {
  const [first] = snapshots;
  if (first === undefined) return null;
  const texts = snapshots.map((deal) => fieldOf(deal, 'createdAt'));
  const text = texts.find((field) => field.state === 'value' && typeof field.value === 'string');
  const moment = text?.state === 'value' && typeof text.value === 'string' ? readMoment(text.value) : null;
  const at = moment === null ? null : (moment.ms ?? moment.order);
  const last = snapshots.at(-1)?.readAt ?? first.readAt;
  return at === null || at > last ? { at: first.readAt, known: false } : { at, known: true };
}

/** Since when the record tells how the deal stood, ms: before, only what never changes is known. */
export function coveredSince({ snapshots, changes }: DealRecord): number {
  return Math.min(snapshots[0]?.readAt ?? Infinity, changes[0]?.seenAt ?? Infinity);
}

type Stand = { at: number; closed: 'won' | 'lost' | null };

/** The end of a deal, from the stages that the pack calls closed; null while it is open, or where that cannot be told. */
export function endOf(record: DealRecord, pack: Pick<RunnablePack, 'stages'>): DealEnd | null {
  const stands = standsOf(record, pack);
  const last = stands.at(-1);
  if (last?.closed === undefined || last.closed === null) return null;
  const lastOpen = stands.findLastIndex(({ closed }) => closed !== last.closed);
  const seenClosed = stands[lastOpen + 1]?.at ?? last.at;
  const after = stands[lastOpen]?.at ?? startOf(record)?.at ?? 0;
  return { won: last.closed === 'won', closedAt: writtenClose(record, after, seenClosed) ?? seenClosed };
}

function standsOf({ dealId, snapshots, changes }: DealRecord, pack: Pick<RunnablePack, 'stages'>): Stand[] {
  const closedOf = (deal: Deal): Stand['closed'] | undefined => {
    const { stage, index } = findStage(pack, deal);
    if (stage.state === 'unreadable') return undefined;
    return pack.stages[index]?.closed ?? null;
  };
  const read = snapshots.flatMap((deal): Stand[] => {
    const closed = closedOf(deal);
    return closed === undefined ? [] : [{ at: deal.readAt, closed }];
  });
  const moved = changes.flatMap((change): Stand[] => {
    if (change.field !== 'stage.label') return [];
    const closed = closedOf({ id: dealId, url: '', readAt: 0, fields: { 'stage.label': change.to }, lists: {} });
    return closed === undefined ? [] : [{ at: change.seenAt, closed }];
  });
  return [...read, ...moved].toSorted((a, b) => a.at - b.at);
}

/** The close date of a closed deal says when it closed, where it lies between the last time seen open and the first seen closed. */
function writtenClose({ snapshots }: DealRecord, after: number, before: number): number | null {
  const field = snapshots.at(-1) && fieldOf(snapshots.at(-1) as Deal, 'closeDate');
  const moment = field?.state === 'value' && typeof field.value === 'string' ? readMoment(field.value) : null;
  const at = moment === null ? null : (moment.ms ?? moment.order);
  return at !== null && at > after && at <= before ? at : null;
}
