import { beforeAll, describe, expect, it, vi } from 'vitest';
import { askedOf } from '@/lib/insight/ask';
import { bookOf, filtered } from '@/lib/insight/book';
import { findPatterns } from '@/lib/insight/findings/find';
import { METRIC_IDS, METRICS, type MetricId } from '@/lib/insight/metrics';
import { dayOf } from '@/lib/insight/periods';
import { makeEngine, type Engine } from '@/lib/insight-worker/engine';
import type { Question } from '@/lib/insight-worker/question';
import { AS_OF, madeLayout } from '@/test/insight/made';
import { mavenLayout } from '@/test/insight/maven/read';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

type Row = Record<string, unknown>;

/** An engine with these tables, put in as the page does: in parts. */
function engineWith(layout: ReturnType<typeof mavenLayout>): Engine {
  const engine = makeEngine();
  engine.begin();
  const half = Math.floor(layout.deals.length / 2);
  engine.add(JSON.stringify({ deals: layout.deals.slice(0, half), stages: layout.stages }));
  engine.add(JSON.stringify({ deals: layout.deals.slice(half), stages: [] }));
  engine.finish({ kind: 'import' });
  return engine;
}

const without = ({ deals: _deals, ...row }: Row): Row => row;

describe('the worker’s answers', () => {
  const layout = mavenLayout();
  const book = bookOf(layout);
  const asOf = dayOf('2017-12-31') ?? 0;
  const whole: Question = { filter: {}, asked: { asOf } };
  const [first] = layout.deals;
  const agent = first?.owner ?? '';
  let engine: Engine;
  beforeAll(() => {
    engine = engineWith(layout);
  });

  it.each(METRIC_IDS)('%s is what the metric says, without the ids of its deals', (id) => {
    const { rows, n, period } = engine.answer(whole, id) as { rows: Row[]; n: number; period: { name: string } };
    const asked = askedOf(book, whole.asked);
    const metric = METRICS[id](book, asked);
    expect(rows).toEqual((metric.rows as unknown as Row[]).map(without));
    expect([n, period.name]).toEqual([metric.n, '2017-Q4']);
  });

  it('a filter keeps the periods of the whole, and counts its own deals alone', () => {
    const asked = askedOf(book, whole.asked);
    const { rows } = engine.answer({ ...whole, filter: { owner: agent } }, 'win-rate') as { rows: Row[] };
    const own = METRICS['win-rate'](
      filtered(book, ({ row }) => row.owner === agent),
      asked,
    );
    expect(rows).toEqual((own.rows as unknown as Row[]).map(without));
    expect(own.n).toBeLessThan(1_000);
  });

  it('a filter for deals without a segment is none for all of them', () => {
    const counts = (filter: Question['filter']) => (engine.answer({ ...whole, filter }, 'win-rate') as { n: number }).n;
    expect(counts({ segment: null })).toBe(0); // all its deals without a segment are open
    expect(counts({})).toBe(6_711);
  });

  it('the deals behind a row are as many as it counts, and several rows are put together', () => {
    const { rows } = engine.answer(whole, 'win-rate') as { rows: { dimension: string; n: number }[] };
    const at = rows.findIndex(({ dimension }) => dimension === 'team');
    const behind = engine.behind(whole, { of: 'win-rate', at });
    expect(behind?.total).toBe(rows[at]?.n);
    expect(behind?.deals.length).toBe(Math.min(2_000, rows[at]?.n ?? 0));
    const two = engine.behind(whole, { of: 'win-rate', at: [at, at + 1] });
    expect(two?.total).toBe((rows[at]?.n ?? 0) + (rows[at + 1]?.n ?? 0));
  });

  it('finds what the finder finds, and the deals on its worse side', () => {
    const found = findPatterns(book, askedOf(book, whole.asked));
    const answer = engine.findings(whole);
    expect(answer.findings.map(({ code }) => code)).toEqual(['closedInPeriodEnd']);
    expect(answer.findings[0]?.dealCount).toBe(found.findings[0]?.deals.length);
    expect(engine.behind(whole, { of: 'findings', at: 0 })?.total).toBe(found.findings[0]?.deals.length);
  });

  it('forecasts past periods when asked to, and then says how far off each method was', () => {
    const asked: Question = { filter: {}, asked: { asOf, kind: 'month' } };
    expect((engine.answer(asked, 'forecast-accuracy') as { rows: Row[] }).rows).toEqual([]);
    let calls = engine.foretell(asked);
    // It takes more than a moment, and another question need not wait for it.
    expect(calls).toBeNull();
    expect((engine.answer(asked, 'pipeline') as { n: number }).n).toBeGreaterThan(0);
    expect((engine.answer(asked, 'forecast-accuracy') as { rows: Row[] }).rows).toEqual([]);
    while (calls === null) calls = engine.foretell(asked);
    expect(calls).toBeGreaterThan(0);
    const { rows } = engine.answer(asked, 'forecast-accuracy') as { rows: Row[] };
    expect(rows.map(({ method }) => method)).toContain('forecast');
  });

  it('forecasts no business years: the forecast knows calendar months and quarters', () => {
    expect(engine.foretell({ filter: {}, asked: { asOf, kind: 'year' } })).toBe(0);
    expect(engine.foretell({ filter: {}, asked: { asOf, kind: 'quarter', fiscalStart: 2 } })).toBe(0);
  });

  it('counts with the targets that were entered', () => {
    engine.setTargets([{ period_start: '2017-10-01', owner: null, amount: 5_000_000, currency: 'USD' }]);
    const { rows } = engine.answer(whole, 'coverage') as { rows: Row[] };
    expect(rows[0]).toMatchObject({ target: 5_000_000, won: 2_802_496, needed: 2_197_504 });
    engine.setTargets([]);
  });

  it('is refused before there are data', () => {
    expect(() => makeEngine().answer(whole, 'pipeline')).toThrow('no data');
  });
});

