import { TABLES, type Layout, type TableName } from './layout';
import type { Asked } from './metric';
import { dayText } from './periods';

const SQL_TYPES = {
  text: 'varchar',
  number: 'double precision',
  integer: 'integer',
  day: 'date',
  instant: 'timestamp',
} as const;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The columns of a table with their types in SQL, in the order of its file. */
export function columnsOf(table: TableName): { name: string; type: string }[] {
  return Object.entries(TABLES[table]).map(([name, type]) => ({ name, type: SQL_TYPES[type] }));
}

/** `create table` of the whole layout, in SQL that DuckDB and PostgreSQL both take. */
export function createTables(): string {
  return TABLE_NAMES.map((table) => {
    const columns = columnsOf(table).map(({ name, type }) => `${name} ${type}`);
    return `create table ${table} (${columns.join(', ')});`;
  }).join('\n');
}

/** What is asked, as the three small tables that the SQL reads it from. */
export function createAsked({ asOf, from, since, period, periods, months }: Asked): string {
  const day = (number: number): string => `date '${dayText(number)}'`;
  const spans = (name: string, list: Asked['periods']): string =>
    [
      `create table ${name} (period_start date, period_end date);`,
      ...(list.length === 0
        ? []
        : [`insert into ${name} values ${list.map(({ start, end }) => `(${day(start)}, ${day(end)})`).join(', ')};`]),
    ].join('\n');
  return [
    'create table params (as_of date, from_day date, since date, period_start date, period_end date);',
    `insert into params values (${[asOf, from, since, period.start, period.end].map(day).join(', ')});`,
    spans('periods', periods),
    spans('months', months),
  ].join('\n');
}

/** One table as CSV (RFC 4180, UTF-8); null is an empty cell, an empty text a quoted one. */
export function csvOf<T extends TableName>(table: T, rows: Layout[T]): string {
  const names = Object.keys(TABLES[table]);
  const lines = rows.map((row) => {
    const cells: Readonly<Record<string, string | number | null>> = { ...row };
    return names.map((name) => cellOf(cells[name] ?? null)).join(',');
  });
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
