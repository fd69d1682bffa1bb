import type { Change, Deal, Field } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { DAY_MS, type DealRecord } from '@/lib/assess/past/record';
import { EMPTY, pack, rows, value } from '../situation';

/** 1 January 2026, noon UTC. */
export const START = Date.UTC(2026, 0, 1, 12);

export function day(number: number): number {
  return START + number * DAY_MS;
}

/** The sample pack with a stage for lost deals, too. */
export function endPack(): ReturnType<typeof pack> {
  return pack({
    stages: [
      {
        id: 'discovery',
        title: 'Discovery',
        match: ['Discovery'],
        exit: [
          {
            id: 'buyer-known',
            title: 'Buyer known',
            require: 'contacts.exists(c, c.role == "Economic buyer")',
            why: 'Someone must sign.',
          },
        ],
      },
      { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
      { id: 'won', title: 'Won', match: ['Won'], closed: 'won' },
      { id: 'lost', title: 'Lost', match: ['Lost'], closed: 'lost' },
    ],
  });
}

/** A reading `number` days after the start; created on day 0 and in discovery unless the fields say otherwise. */
export function reading(number: number, fields: Partial<Record<FieldKey, Field>> = {}, id = 'd1'): Deal {
  return {
    id,
    url: `https://crm.example.com/deals/${id}`,
    readAt: day(number),
    fields: {
      createdAt: value(new Date(START).toISOString()),
      'stage.label': value('Discovery'),
      amount: value({ value: 20_000, currency: 'EUR' }),
      closeDate: value('2026-06-30'),
      'owner.name': value('Ada'),
      leadSource: value('Web'),
      nextStep: EMPTY,
      ...fields,
    },
    lists: {
      contacts: rows([]),
      activities: rows([
        { type: value('Call'), at: value(new Date(day(3)).toISOString()), done: value('true') },
        { type: value('Call'), at: value(new Date(day(40)).toISOString()), done: value('true') },
      ]),
    },
  };
}

export function change(number: number, field: FieldKey, from: string, to: string): Change {
  return { field, from: value(from), to: value(to), seenAt: day(number) };
}

export function record(snapshots: readonly Deal[], changes: readonly Change[] = []): DealRecord {
  return { dealId: snapshots[0]?.id ?? 'd1', snapshots, changes };
}

const POISON = 'from the future';

/**
 * The record with all that was only seen after `at` made absurd: later readings but for what holds from the start, what later
 * changes lead to, the later ones' past as well, and activities that lay ahead. What is built for `at` must not notice.
 */
export function poisoned({ dealId, snapshots, changes }: DealRecord, at: number): DealRecord {
  const start = new Set(['createdAt', 'leadSource', 'type', 'pipeline', 'account.industry', 'account.region']);
  const seen = new Set<string>();
  return {
    dealId,
    snapshots: snapshots.map((deal) => (deal.readAt <= at ? deal : poisonedReading(deal, start, at))),
    changes: changes.map((each) => {
      if (each.seenAt <= at) return each;
      const first = !seen.has(each.field);
      seen.add(each.field);
      return { ...each, from: first ? each.from : value(POISON), to: value(POISON) };
    }),
  };
}

function poisonedReading(deal: Deal, start: ReadonlySet<string>, at: number): Deal {
  const { activities } = deal.lists;
  const fields = Object.entries(deal.fields).map(([key, field]) => [key, start.has(key) ? field : value(POISON)]);
  const kept =
    activities?.state === 'rows'
      ? activities.rows.filter((row) => {
          const field = row['at'];
          return field?.state === 'value' && typeof field.value === 'string' && Date.parse(field.value) <= at;
        })
      : [];
  return { ...deal, fields: Object.fromEntries(fields), lists: { contacts: UNREAD_LIST, activities: rows(kept) } };
}

const UNREAD_LIST = { state: 'unknown', reason: 'odd' } as const;

export { value };
