import { describe, expect, it, vi } from 'vitest';
import { askedOf } from '@/lib/insight/ask';
import { bookOf } from '@/lib/insight/book';
import { METRICS } from '@/lib/insight/metrics';
import { dayOf } from '@/lib/insight/periods';
import { callsOf, coursesOf } from '@/lib/insight/risk-bridge';
import { accuracyOf } from '@/lib/risk/forecast/accuracy';
import { forecastPeriods, type PeriodForecast } from '@/lib/risk/forecast/forecast';
import { drive } from '@/test/risk/support';
import { AS_OF, madeLayout } from './made';
import { mavenLayout } from './maven/read';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

const layout = mavenLayout();
const book = bookOf(layout);
const asOf = dayOf('2017-12-31') ?? 0;

function forecasts(): PeriodForecast[] {
  const { histories, stage, amountsKnown } = coursesOf(book, 'USD', asOf);
  return drive(forecastPeriods({ histories, kind: 'month', asOf, amountsKnown, stage, seed: 1 }));
}

describe('the forecast of lib/risk, over the layout', () => {
  const periods = forecasts();
  const calls = callsOf(periods, 'USD');
  const own = accuracyOf(periods);
  const withCalls = bookOf({ ...layout, calls });
  const asked = askedOf(withCalls, { asOf: asOf + 1, kind: 'month' });
  const accuracy = METRICS['forecast-accuracy'](withCalls, asked);

  it('takes the deals as they were known: no history, so no stage, and amounts that only closed deals have', () => {
    const { histories, stage, amountsKnown } = coursesOf(book, 'USD', asOf);
    expect([histories.length, stage, amountsKnown]).toEqual([8300, null, false]);
  });

  it('comes back as calls whose accuracy over past months is the one lib/risk counts', () => {
    const rows = new Map(accuracy.rows.map((row) => [row.method, row]));
    expect(rows.get('forecast')?.periods).toBe(own.forecast.periods);
    expect(rows.get('forecast')?.wape).toBeCloseTo(own.forecast.wape ?? 0, 9);
    expect(rows.get('forecast')?.bias).toBeCloseTo(own.forecast.bias ?? 0, 9);
    expect(rows.get('forecast')?.covered).toBe(own.forecast.covered);
    expect(rows.get('seasonalRunRate')?.wape).toBeCloseTo(own.seasonalRunRate.wape ?? 0, 9);
    expect(rows.get('weightedByWinRate')?.wape).toBeCloseTo(own.weighted.wape ?? 0, 9);
  });

  it('stands beside the other methods for the period looked at', () => {
    const { rows } = METRICS.forecast(withCalls, asked);
    expect(rows.map(({ method }) => method)).toEqual(expect.arrayContaining(['won', 'runRate', 'forecast']));
    const said = rows.find(({ method }) => method === 'forecast');
    expect(said?.low).toBeLessThan(said?.value ?? 0);
    expect(said?.high).toBeGreaterThan(said?.value ?? 0);
  });
});

it('nothing of a course lies after the day it is looked at, and the move that closed a deal is none', () => {
  const made = bookOf(madeLayout(2, 300));
  const day = AS_OF - 200;
  const { histories, stage } = coursesOf(made, 'EUR', day);
  expect(stage).toBe('stage');
  for (const { createdDay, closedDay, changes, outcome } of histories) {
    expect(createdDay).toBeLessThanOrEqual(day);
    expect(closedDay === null).toBe(outcome === 'open');
    for (const change of changes) expect(change.day).toBeLessThan(closedDay ?? day + 1);
  }
});