describe('currencies, calls and tables that are kept', () => {
  const deal = {
    ...madeLayout(1, 1).deals[0],
    outcome: 'open' as const,
    closed: null,
    created: '2026-01-10',
    close_date: '2026-02-20',
  };
  const deals = [
    { ...deal, deal_id: 'a', amount: 100, currency: 'EUR' },
    { ...deal, deal_id: 'b', amount: 100, currency: 'USD' },
    { ...deal, deal_id: 'c', amount: 100, currency: 'JPY' },
  ];
  const asked: Question = { filter: {}, asked: { asOf: dayOf('2026-02-01') ?? 0 } };
  const engine = makeEngine();
  beforeAll(() => {
    engine.add(JSON.stringify({ deals }));
    engine.finish({ kind: 'import' });
  });
  const open = (): Row[] =>
    (engine.answer(asked, 'pipeline') as { rows: Row[] }).rows
      .map(({ currency, amount, n }) => ({ currency, amount, n }))
      .toSorted((a, b) => (String(a.currency) < String(b.currency) ? -1 : 1));

  it('adds up amounts of other currencies by the rates that are given, and keeps apart what has none', () => {
    const overview = engine.setRates({ base: 'EUR', rates: { USD: 0.5 } });
    expect(overview.currencies.map(({ currency, n }) => [currency, n])).toEqual([
      ['EUR', 2],
      ['JPY', 1],
    ]);
    expect(overview.ownCurrencies).toHaveLength(3);
    expect(open()).toEqual([
      { currency: 'EUR', amount: 150, n: 2 },
      { currency: 'JPY', amount: 100, n: 1 },
    ]);
    engine.setTargets([{ period_start: '2026-01-01', owner: null, amount: 1_000, currency: 'USD' }]);
    const { rows } = engine.answer(asked, 'coverage') as { rows: Row[] };
    expect(rows.find(({ currency }) => currency === 'EUR')).toMatchObject({ target: 500, open: 150 });
    engine.setTargets([]);
  });

  it('counts each currency for itself again once the rates are gone, and keeps the tables as they were put in', () => {
    const kept = engine.tables().map((text) => JSON.parse(text) as { deals?: { currency: string }[] });
    expect(kept.flatMap((part) => part.deals ?? []).map(({ currency }) => currency)).toEqual(['EUR', 'USD', 'JPY']);
    engine.setRates(null);
    expect(open()).toHaveLength(3);
  });

  it('holds what was called in reviews against the other forecasts', () => {
    engine.setCalled([{ dealId: 'a', day: '2026-01-20', call: 'commit', due: '2026-03-01' }]);
    const { rows } = engine.answer(asked, 'forecast') as { rows: Row[] };
    expect(rows.filter(({ method }) => method === 'rep')).toMatchObject([{ currency: 'EUR', value: 100 }]);
    engine.setCalled([]);
  });

  it('makes the same of tables that were kept, whose lists are read only when asked for', () => {
    const made = madeLayout(2, 300);
    const question: Question = { filter: {}, asked: { asOf: AS_OF } };
    const [first, again] = [makeEngine(), makeEngine()];
    // A CRM tells of no teams.
    first.add(JSON.stringify({ ...made, deals: made.deals.map((one) => ({ ...one, team: null })) }));
    first.finish({ kind: 'import' });
    for (const text of first.tables()) again.add(text);
    again.finish({ kind: 'tables', withoutOutcome: 0 });
    for (const id of METRIC_IDS) expect(again.answer(question, id), id).toEqual(first.answer(question, id));
  });
});

