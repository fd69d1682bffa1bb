import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { askedOf } from '@/lib/insight/ask';
import { bookOf, filtered } from '@/lib/insight/book';
import { currenciesOf, inOneCurrency, lastDayOf } from '@/lib/insight/currencies';
import { EMPTY_LAYOUT } from '@/lib/insight/layout';
import { METRIC_IDS, METRICS } from '@/lib/insight/metrics';
import { movement, periodMovement, type MovementRow } from '@/lib/insight/metrics/movement';
import { shrunkShares } from '@/lib/insight/metrics/shrink';
import { winRate } from '@/lib/insight/metrics/win-rate';
import { dayOf, dayText, periodAt, periodsBetween } from '@/lib/insight/periods';
import { timelineOf, valueAt } from '@/lib/insight/timeline';
import { AS_OF, madeLayout } from './made';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

const LAYOUT = madeLayout(3, 400);
const BOOK = bookOf(LAYOUT);

describe('periods', () => {
  it.each([
    ['2024-02-29', 'month', 1, '2024-02-01', '2024-03-01', '2024-02'],
    ['2024-02-29', 'quarter', 1, '2024-01-01', '2024-04-01', '2024-Q1'],
    ['2024-02-29', 'quarter', 2, '2024-02-01', '2024-05-01', 'FY2025-Q1'],
    ['2024-01-31', 'quarter', 2, '2023-11-01', '2024-02-01', 'FY2024-Q4'],
    ['2024-03-31', 'year', 4, '2023-04-01', '2024-04-01', 'FY2024'],
    ['2024-04-01', 'year', 4, '2024-04-01', '2025-04-01', 'FY2025'],
    ['1969-12-31', 'quarter', 1, '1969-10-01', '1970-01-01', '1969-Q4'],
  ] as const)('%s by %s, business year from month %i', (day, kind, fiscal, start, end, name) => {
    const period = periodAt(dayOf(day) ?? 0, kind, fiscal);
    expect([dayText(period.start), dayText(period.end), period.name]).toEqual([start, end, name]);
  });

  it('follow each other without a gap, whatever the business year', () => {
    assert(
      property(integer({ min: -9000, max: 30_000 }), integer({ min: 1, max: 12 }), (day, fiscal) => {
        const periods = periodsBetween(day, day + 800, 'quarter', fiscal);
        expect(periods[0]?.start).toBeLessThanOrEqual(day);
        expect(periods.at(-1)?.end).toBeGreaterThan(day + 800);
        periods.slice(1).forEach((period, i) => expect(period.start).toBe(periods[i]?.end));
      }),
      { numRuns: 50 },
    );
  });
});

it('of several moves on a day the last holds, and before the first there is what it moved from', () => {
  const moves = [
    { day: 10, seq: 2, old: 'b', new: 'c' },
    { day: 10, seq: 1, old: 'a', new: 'b' },
    { day: 12, seq: 1, old: 'c', new: null },
  ];
  const timeline = timelineOf(moves, 'now');
  expect([9, 10, 11, 12].map((day) => valueAt(timeline, day))).toEqual(['a', 'c', 'c', null]);
});

