import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '@/lib/cli/insight/duckdb';
import { SQL } from '@/lib/cli/insight/sql-files';
import { askedOf } from '@/lib/insight/ask';
import { bookOf } from '@/lib/insight/book';
import { METRIC_IDS, METRICS } from '@/lib/insight/metrics';
import { duckDbWith, loadPostgres, postgresBin, startPostgres, type Postgres } from './databases';
import { expectSameRows } from './lines';
import { AS_OF, madeLayout } from './made';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

const LAYOUT = madeLayout(7, 900);
const BOOK = bookOf(LAYOUT);
const ASKED = askedOf(BOOK, { asOf: AS_OF, since: AS_OF - 60, from: AS_OF - 600 });

const own = (id: (typeof METRIC_IDS)[number]) => METRICS[id](BOOK, ASKED).rows;

it('every metric has its SQL file, and every file its metric', () => {
  expect([...SQL.keys()].filter((name) => name !== 'prepare').toSorted()).toEqual(METRIC_IDS.toSorted());
});

it.each(METRIC_IDS)('the made-up data give %s something to say', (id) => {
  expect(own(id).length).toBeGreaterThan(1);
});

describe('DuckDB gives the numbers of the page', () => {
  let database: Database;
  beforeAll(async () => {
    database = await duckDbWith(LAYOUT, ASKED);
  }, 300_000);
  afterAll(() => database?.close());

  it.each(METRIC_IDS)('%s', async (id) => {
    expectSameRows(await database.rows(SQL.get(id) ?? ''), own(id));
  });
});

describe('PostgreSQL gives the numbers of the page', () => {
  let database: Postgres | null = null;
  const bin = postgresBin();
  if (bin === null) process.stderr.write('! PostgreSQL is not installed: the SQL is not tested on it.\n');
  beforeAll(() => {
    if (bin === null) return;
    database = startPostgres(bin);
    loadPostgres(database, LAYOUT, ASKED);
  }, 300_000);
  afterAll(() => database?.close());

  it.skipIf(bin === null).each(METRIC_IDS)('%s', (id) => {
    const rows = (database?.rows(SQL.get(id) ?? '') ?? []).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, text]) => [name, name === 'arg' ? text : valueOf(text)])),
    );
    expectSameRows(rows, own(id));
  });
});

function valueOf(text: string | null): unknown {
  return text !== null && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/.test(text) ? Number(text) : text;
}