describe('teams that were put together in this browser', () => {
  const { deals } = mavenLayout();
  const [ann = '', bo = '', cy = ''] = [...new Set(deals.map(({ owner }) => owner ?? ''))];
  const asked = { asOf: dayOf('2017-12-31') ?? 0 };
  const countOf = (...owners: string[]): number => deals.filter(({ owner }) => owners.includes(owner ?? '')).length;
  const engine = makeEngine();
  const finished = (teams: Parameters<Engine['setTeams']>[0]) => {
    engine.begin();
    engine.add(JSON.stringify({ deals }));
    engine.setTeams(teams);
    return engine.finish({ kind: 'tables', withoutOutcome: 0 });
  };
  const opened = (team: string | null): number => {
    const { n } = engine.answer({ filter: { team }, asked }, 'pushes') as { n: number };
    return n;
  };

  it('are counted and filtered by their owners, one who is in two in both', () => {
    const { levels } = finished([
      { name: 'North', owners: [ann, bo] },
      { name: 'South', owners: [bo, cy] },
    ]);
    expect(levels.team).toEqual([
      { level: 'North', n: countOf(ann, bo) },
      { level: 'South', n: countOf(bo, cy) },
      { level: null, n: deals.length - countOf(ann, bo, cy) },
    ]);
    const placed = (...owners: string[]): number =>
      deals.filter(({ owner, created }) => created !== null && owners.includes(owner ?? '')).length;
    expect([opened('North'), opened('South')]).toEqual([placed(ann, bo), placed(bo, cy)]);
    expect(opened(null)).toBe(deals.filter(({ created }) => created !== null).length - placed(ann, bo, cy));
  });

  it('group deals by the first one of their owner', () => {
    const { rows } = engine.answer({ filter: {}, asked }, 'win-rate') as { rows: Row[] };
    const won = (...owners: string[]): number =>
      deals.filter(({ owner, outcome }) => outcome !== 'open' && owners.includes(owner ?? '')).length;
    const byTeam = rows.filter(({ dimension, level }) => dimension === 'team' && level !== null);
    expect(new Map(byTeam.map(({ level, n }) => [level, n]))).toEqual(
      new Map([
        ['North', won(ann, bo)],
        ['South', won(cy)],
      ]),
    );
  });

  it('are gone again with those that were kept in the tables', () => {
    expect(finished([]).levels.team).toEqual([{ level: null, n: deals.length }]);
  });
});

/** Rows that stand for no deals: periods of a forecast, and comparisons. */
const NO_DEALS: ReadonlySet<MetricId> = new Set(['forecast-accuracy', 'contrasts']);

describe('every mark leads to its deals', () => {
  const made = madeLayout(3, 600);
  const engine = makeEngine();
  const question: Question = { filter: {}, asked: { asOf: AS_OF } };
  beforeAll(() => {
    engine.add(JSON.stringify(made));
    engine.finish({ kind: 'import' });
  });

  it.each(METRIC_IDS)('%s', (id) => {
    const { rows } = engine.answer(question, id) as { rows: { n?: number }[] };
    const found = rows.map((_row, at) => engine.behind(question, { of: id, at }));
    if (NO_DEALS.has(id)) expect(found.every((behind) => behind === null)).toBe(true);
    else {
      expect(rows.length).toBeGreaterThan(0);
      expect(found.every((behind) => behind !== null)).toBe(true);
      expect(found.some((behind) => (behind?.total ?? 0) > 0)).toBe(true);
    }
  });
});