describe('movement adds up', () => {
  const cents = (rows: readonly MovementRow[], keep: (row: MovementRow) => boolean): number =>
    rows.filter(keep).reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);

  it('begin and all parts are the end, to the cent, whatever the days, the period and the data', () => {
    const books = [1, 2, 3, 4].map((seed) => bookOf(madeLayout(seed, 120)));
    assert(
      property(
        constantFrom(...books),
        integer({ min: -700, max: 0 }),
        integer({ min: 0, max: 400 }),
        integer({ min: -200, max: 200 }),
        (book, back, span, within) => {
          const asOf = AS_OF + back;
          const asked = askedOf(book, { asOf, since: asOf - span, within: asOf + within });
          for (const { rows } of [movement(book, asked), periodMovement(book, asked)])
            for (const currency of new Set(rows.map((row) => row.currency))) {
              const own = rows.filter((row) => row.currency === currency);
              const end = cents(own, ({ part }) => part === 'end');
              expect(cents(own, ({ part }) => part !== 'end')).toBe(end);
            }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the end of one span is the begin of the next', () => {
    const ask = (since: number, asOf: number) => movement(BOOK, askedOf(BOOK, { asOf, since })).rows;
    const first = ask(AS_OF - 200, AS_OF - 90).filter(({ part }) => part === 'end');
    const second = ask(AS_OF - 90, AS_OF).filter(({ part }) => part === 'begin');
    const sums = (rows: readonly MovementRow[]) =>
      rows.map(({ currency, n, amount }) => `${currency} ${n} ${amount.toFixed(2)}`).toSorted();
    expect(sums(first)).toEqual(sums(second));
  });
});

describe('shares shrunk towards the whole', () => {
  it('groups that differ no more than chance would have it are all the whole', () => {
    const groups = [10, 11, 9, 10].map((some) => ({ some, n: 20 }));
    for (const { shrunk, differs } of shrunkShares(groups)) {
      expect(shrunk).toBeCloseTo(0.5, 12);
      expect(differs).toBe('no');
    }
  });

  it('the smaller a group the nearer it comes to the whole, and a lucky one is no winner', () => {
    const [lucky, large] = shrunkShares([
      { some: 2, n: 2 },
      { some: 160, n: 200 },
      { some: 90, n: 200 },
      { some: 60, n: 200 },
    ]);
    expect(lucky?.differs).toBe('no');
    expect(lucky?.shrunk).toBeLessThan(0.75);
    expect(large).toMatchObject({ differs: 'above' });
    expect(large?.shrunk).toBeGreaterThan(0.75);
  });
});

describe('every metric', () => {
  const asked = askedOf(BOOK, { asOf: AS_OF });

  it.each(METRIC_IDS)('%s of nothing is nothing, without an error', (id) => {
    const nothing = bookOf(EMPTY_LAYOUT);
    expect(METRICS[id](nothing, askedOf(nothing, { asOf: AS_OF }))).toMatchObject({ metric: id, n: 0, rows: [] });
  });

  it.each(METRIC_IDS)('%s says its n and its days, and leaves no number that is none', (id) => {
    const { n, to, rows } = METRICS[id](BOOK, asked);
    expect(n).toBeGreaterThan(0);
    expect(to).toBe('2024-02-29');
    for (const row of rows)
      for (const value of Object.values(row)) expect(typeof value !== 'number' || Number.isFinite(value)).toBe(true);
  });

  it('of a filtered book is about its deals only', () => {
    const ann = filtered(BOOK, ({ row }) => row.owner === 'Ann');
    const { rows } = winRate(ann, asked);
    expect(rows.filter(({ dimension }) => dimension === 'owner').map(({ level }) => level)).toEqual(['Ann']);
  });

  it('names the deals it could not use', () => {
    const { left } = winRate(BOOK, asked);
    expect(left).toEqual([{ reason: 'noPlaceInTime', n: BOOK.deals.filter(({ life }) => life === null).length }]);
  });
});

describe('currencies', () => {
  it('are counted, and never added up: rows of each', () => {
    expect(currenciesOf(LAYOUT).map(({ currency }) => currency)).toEqual(['EUR', 'USD', null]);
    const asked = askedOf(BOOK, { asOf: AS_OF });
    expect(new Set(movement(BOOK, asked).rows.map(({ currency }) => currency)).size).toBe(3);
  });

  it('become one with rates, changes of amounts with them; what has no rate stays and is named', () => {
    const { layout, without } = inOneCurrency(LAYOUT, 'EUR', { USD: 0.5 });
    expect(without).toEqual([]);
    const i = LAYOUT.deals.findIndex(({ currency, amount }) => currency === 'USD' && amount !== null);
    expect(layout.deals[i]).toMatchObject({ currency: 'EUR', amount: (LAYOUT.deals[i]?.amount ?? 0) / 2 });
    expect(layout.deals.some(({ currency }) => currency === null)).toBe(true);
    const asked = askedOf(BOOK, { asOf: AS_OF });
    const ends = (book: typeof BOOK, currency: string) =>
      movement(book, asked).rows.find((row) => row.part === 'end' && row.currency === currency)?.amount ?? 0;
    expect(ends(bookOf(layout), 'EUR')).toBeCloseTo(ends(BOOK, 'EUR') + ends(BOOK, 'USD') / 2, 4);
    expect(inOneCurrency(LAYOUT, 'GBP', { EUR: 0.85, USD: Number.NaN }).without).toEqual(['USD']);
  });
});

it('the last day of a layout is the last that anything happened on', () => {
  expect(lastDayOf(EMPTY_LAYOUT)).toBeNull();
  expect(lastDayOf({ ...LAYOUT, changes: [], activities: [] })).toBeLessThanOrEqual(AS_OF);
});
