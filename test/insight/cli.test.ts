import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedOf } from '@/lib/insight/ask';
import { bookOf } from '@/lib/insight/book';
import { METRIC_IDS, METRICS } from '@/lib/insight/metrics';
import { fairleadKeys } from '@/test/cli/support';
import { sampleDeals } from '@/test/cli/past-support';
import { installDuckDb, layoutFolder } from './databases';
import { expectSameRows } from './lines';
import { AS_OF, madeLayout } from './made';

type Json = Record<string, unknown>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'fairlead-insight-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function run(...line: string[]): { status: number | null; out: Json; stderr: string } {
  const program = join(root, '.dev/fairlead.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...line], { encoding: 'utf8', cwd: place });
  return { status, out: stdout.startsWith('{') ? (JSON.parse(stdout) as Json) : {}, stderr };
}

const metricsIn = (out: Json): Record<string, Json[]> => (out['metrics'] ?? {}) as Record<string, Json[]>;

describe('fairlead insight on files', () => {
  beforeAll(installDuckDb, 300_000);

  it('gives every metric of a folder of tables, as the page has them', { timeout: 120_000 }, () => {
    const layout = madeLayout(11, 200);
    const folder = layoutFolder(layout);
    const { status, out, stderr } = run('insight', folder, '--as-of', '2024-02-29', '--fiscal-start', '2');
    rmSync(folder, { recursive: true, force: true });
    expect(status, stderr).toBe(0);
    expect(out).toMatchObject({ deals: 200, asOf: '2024-02-29', period: { name: 'FY2025-Q1' } });
    const book = bookOf(layout);
    const asked = askedOf(book, { asOf: AS_OF, fiscalStart: 2 });
    for (const id of METRIC_IDS) expectSameRows(metricsIn(out)[id] ?? [], METRICS[id](book, asked).rows, id);
  });

  it('gives the same of an export and of the Parquet tables made of it', { timeout: 120_000 }, () => {
    writeFileSync(join(place, 'deals-of-crm.csv'), sampleDeals());
    const direct = run('insight', 'deals-of-crm.csv', '--sql', 'win-rate', '--sql', 'movement');
    expect(direct.status, direct.stderr).toBe(0);
    expect(direct.out).toMatchObject({ deals: 120, placed: 120, import: { taken: 120, left: 0 } });
    expect(metricsIn(direct.out)['win-rate']?.[0]).toMatchObject({ dimension: 'all', n: 100, won: 58 });
    expect(run('export', 'deals-of-crm.csv', '--to', 'tables', '--format', 'parquet').status).toBe(0);
    for (const path of ['tables', 'tables/deals.parquet']) {
      const again = run('insight', path, '--sql', 'win-rate', '--sql', 'movement');
      for (const id of ['win-rate', 'movement'])
        expectSameRows(metricsIn(again.out)[id] ?? [], metricsIn(direct.out)[id] ?? [], id);
    }
  });

  it('says which file it cannot read', () => {
    writeFileSync(join(place, 'broken.parquet'), 'no parquet at all');
    const { status, stderr } = run('insight', 'broken.parquet');
    expect(status).toBe(2);
    expect(stderr).toContain('the tables cannot be read');
  });
});

