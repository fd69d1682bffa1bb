import { beforeEach, describe, expect, test, vi } from 'vitest';
import { assess } from '@/lib/assess/assess';
import { readDeal } from '@/lib/cache/deal-cache';
import { readDisputes } from '@/lib/cache/dispute-cache';
import { layForm, switchPack } from '@/lib/cache/pack-cache';
import { readStepStates } from '@/lib/cache/step-cache';
import { fieldOf, type Deal } from '@/lib/domain/deal';
import type { Edit } from '@/lib/domain/edits';
import { toDeal } from '@/lib/domain/parse';
import { lastVisit } from '@/lib/domain/visits';
import { beginSample } from '@/lib/queries/sample/begin';
import { sampleCalls } from '@/lib/queries/sample/calls';
import { SAMPLE_GROUND } from '@/lib/queries/sample/ground';
import { readingOf, SAMPLE_ID, type SampleRecord, type SampleTexts } from '@/lib/queries/sample/record';
import { SAMPLE_TENANT, sampleStore } from '@/lib/queries/sample/store';
import { packFields } from '@/lib/rules/pack-fields';
import type { RunnablePack } from '@/lib/rules/types';
import { METHODS } from '@/components/welcome/packs';
import { bundledPack } from '../packs/load-bundled';
import { clock } from '../assess/situation';

/** The browser's storage and nothing else of it: a call that left the page would fail. */
const { stored, area } = vi.hoisted(() => {
  const kept = new Map<string, unknown>();
  return {
    stored: kept,
    area: {
      get: async (keys: string | string[] | null) =>
        Object.fromEntries([...kept].filter(([key]) => keys === null || [keys].flat().includes(key))),
      set: async (values: object) => Object.entries(values).forEach(([key, value]) => kept.set(key, value)),
      remove: async (keys: string | string[]) => [keys].flat().forEach((key) => kept.delete(key)),
    },
  };
});
vi.mock('wxt/browser', () => ({ browser: { runtime: {}, storage: { local: area, session: area } } }));

const TEXTS = {
  name: 'Scanners',
  description: 'They want to count in one shift.',
  owner: 'Robin Meyer',
  pain: 'Counting takes three shifts each month.',
  operations: 'Head of operations',
  finance: 'Chief financial officer',
  champion: 'Champion',
  buyer: 'Economic buyer',
  call: 'First call',
  visit: 'Visit',
  offer: 'Offer sent',
} satisfies SampleTexts;

const pack = bundledPack('meddpicc').runnable;

function dealOf(record: SampleRecord, { fields }: RunnablePack = pack): Deal {
  const types = Object.fromEntries(packFields({ fields }).map(({ key, type }) => [key, type]));
  return toDeal(readingOf(record, clock.now), types, SAMPLE_GROUND.adapter.formats, clock);
}

beforeEach(() => stored.clear());

