import type { Deal, Field } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { changesBetween } from '@/lib/domain/changes';
import { snapshotHash } from '@/lib/domain/canonical';
import type { FairleadDatabase } from '@/lib/store/database';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import type { CompiledPack, RunnablePack } from '@/lib/rules/types';

export const TENANT = 'atomic-crm@http://localhost:5173';
const DAY = 86_400_000;
/** 22 November 2026, 10:00 in Berlin. */
export const NOW = Date.UTC(2026, 10, 22, 9);

const PACK = {
  fairlead: 1,
  id: 'team',
  version: 1,
  title: 'Team',
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery'],
      exit: [{ id: 'priced', title: 'Priced', require: 'deal.amount > 0', why: 'Price first.' }],
    },
    { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
    { id: 'won', title: 'Won', match: ['Won'], closed: 'won' },
    { id: 'lost', title: 'Lost', match: ['Lost'], closed: 'lost' },
  ],
  signals: [
    { id: 'vague', title: 'No next step', when: 'blank(deal.nextStep)', weight: 0.4, why: 'Nothing is agreed.' },
    { id: 'overdue', title: 'Overdue', when: 'facts.daysToClose < 0', weight: 0.8, why: 'Nobody looks after it.' },
  ],
  steps: [
    {
      id: 'next-step',
      title: 'Write the next step',
      when: 'blank(deal.nextStep)',
      minutes: 5,
      why: 'Who does what.',
      changes: [{ field: 'nextStep' }],
    },
    {
      id: 'new-date',
      title: 'New close date',
      when: 'facts.daysToClose < 0',
      minutes: 5,
      why: 'Agree one.',
      changes: [{ field: 'closeDate', value: 'now + days(30)' }],
    },
  ],
};

export function compiledPack(parts: Record<string, unknown> = {}): CompiledPack {
  const compiled = compilePack({ ...PACK, ...parts });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.pack;
}

export function runnable(compiled: CompiledPack = compiledPack()): RunnablePack {
  const loaded = loadPack(compiled);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}

export function value(content: string): Field {
  return { state: 'value', value: content, source: 'api' };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}

type Fields = Partial<Record<FieldKey, Field>>;

/** A reading of a deal that was created at `created` (ms). */
export function reading(id: string, created: number, at: number, fields: Fields = {}): Deal {
  return {
    id,
    url: `http://localhost:5173/#/deals/${id}/show`,
    readAt: at,
    fields: {
      name: value(`Deal ${id}`),
      createdAt: value(iso(created)),
      'stage.label': value('Discovery'),
      amount: { state: 'value', value: { value: 20_000, currency: 'EUR' }, source: 'api' },
      closeDate: value(iso(created + 60 * DAY).slice(0, 10)),
      nextStep: { state: 'empty', source: 'api' },
      ...fields,
    },
    lists: {},
  };
}

/** Stores the readings of a deal as the extension would have over time. */
export async function store(database: FairleadDatabase, readings: readonly Deal[], tenant = TENANT): Promise<void> {
  const last = readings.at(-1);
  if (last === undefined) return;
  let before: Deal | undefined;
  for (const deal of readings) {
    await database.snapshots.add({ tenant, dealId: deal.id, at: deal.readAt, hash: snapshotHash(deal), deal });
    if (before) {
      const found = changesBetween(before, deal);
      await database.changes.bulkAdd(found.map((change) => ({ ...change, tenant, dealId: deal.id })));
    }
    before = deal;
  }
  await database.deals.put({
    tenant,
    id: last.id,
    deal: last,
    known: last.fields,
    hash: snapshotHash(last),
    firstSeenAt: readings[0]?.readAt ?? last.readAt,
    lastSeenAt: last.readAt,
  });
}

/**
 * Closed deals of which those with a next step are mostly won, those without mostly lost: a team whose data predict. With
 * `skill` false, the next step says nothing.
 */
export async function closedDeals(database: FairleadDatabase, count: number, skill = true): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const created = NOW - (460 - Math.floor((300 * n) / count)) * DAY;
    const planned = n % 2 === 0;
    const won = skill ? n % 10 < 8 === planned : n % 4 < 2;
    const step: Fields = planned ? { nextStep: value('Send the draft to Ada on Friday') } : {};
    const end = created + (35 + (n % 5) * 4) * DAY;
    await store(database, [
      reading(`c${n}`, created, created, { ...step, leadSource: value(n % 3 === 0 ? 'Web' : 'Partner') }),
      reading(`c${n}`, created, created + 20 * DAY, { ...step, 'stage.label': value('Proposal') }),
      reading(`c${n}`, created, end, { ...step, 'stage.label': value(won ? 'Won' : 'Lost') }),
    ]);
  }
}
