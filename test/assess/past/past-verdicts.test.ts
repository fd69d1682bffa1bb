import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pastRows } from '@/lib/assess/past/past-rows';
import { pastVerdicts } from '@/lib/assess/past/past-verdicts';
import type { DealRecord } from '@/lib/assess/past/record';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';
import { drive } from '../../risk/support';
import { change, day, endPack, reading, record, value } from './records';

function bundled(id: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../public/packs/${id}.json`, import.meta.url), 'utf8'));
}

function runnable(document: unknown): RunnablePack {
  const compiled = compilePack(document, bundled);
  const loaded = compiled.ok ? loadPack(compiled.pack) : null;
  if (loaded?.ok !== true) throw new Error('the pack does not compile');
  return loaded.pack;
}

/** Deals that close at other times, are read at other times, in stages that not every pack calls closed. */
const RECORDS: readonly DealRecord[] = Array.from({ length: 24 }, (_, n): DealRecord => {
  const [middle, end] = [10 + 3 * n, 40 + 11 * n];
  const label = n % 4 === 3 ? 'Proposal' : n % 3 === 0 ? 'Lost' : n % 3 === 1 ? 'Won' : 'Abandoned';
  const id = `d${n}`;
  const dated = n % 5 === 0 ? {} : { createdAt: value(new Date(day(n)).toISOString()) };
  return record(
    [
      ...(n % 6 === 0 ? [] : [reading(n, dated, id), reading(middle, { ...dated, nextStep: value('TBD') }, id)]),
      reading(end, { ...dated, 'stage.label': value(label), amount: value({ value: n * 900, currency: 'EUR' }) }, id),
    ],
    [change(middle, 'closeDate', '2026-05-01', '2026-07-01'), change(end, 'stage.label', 'Discovery', label)],
  );
});

test('several packs at once say of the past, deal by deal, what each says alone where a model is fitted', () => {
  const abandons = {
    fairlead: 1,
    id: 'ours',
    version: 1,
    title: 'Ours',
    extends: ['meddpicc'],
    stages: [{ id: 'lost', title: 'Lost', match: ['Lost', 'Abandoned'], closed: 'lost' }],
  };
  const packs = [endPack(), runnable(bundled('meddpicc')), runnable(abandons)];
  const now = day(400);
  const each = RECORDS.map(pastVerdicts(packs, now));
  const together = packs.map((_, i) => {
    const told = each.flatMap((then) => then[i] ?? []);
    return { verdicts: told.flatMap(({ verdicts }) => verdicts), closed: told.map(({ closed }) => closed) };
  });
  for (const [i, pack] of packs.entries()) {
    const { verdicts, closed } = drive(pastRows({ records: RECORDS, pack, now }));
    expect(together[i]).toEqual({ verdicts, closed });
  }
  // The packs do not call the same deals closed, and each was looked at more than once.
  expect(new Set(together.map(({ closed }) => closed.length)).size).toBeGreaterThan(1);
  expect(together[0]?.verdicts.length).toBeGreaterThan(2 * (together[0]?.closed.length ?? 0));
});
