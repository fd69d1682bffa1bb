import { describe, expect, test } from 'vitest';
import { addDays } from '@/lib/domain/calendar';
import type { LifeTable, LifeWeek } from '@/lib/risk/model';
import { outlookOf, type OutlookInput } from '@/lib/risk/outlook';

/** Each week a tenth of the open deals is won, and none is lost: half are within 6.6 weeks, 47 days. */
function week(won: number): LifeWeek {
  return { atRisk: 10, won, lost: 0, winHazard: 0.1, lossHazard: 0 };
}

function table(won: number): LifeTable {
  return {
    weeks: Array.from({ length: 20 }, (_, n) => week(n === 0 ? won : 0)),
    stages: { proposal: [{ atRisk: 9, won: 9, lost: 0, winHazard: 1, lossHazard: 0 }] },
    wonAges: null,
    lostAges: null,
  };
}

function input(parts: Partial<OutlookInput> = {}): OutlookInput {
  return {
    age: 0,
    closeDate: { date: '2026-12-06', inDays: 14 },
    dayIn: (days) => addDays('2026-11-22', days),
    ...parts,
  };
}

describe('when a deal may close', () => {
  test('the chance by its close date is that of the weeks until then', () => {
    expect(outlookOf(table(9), input())).toEqual({ byCloseDate: 19, closeDate: '2026-12-06', realistic: '2027-01-08' });
  });

  test.each<[string, Partial<OutlookInput>, number | null]>([
    ['on the close date itself, hardly any', { closeDate: { date: '2026-11-22', inDays: 0 } }, 0],
    ['past its close date, none can be given', { closeDate: { date: '2026-11-01', inDays: -21 } }, null],
    ['without a close date, neither', { closeDate: null }, null],
  ])('%s', (_name, parts, expected) => {
    expect(outlookOf(table(9), input(parts))?.byCloseDate).toBe(expected);
  });

  test('goes by the stage where the table knows it, by age where it does not', () => {
    expect(outlookOf(table(9), input({ stage: { name: 'proposal', age: 0 } }))?.byCloseDate).toBe(100);
    expect(outlookOf(table(9), input({ stage: { name: 'parked', age: 0 } }))?.byCloseDate).toBe(19);
  });

  test('says nothing where fewer than five deals were won', () => {
    expect(outlookOf(table(4), input())).toBeNull();
  });
});
