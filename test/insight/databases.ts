import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Layout } from '@/lib/insight/layout';
import { columnsOf, createAsked, createTables, csvOf, TABLE_NAMES } from '@/lib/insight/files';
import type { Asked } from '@/lib/insight/metric';
import { openDuckDb, type Database } from '@/lib/cli/insight/duckdb';
import { loadTables } from '@/lib/cli/insight/load';
import { SQL } from '@/lib/cli/insight/sql-files';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../.cache', import.meta.url));
const PINNED = fileURLToPath(new URL('duckdb', import.meta.url));

/** Installs DuckDB into `.cache` when it is first asked for: it is no dependency of the product. */
export async function installDuckDb(): Promise<void> {
  const folder = join(cache, 'duckdb');
  const wanted = readFileSync(join(PINNED, 'package.json'), 'utf8');
  const stamp = join(folder, '.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'duckdb-'));
  writeFileSync(join(fresh, 'package.json'), wanted);
  // Without a lock file: npm refuses one that lacks the binary of any platform, and not every registry has them all.
  const install = ['install', '--no-package-lock', '--include=optional', '--ignore-scripts', '--loglevel=error'];
  await run('npm', install, { cwd: fresh, shell: process.platform === 'win32', timeout: 240_000 });
  writeFileSync(join(fresh, '.stamp'), wanted);
  // Another test may have been quicker.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return rmSync(fresh, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** Writes the layout's files into a new folder. */
export function layoutFolder(layout: Layout): string {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-layout-'));
  for (const table of TABLE_NAMES) writeFileSync(join(folder, `${table}.csv`), csvOf(table, layout[table]));
  return folder;
}

/** DuckDB with the layout, what is prepared and what is asked. */
export async function duckDbWith(layout: Layout, asked: Asked): Promise<Database> {
  await installDuckDb();
  const database = await openDuckDb();
  const folder = layoutFolder(layout);
  await loadTables(database, { folder, has: (file) => existsSync(file) });
  await database.run(createAsked(asked));
  await database.run(SQL.get('prepare') ?? '');
  rmSync(folder, { recursive: true, force: true });
  return database;
}

const BIN = [
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/16/bin',
  '/usr/lib/postgresql/15/bin',
  '/usr/local/bin',
];

/** The folder of PostgreSQL's programs; on Debian, as root, the package is installed. Null where there is none. */
export function postgresBin(): string | null {
  const found = (): string | null => BIN.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
  if (found() !== null || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
    const install = ['install', '-y', '-q', '--no-install-recommends', 'postgresql'];
    execFileSync('apt-get', install, { env, stdio: 'ignore' });
  } catch {
    // No package to be had here: the test says so.
  }
  return found();
}

export type Postgres = { rows: (sql: string) => Record<string, string | null>[]; close: () => void };

/** A PostgreSQL of its own in a new folder, on a socket only; PostgreSQL does not run as root, so root becomes `postgres`. */
export function startPostgres(bin: string): Postgres {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-pg-'));
  const root = process.getuid?.() === 0;
  if (root) execFileSync('chown', ['postgres', folder]);
  const as = (command: string, args: readonly string[], input?: string): string | null =>
    execFileSync(root ? 'runuser' : command, root ? ['-u', 'postgres', '--', command, ...args] : args, {
      encoding: 'utf8',
      cwd: folder,
      maxBuffer: 1 << 28,
      // What a server inherits would never end.
      stdio: input === undefined ? 'ignore' : 'pipe',
      timeout: 120_000,
      ...(input === undefined ? {} : { input }),
    });
  const data = join(folder, 'data');
  as(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'fairlead', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const options = `-k ${folder} -c listen_addresses= -c fsync=off -c autovacuum=off`;
  as(join(bin, 'pg_ctl'), ['-D', data, '-w', '-t', '120', '-l', join(folder, 'log'), '-o', options, 'start']);
  const psql = existsSync(join(bin, 'psql')) ? join(bin, 'psql') : 'psql';
  const args = ['-h', folder, '-U', 'fairlead', '-d', 'postgres', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '--csv'];
  return {
    rows: (sql) => csvRows(as(psql, [...args, '-P', 'null=∅'], sql) ?? ''),
    close: () => {
      as(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Loads the layout into PostgreSQL through the same CSV text. */
export function loadPostgres(database: Postgres, layout: Layout, asked: Asked): void {
  const copies = TABLE_NAMES.map((table) => {
    const names = columnsOf(table).map(({ name }) => name);
    return `copy ${table} (${names.join(', ')}) from stdin with (format csv, header);\n${csvOf(table, layout[table])}\\.\n`;
  });
  database.rows([createTables(), ...copies, createAsked(asked), SQL.get('prepare') ?? '', 'analyze;'].join('\n'));
}

function csvRows(text: string): Record<string, string | null>[] {
  const lines = text.trim() === '' ? [] : text.trim().split('\n').map(cellsOf);
  const [head, ...rest] = lines;
  return rest.map((cells) =>
    Object.fromEntries((head ?? []).map((name, i) => [name, cells[i] === '∅' ? null : (cells[i] ?? null)])),
  );
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
  );
}
