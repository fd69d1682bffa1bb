import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layoutOfKept } from '@/lib/insight/from-kept';
import { keptSchema } from '@/lib/insight/kept';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { keptPart, type StageKnown } from '@/lib/store/kept';

const T = 'atomic-crm@http://localhost:5173';
const OTHER = 'atomic-crm@http://localhost:5174';
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

const known: StageKnown = (label) =>
  label === 'Won'
    ? { ended: 'won' }
    : label === 'Proposal'
      ? { position: 2 }
      : label === 'Lead'
        ? { position: 1 }
        : null;

let database: FairleadDatabase;
beforeEach(() => {
  database = openDatabase(`kept-${Math.random()}`);
});
afterEach(() => database.delete());

const value = (content: unknown, source = 'page') => ({ state: 'value', value: content, source });

/** A deal as a page showed it, with the stage it is in. */
async function put(tenant: string, id: string, stage: string, more: object = {}): Promise<void> {
  const fields = {
    name: value(`Deal ${id}`),
    'stage.label': value(stage),
    amount: value({ value: 100, currency: 'EUR' }, 'api'),
    createdAt: value('2026-01-01'),
    closeDate: value('2026-02-01'),
    description: value('Long'),
  };
  const lists = {
    activities: { state: 'rows', complete: true, rows: [{ at: value('2026-01-05'), subject: value('Call') }] },
  };
  const deal = { id, url: `http://localhost:5173/#/deals/${id}`, readAt: START + Number(id) * DAY, fields, lists };
  await database
    .table('deals')
    .add({ tenant, id, deal, known: fields, hash: id, firstSeenAt: START, lastSeenAt: START, ...more });
}

async function all(whole: boolean) {
  const parts = [];
  for (let after: string | null = null; ;) {
    const part = await keptPart(database, { tenant: T, after, whole }, known);
    parts.push(part);
    if (part.next === null) return parts;
    after = part.next;
  }
}

test('a deal of which the CRM was not asked is open or won by its stage; one in a stage nobody knows is neither', async () => {
  await put(T, '1', 'Proposal');
  await put(T, '2', 'Won');
  await put(T, '3', 'Elsewhere');
  await put(T, '4', 'Proposal', { outcome: 'lost' });
  await put(OTHER, '5', 'Proposal');
  const [part] = await all(false);
  const { deals, stages } = JSON.parse(part?.text ?? '') as { deals: { outcome: string | null }[]; stages: unknown[] };
  expect(deals.map(({ outcome }) => outcome)).toEqual(['open', 'won', null, 'lost']);
  expect(stages).toEqual([{ pipeline: null, stage: 'Proposal', position: 2 }]);
  expect(part?.read).toEqual({ oldest: START + DAY, latest: START + 4 * DAY, overApi: 4 });
});

test('stages that a deal was in once are told as well', async () => {
  await put(T, '1', 'Won');
  await database.table('changes').add({
    tenant: T,
    dealId: '1',
    field: 'stage.label',
    from: value('Lead'),
    to: value('Won'),
    seenAt: START + 9 * DAY,
  });
  const [part] = await all(false);
  const { stages, changes } = JSON.parse(part?.text ?? '') as { stages: unknown[]; changes: unknown[] };
  expect(stages).toEqual([{ pipeline: null, stage: 'Lead', position: 1 }]);
  expect(changes).toHaveLength(1);
});

test('thousands come in parts without one lost or told twice', async () => {
  const rows = Array.from({ length: 2_300 }, (_, i) => String(10_000 + i));
  for (const id of rows) await put(T, id, 'Proposal');
  const parts = await all(false);
  const ids = parts.flatMap(({ text }) =>
    (JSON.parse(text) as { deals: { deal: { id: string } }[] }).deals.map(({ deal }) => deal.id),
  );
  expect(parts.map(({ deals }) => deals)).toEqual([1_000, 1_000, 300]);
  expect(ids).toEqual(rows);
});

test('an export holds every field, and both forms make the same tables', async () => {
  await put(T, '1', 'Proposal');
  await put(T, '2', 'Won');
  const layouts = [];
  for (const whole of [false, true]) {
    const [part] = await all(whole);
    const kept = keptSchema.parse({ fairlead: 'data', format: 1, ...(JSON.parse(part?.text ?? '') as object) });
    expect('description' in (kept.deals[0]?.deal.fields ?? {})).toBe(whole);
    layouts.push(layoutOfKept(kept));
  }
  expect(layouts[0]).toEqual(layouts[1]);
  expect(layouts[0]?.layout.deals.map(({ outcome, amount }) => [outcome, amount])).toEqual([
    ['open', 100],
    ['won', 100],
  ]);
  expect(layouts[0]?.layout.activities).toHaveLength(2);
});

test('nothing kept of a CRM is an empty part', async () => {
  expect(await all(false)).toEqual([expect.objectContaining({ deals: 0, next: null, read: null })]);
});
