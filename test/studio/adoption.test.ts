import { expect, test } from 'vitest';
import type { Deal } from '@/lib/domain/deal';
import { adoptionCount } from '@/lib/studio/adoption';
import type { RecordedDeal } from '@/lib/assess/past/recorded-deal';
import { compiledPack, NOW, reading, runnable, value } from '../learn/team';

const DAY = 86_400_000;
const PACK = runnable(
  compiledPack({
    fields: { nextStep: { requiredFrom: 'discovery', why: 'w' } },
    signals: [],
    steps: [],
    fills: [{ field: 'nextStep', value: '"Call " + deal.name', because: 'w' }],
  }),
);

function kept(
  id: string,
  readings: readonly [daysAgo: number, fields: Deal['fields']][],
  writes: RecordedDeal['writes'] = [],
): RecordedDeal {
  const snapshots = readings.map(([days, fields]) => reading(id, NOW - 90 * DAY, NOW - days * DAY, fields));
  const deal = snapshots.at(-1) ?? reading(id, NOW, NOW);
  return {
    deal,
    history: { changes: [], watchedSince: 0 },
    record: { dealId: id, snapshots, changes: [] },
    open: true,
    writes,
  };
}

function drive(deals: readonly RecordedDeal[]) {
  const count = adoptionCount(PACK);
  for (const deal of deals) count.add(deal);
  return count.result();
}

const DONE = { nextStep: value('Send the draft') };
const WON = { 'stage.label': value('Won') };

test('what became of each flag is told from the readings, and how long it took of those put right', () => {
  const { rules, readings, deals } = drive([
    kept('fixed in 10', [
      [40, {}],
      [30, DONE],
    ]),
    kept('fixed in 20', [
      [40, {}],
      [35, {}],
      [20, DONE],
    ]),
    kept('came back', [
      [40, {}],
      [38, DONE],
      [10, {}],
    ]),
    kept('closed with it', [
      [40, {}],
      [20, WON],
    ]),
    kept('never flagged', [[40, DONE]]),
  ]);
  expect([deals, readings]).toEqual([5, 11]);
  expect(rules.find(({ id }) => id === 'gap:nextStep')).toMatchObject({
    raised: 5,
    fixed: 3,
    standing: 1,
    ended: 1,
    days: { n: 3, median: 10 },
    share: { value: 0.75, n: 4 },
  });
});

test('a written value counts as accepted where it is what the rules proposed at that moment', () => {
  const write = (to: string): RecordedDeal['writes'] => [{ at: NOW - 30 * DAY, edits: [{ field: 'nextStep', to }] }];
  const { fills } = drive([
    kept('a', [[40, {}]], write('Call Deal a')),
    kept('b', [[40, {}]], write('Something else')),
    kept('c', [[40, {}]], [{ at: NOW, edits: [{ field: 'amount', to: 5 }] }]),
  ]);
  expect(fills).toMatchObject([{ field: 'nextStep', written: 2, accepted: 1, share: { n: 2 } }]);
});
