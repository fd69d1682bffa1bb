import type { DateOrder } from '@/lib/domain/hints';
import type { Opened } from '../document/open';
import type { Problem } from '../report/problem';
import { dateReader } from '@/lib/insight/import/column-dates';
import { numberReader } from '@/lib/insight/import/column-numbers';
import type { Mapping } from './mapping-schema';
import { mappingProblem } from './read-mapping';
import { quoted, type SetAside } from './set-aside';
import type { Table, TableRow } from '@/lib/insight/import/table';

/** Reads one cell: a value, null where it is blank, undefined where it is not readable (then it is counted). */
export type CellReader = (row: TableRow) => number | null | undefined;

export type Reading = {
  mapping: Mapping;
  opened: Opened;
  aside: SetAside;
  notes: string[];
  problems: Problem[];
  today: string;
};

/** A column of which fewer can be read is not what the mapping says it is. */
const MOST_UNREADABLE = 0.5;

export function dateColumn(
  table: Table,
  column: string | undefined,
  path: readonly PropertyKey[],
  reading: Reading,
): CellReader {
  if (column === undefined || !table.columns.includes(column)) return () => null;
  const order = reading.mapping.dates?.toLowerCase() as DateOrder | undefined;
  const { read, note } = dateReader(column, textsOf(table, column), order, reading.today);
  if (note !== null) reading.notes.push(note);
  return checked(table, column, path, 'date', read, reading);
}

export function numberColumn(
  table: Table,
  column: string | undefined,
  path: readonly PropertyKey[],
  reading: Reading,
): CellReader {
  if (column === undefined || !table.columns.includes(column)) return () => null;
  const read = numberReader(textsOf(table, column), reading.mapping.decimal);
  return checked(table, column, path, 'number', read, reading);
}

function textsOf(table: Table, column: string): string[] {
  return table.rows.flatMap(({ cells }) => (cells[column] ? [cells[column]] : []));
}

function checked(
  table: Table,
  column: string,
  path: readonly PropertyKey[],
  kind: 'date' | 'number',
  read: (text: string) => number | null,
  { opened, problems, aside }: Reading,
): CellReader {
  const filled = table.rows.filter(({ cells }) => cells[column]);
  const bad = filled.filter(({ cells }) => read(cells[column] ?? '') === null);
  const [first] = bad;
  if (first && bad.length > MOST_UNREADABLE * filled.length) {
    const message = `${column} holds no ${kind}s: ${quoted(first.number, first.cells[column] ?? null, column)} is none, nor are ${bad.length - 1} more of ${filled.length}`;
    problems.push(mappingProblem(opened, path, message, '', column));
  }
  return ({ number, cells }) => {
    const text = cells[column];
    if (!text) return null;
    const value = read(text);
    if (value !== null) return value;
    aside.add(`no ${kind} in ${column} (taken as unknown)`, quoted(number, text, column));
    return undefined;
  };
}
