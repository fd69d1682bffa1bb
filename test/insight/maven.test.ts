import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { askedOf } from '@/lib/insight/ask';
import { bookOf } from '@/lib/insight/book';
import { findPatterns } from '@/lib/insight/findings/find';
import { METRIC_IDS, METRICS } from '@/lib/insight/metrics';
import { stalled, type StalledRow } from '@/lib/insight/metrics/stalled';
import { dayOf } from '@/lib/insight/periods';
import { expectSameRows } from './lines';
import { mavenLayout } from './maven/read';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

type Row = Record<string, unknown>;

const BOOK = bookOf(mavenLayout());
const ASKED = askedOf(BOOK, { asOf: dayOf('2017-12-31') ?? 0, since: dayOf('2017-11-30') ?? 0 });
const GOLDEN = JSON.parse(readFileSync(new URL('maven/golden.json', import.meta.url), 'utf8')) as Record<string, Row[]>;

describe('every metric on the Maven deals is what maven/make.py computed from the definitions', () => {
  it.each(METRIC_IDS.filter((id) => id !== 'stalled'))('%s', (id) => {
    expectSameRows(METRICS[id](BOOK, ASKED).rows, GOLDEN[id] ?? []);
  });

  it('stalled, in sums over its 1,400 deals', () => {
    const { rows } = stalled(BOOK, ASKED);
    const sum = (of: (row: StalledRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
    const sums = {
      n: rows.length,
      ages: sum(({ age }) => age),
      age_limit: rows[0]?.age_limit,
      n_as_old: sum((row) => row.n_as_old),
      shares: rows.filter((row) => row.won_as_old !== null).length,
      won_as_old: sum((row) => row.won_as_old ?? 0),
    };
    expectSameRows([sums], GOLDEN['stalled'] ?? []);
  });
});

describe('the pattern finder on the Maven deals', () => {
  const { findings, tested, notTested } = findPatterns(BOOK, ASKED);

  it('finds that deals closed in the last month of a quarter are won more often, and nothing else', () => {
    expect(tested).toBeGreaterThan(100);
    expect(findings.map(({ code, args }) => ({ code, args }))).toEqual([
      { code: 'closedInPeriodEnd', args: { months: 1 } },
    ]);
    expect(findings[0]?.rate).toBeCloseTo(0.8065, 4);
    expect(findings[0]?.otherRate).toBeCloseTo(0.5226, 4);
    expect(findings[0]?.money).toMatchObject({ currency: 'USD' });
  });

  it('says what it did not test: the amount, which lost deals do not have', () => {
    expect(notTested).toContainEqual(expect.objectContaining({ code: 'size', reason: 'filledInAtClosing' }));
  });
});