describe('before anything is computed', () => {
  const BAD =
    'Record ID,Deal Stage,Amount,Create Date,Close Date\n1,Won,5,2026-01-01,2026-02-01\n,Won,5,2026-01-01,2026-02-01\n1,Lost,x,2026-01-01,2026-02-01\n';

  it('--plan says what would become of each row, and keeps the mapping for the next time', async () => {
    const { code, out, files } = await fairleadKeys(['insight', 'd.csv', '--plan', '--write-mapping', 'map.json'], {
      'd.csv': BAD,
    });
    expect(code).toBe(1);
    const plan = JSON.parse(out) as Json;
    expect(plan).toMatchObject({ taken: 1, left: 2, remarks: { noId: 1, duplicateId: 1 } });
    expect(plan['rows']).toHaveLength(3);
    const mapping = files.get('map.json') ?? '';
    const again = await fairleadKeys(['insight', 'd.csv', '--plan', '--mapping', 'map.json'], {
      'd.csv': BAD,
      'map.json': mapping,
    });
    expect(again.out).toBe(out);
  });

  it.each([
    [['insight', 'd.csv', '--sql', 'win-rates'], 'there is no metric "win-rates": did you mean `win-rate`?'],
    [['insight', 'd.csv', '--mapping', 'm.json'], '"m.json" is no mapping'],
    [['insight', 'none.csv'], 'neither a file that can be read nor a folder'],
    [['insight', 'none.parquet'], 'cannot be read'],
    [['insight', 'empty.csv'], 'no line with the names of columns'],
    [['export', 'd.csv'], 'it needs --to <folder>'],
    [['export', 'd.csv', '--to', 'x', '--format', 'xml'], '"xml" is no format'],
    [['export', 'm.json', '--to', 'x'], "is not the extension's data"],
    [['export', 'd.csv', '--to', '/readonly/x'], 'cannot be written'],
  ])('%j', async (line, message) => {
    const { code, err } = await fairleadKeys(line, { 'd.csv': BAD, 'm.json': '{"won": 1}', 'empty.csv': '' });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("fairlead export of the extension's data", () => {
  const value = (of: unknown) => ({ state: 'value', value: of, source: 'api' });
  const at = (day: string, hour = 12): number => Date.parse(`${day}T${String(hour).padStart(2, '0')}:30:00Z`);
  const deal = (id: string, fields: Json, lists: Json = {}) => ({ id, url: 'https://x', readAt: 0, fields, lists });
  const rule = (id: string, kind: string) => ({ id, title: id, verdict: { kind } });
  const assessed = (day: string, budget: string, gaps: string[], unknown: string[] = []) => ({
    dealId: 'A',
    at: at(day),
    criteria: [rule('budget', budget)],
    signals: [],
    gaps: gaps.map((field) => ({ field, kind: 'missing', due: 'now' })),
    read: { unknown: unknown.map((input) => ({ input })) },
    risk: { state: 'score', risk: 30 },
  });
  const data = {
    fairlead: 'data',
    format: 1,
    zoneMinutes: 120,
    deals: [
      {
        outcome: 'won',
        deal: deal(
          'A',
          {
            name: value('Müller, "M"'),
            'owner.name': value('Ann'),
            'stage.label': value('Won'),
            amount: value({ value: 100, currency: 'EUR' }),
            createdAt: value('2026-01-31T23:30:00Z'),
            closeDate: value('2026-03-31'),
            probability: { state: 'empty', source: 'api' },
          },
          {
            activities: {
              state: 'rows',
              complete: true,
              rows: [{ at: value('2026-02-03T08:00:00Z'), direction: value('Incoming') }, { at: value('2026-02-04') }],
            },
          },
        ),
      },
      { outcome: null, deal: deal('B', {}) },
    ],
    changes: [
      { dealId: 'A', field: 'stage.label', from: value('Proposal'), to: value('Won'), seenAt: at('2026-03-02') },
      {
        dealId: 'A',
        field: 'amount',
        from: { state: 'empty' },
        to: value({ value: 100, currency: 'EUR' }),
        seenAt: at('2026-02-02'),
      },
      {
        dealId: 'A',
        field: 'closeDate',
        from: { state: 'unknown', reason: 'notOnPage' },
        to: value('2026-03-31'),
        seenAt: at('2026-02-03'),
      },
    ],
    assessments: [
      assessed('2026-02-01', 'notMet', ['nextStep']),
      assessed('2026-02-05', 'notMet', []),
      assessed('2026-02-09', 'met', [], ['nextStep']),
    ],
    stages: [{ pipeline: null, stage: 'Proposal', position: 1 }],
    teams: [{ name: 'North', owners: ['Bo', 'Ann'] }],
  };

  it('writes the tables, days in the zone of the team, and names the deal whose outcome is not known', async () => {
    const { code, out, err, files } = await fairleadKeys(['export', 'data.json', '--to', 'out/'], {
      'data.json': JSON.stringify(data),
    });
    expect(code, err).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      left: { n: 1, why: { unknownOutcome: ['B'] } },
      rows: { deals: 1, changes: 2, flags: 5 },
    });
    const table = (name: string): string[] => (files.get(`out/${name}.csv`) ?? '').trim().split('\n').slice(1);
    expect(table('deals')).toEqual([
      'A,"Müller, ""M""",,Ann,North,,,,,Won,won,100,EUR,2026-02-01,2026-03-02,2026-03-31,',
    ]);
    expect(table('changes')).toEqual(['A,2026-02-02,0,amount,,100', 'A,2026-03-02,2,stage,Proposal,Won']);
    expect(table('activities')).toEqual(['A,2026-02-03,2026-02-03T08:00:00Z,,in', 'A,2026-02-04,,,']);
    expect(table('flags')).toEqual([
      'A,2026-02-01,criterion,budget,notMet,',
      'A,2026-02-01,field,nextStep,notMet,missing',
      'A,2026-02-05,field,nextStep,met,',
      'A,2026-02-09,criterion,budget,met,',
      'A,2026-02-09,field,nextStep,unknown,',
    ]);
    expect(table('scores')).toEqual(['A,2026-02-01,0.7', 'A,2026-02-05,0.7', 'A,2026-02-09,0.7']);
  });
});
