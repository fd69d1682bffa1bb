import { describe, expect, it } from 'vitest';
import type { CalledDeal } from '@/lib/domain/review';
import { bookOf } from '@/lib/insight/book';
import { EMPTY_LAYOUT, type DealRow } from '@/lib/insight/layout';
import { dayOf, periodAt } from '@/lib/insight/periods';
import { reviewCalls } from '@/lib/insight/review-calls';
import { madeLayout } from './made';

const [plain] = madeLayout(1, 1).deals;

function deal(id: string, over: Partial<DealRow>): DealRow {
  if (plain === undefined) throw new Error('there is no deal');
  const open = { outcome: 'open', closed: null, created: '2026-01-01', close_date: '2026-03-15' } as const;
  return { ...plain, ...open, deal_id: id, amount: 100, currency: 'EUR', ...over };
}

const quarter = periodAt(dayOf('2026-02-01') ?? 0, 'quarter');
const commit = { call: 'commit', due: '2026-03-01' } as const;
const said = (deals: DealRow[], called: CalledDeal[]): unknown[] =>
  reviewCalls(bookOf({ ...EMPTY_LAYOUT, deals }), called, [quarter]).map(({ said_on: day, value, currency }) => [
    day,
    value,
    currency,
  ]);

describe('what reviews say that a period will bring', () => {
  it.each<[string, DealRow[], CalledDeal[], unknown[]]>([
    ['nothing was ever called', [deal('a', {})], [], []],
    [
      'a commit counts from its day on, and no other call does',
      [deal('a', {}), deal('b', { amount: 50 })],
      [
        { dealId: 'a', day: '2026-01-10', ...commit },
        { dealId: 'b', day: '2026-01-12', call: 'bestCase', due: '2026-03-01' },
      ],
      [
        ['2026-01-10', 100, 'EUR'],
        ['2026-01-12', 100, 'EUR'],
      ],
    ],
    [
      'a later call takes the place of an earlier one',
      [deal('a', {})],
      [
        { dealId: 'a', day: '2026-01-10', ...commit },
        { dealId: 'a', day: '2026-02-10', call: 'omit', due: '2026-03-01' },
      ],
      [
        ['2026-01-10', 100, 'EUR'],
        ['2026-02-10', 0, 'EUR'],
      ],
    ],
    [
      'what was called before the period stands on its first day',
      [deal('a', { created: '2025-11-01' })],
      [{ dealId: 'a', day: '2025-12-20', ...commit }],
      [['2026-01-01', 100, 'EUR']],
    ],
    [
      'what was won by then counts, once; what was lost or is due later does not',
      [
        deal('won', { outcome: 'won', closed: '2026-01-20', amount: 7 }),
        deal('lost', { outcome: 'lost', closed: '2026-01-20' }),
        deal('later', {}),
      ],
      [
        { dealId: 'won', day: '2026-01-10', ...commit },
        { dealId: 'lost', day: '2026-01-10', ...commit },
        { dealId: 'later', day: '2026-01-25', call: 'commit', due: '2026-05-01' },
      ],
      [
        ['2026-01-10', 107, 'EUR'],
        ['2026-01-25', 7, 'EUR'],
      ],
    ],
    [
      'currencies are never added up',
      [deal('a', {}), deal('b', { currency: 'USD', amount: 9 })],
      [
        { dealId: 'a', day: '2026-01-10', ...commit },
        { dealId: 'b', day: '2026-01-10', ...commit },
      ],
      [
        ['2026-01-10', 100, 'EUR'],
        ['2026-01-10', 9, 'USD'],
      ],
    ],
    [
      'a call of a deal that is not there any more is left out',
      [],
      [{ dealId: 'x', day: '2026-01-10', ...commit }],
      [],
    ],
  ])('%s', (_name, deals, called, expected) => {
    expect(said(deals, called)).toEqual(expected);
  });
});