describe('the sample deal', () => {
  test.each(METHODS)('has under %s a stage, gaps of more than one kind, a step and no broken rule', async (id) => {
    const rules = bundledPack(id).runnable;
    const record = await beginSample(rules, TEXTS, clock);
    const history = (await readDeal(SAMPLE_TENANT, SAMPLE_ID))?.history;
    const said = assess({
      deal: dealOf(record, rules),
      history: history ?? { changes: [], watchedSince: null },
      pack: rules,
      clock,
    });
    expect(said.stage.state).toBe('known');
    expect(new Set(said.gaps.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    expect(said.steps.length).toBeGreaterThan(0);
    expect(said.risk.state).toBe('band');
    expect(said.broken).toEqual([]);
  });

  test('was seen a week ago, and has moved since', async () => {
    await beginSample(pack, TEXTS, clock);
    const seen = await readDeal(SAMPLE_TENANT, SAMPLE_ID);
    const before = lastVisit(seen?.visits ?? null, clock.now);
    expect(before?.fields.amount).toMatchObject({ state: 'value', value: { value: 56_000, currency: 'EUR' } });
    expect(seen?.history.changes.map(({ field }) => field)).toEqual(['closeDate', 'closeDate', 'amount']);
  });

  test('without rules is still there', async () => {
    const record = await beginSample(null, TEXTS, clock);
    expect(fieldOf(dealOf(record), 'name')).toMatchObject({ value: 'Scanners' });
    expect(await readDeal(SAMPLE_TENANT, SAMPLE_ID)).toBeNull();
  });

  test('begins anew without what an earlier try left, and leaves what is of others', async () => {
    stored.set(`draft:${SAMPLE_TENANT}:1`, { nextStep: 'x' });
    stored.set('draft:odoo@https://a.odoo.com:1', { nextStep: 'y' });
    await beginSample(pack, TEXTS, clock);
    expect([...stored.keys()].filter((key) => key.startsWith('draft:'))).toEqual(['draft:odoo@https://a.odoo.com:1']);
  });
});

describe('what the panel does to the sample', () => {
  const begin = async () => {
    await switchPack({ status: {} as never }, await layForm(JSON.stringify(bundledPack('meddpicc').compiled)));
    const store = sampleStore(await beginSample(pack, TEXTS, clock), () => clock.now);
    return { store, calls: sampleCalls(store, () => true) };
  };
  const edits: Edit[] = [
    { field: 'nextStep', from: { state: 'value', value: 'tbd', source: 'page' }, to: 'Call Paul on Monday' },
    {
      field: 'amount',
      from: { state: 'value', value: { value: 48_000, currency: 'EUR' }, source: 'page' },
      to: { value: 52_000, currency: null },
    },
    { field: 'custom.champion', from: { state: 'empty', source: 'page' }, to: 'Ines Duarte' },
  ];
  const write = { id: 'w1', dealId: '1', dealName: 'Scanners', edits };

  test('is written to its page, read back, and taken back to the exact values', async () => {
    const { store, calls } = await begin();
    const before = store.state().record.fields;
    const done = await calls.write?.(write);
    expect(done).toMatchObject({ state: 'done', result: { kind: 'done', unproven: [], differs: [] } });
    expect(store.state().record.fields).toMatchObject({
      nextStep: 'Call Paul on Monday',
      amount: '52000',
      'custom.champion': 'Ines Duarte',
    });
    await calls.undoWrite?.({ id: 'w2', writeId: 'w1' });
    expect(store.state().record.fields).toEqual({ ...before, 'custom.champion': '' });
    expect((await calls.writes?.({ dealId: '1' }))?.map(({ state }) => state)).toEqual(['done', 'undone']);
  });

  test('does not overwrite what was typed into the page meanwhile', async () => {
    const { store, calls } = await begin();
    store.put({ nextStep: 'Wait for Ines' });
    expect(await calls.write?.(write)).toMatchObject({ state: 'conflict' });
    expect(store.state().record.fields).toMatchObject({ nextStep: 'Wait for Ines', amount: '48000' });
  });

  test('makes a task once, among the activities', async () => {
    const { store, calls } = await begin();
    await calls.write?.({ ...write, edits: [], task: { subject: 'Call Paul', due: '2026-11-25' } });
    expect(store.state().record.activities.at(-1)).toMatchObject({
      subject: 'Call Paul',
      at: '2026-11-25',
      done: 'false',
    });
  });

  test('puts off a step and disputes a flag, where the panel looks for both', async () => {
    const { calls } = await begin();
    const mark = { kind: 'notNow', until: '2026-11-30' } as const;
    await calls.markStep?.({ dealId: '1', step: 's', title: 'Call', mark });
    expect(await readStepStates(SAMPLE_TENANT, '1')).toMatchObject([{ step: 's', kind: 'notNow' }]);
    await calls.markStep?.({ dealId: '1', step: 's', title: 'Call', mark: null });
    expect(await readStepStates(SAMPLE_TENANT, '1')).toEqual([]);
    const flag = { dealId: '1', kind: 'gap', id: 'amount' } as const;
    const rest = { title: 'Amount', claim: 'none', packHash: '', snapshotHash: '' } as const;
    await calls.dispute?.({ ...flag, ...rest, reason: 'It is right' });
    expect(await readDisputes(SAMPLE_TENANT, '1')).toMatchObject([{ id: 'amount', reason: 'It is right' }]);
    await calls.withdrawDispute?.(flag);
    expect(await readDisputes(SAMPLE_TENANT, '1')).toEqual([]);
  });
});
