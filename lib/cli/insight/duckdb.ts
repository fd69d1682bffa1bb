import { createRequire } from 'node:module';
import { UsageError } from '../command';

/** The part of `@duckdb/node-api` that is used; it is no dependency, for it is larger than all the rest together. */
type DuckDb = { DuckDBInstance: { create: (path: string) => Promise<{ connect: () => Promise<Connection> }> } };
type Connection = {
  run: (sql: string) => Promise<unknown>;
  runAndReadAll: (sql: string) => Promise<Reader>;
  closeSync: () => void;
};
type Reader = {
  columnNames: () => string[];
  columnTypes: () => unknown[];
  getRowObjectsJson: () => Record<string, unknown>[];
};

export type Database = {
  run: (sql: string) => Promise<void>;
  /** Rows as plain JSON: days as `YYYY-MM-DD`, numbers as numbers. */
  rows: (sql: string) => Promise<Record<string, unknown>[]>;
  close: () => void;
};

/** Opens DuckDB in memory. Throws a UsageError that says how to get it where it is not installed. */
export async function openDuckDb(): Promise<Database> {
  const { DuckDBInstance } = loaded();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      const types = reader.columnTypes().map(String);
      const wide = new Set(reader.columnNames().filter((_, i) => WIDE.test(types[i] ?? '')));
      return reader.getRowObjectsJson().map((row) => plain(row, wide));
    },
    close: () => connection.closeSync(),
  };
}

/** Numbers that come as text, for they may be larger than JavaScript's. */
const WIDE = /^(?:U?BIGINT|U?HUGEINT|DECIMAL)/;

function plain(row: Record<string, unknown>, wide: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value !== null && wide.has(name) ? Number(value) : value]),
  );
}

/** The project and its cache, from this file and from its bundle in `.cache`; then where the command is run. */
const PLACES = ['.', './duckdb', '../../../.cache/duckdb'].map(
  (path) => new URL(`${path}/package.json`, import.meta.url).href,
);

function loaded(): DuckDb {
  for (const place of [...PLACES, `${process.cwd()}/package.json`]) {
    try {
      return createRequire(place)('@duckdb/node-api') as DuckDb; // the part of it above
    } catch {
      // Not installed there.
    }
  }
  throw new UsageError(
    'DuckDB is not installed, and this command runs on it: "npm install --no-save @duckdb/node-api" in this folder brings it (70 MB)',
  );
}
