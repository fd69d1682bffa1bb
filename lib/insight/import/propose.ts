import { dateReader } from './column-dates';
import { decimalOf, numberReader } from './column-numbers';
import { folded, IMPORT_FIELDS, IMPORT_FIELD_NAMES, type ImportField, type ImportMapping } from './mapping';
import type { Table } from './table';

/** Words of values that say how a deal ended, folded; a value holds one of them. */
const WON = ['won', 'gewonnen', 'gagne', '受注', '成約'];
const LOST = ['lost', 'verloren', 'perdu', '失注', 'abandoned', 'disqualified'];
const YES = new Set(['true', 'yes', '1', 'ja', 'oui']);
const NO = new Set(['false', 'no', '0', 'nein', 'non']);

/** A column of which fewer cells can be read as dates or numbers is not proposed as one. */
const LEAST_READABLE = 0.5;
const SAMPLE = 500;

/** A first mapping, by the names of the columns and what is in them: to be looked at by a person, never used unseen. */
export function proposeMapping(table: Table, today: string): ImportMapping {
  const columns: Partial<Record<ImportField, string>> = {};
  const taken = new Set<string>();
  const take = (field: ImportField, column: string | undefined): void => {
    if (column === undefined || columns[field] !== undefined || taken.has(column)) return;
    if (!holds(table, column, field, today)) return;
    columns[field] = column;
    taken.add(column);
  };
  // A name that is one of ours before one that only begins with it; earlier names of a list before later ones.
  for (const exact of [true, false])
    for (const field of IMPORT_FIELD_NAMES)
      for (const name of IMPORT_FIELDS[field])
        take(
          field,
          table.columns.find((column) =>
            exact ? folded(column) === name : name.length > 5 && folded(column).startsWith(name),
          ),
        );
  const deciding = columns.outcome ?? columns.stage;
  const values = deciding === undefined ? [] : valuesOf(table, deciding);
  const isFlag =
    columns.outcome !== undefined && values.every((value) => YES.has(folded(value)) || NO.has(folded(value)));
  const won = values.filter((value) => (isFlag ? YES.has(folded(value)) : holdsOne(value, WON)));
  const lost = values.filter(
    (value) => !won.includes(value) && (isFlag ? NO.has(folded(value)) : holdsOne(value, LOST)),
  );
  const open = values.filter((value) => !won.includes(value) && !lost.includes(value));
  const stages = columns.stage === undefined ? [] : valuesOf(table, columns.stage);
  return {
    columns,
    won,
    lost,
    open,
    stages: stages.filter((stage) => !holdsOne(stage, WON) && !holdsOne(stage, LOST)),
    dates: null,
    decimal: columns.amount === undefined ? null : decimalOf(cellsOf(table, columns.amount)),
    currency: null,
  };
}

function holdsOne(value: string, words: readonly string[]): boolean {
  const text = folded(value);
  return words.some((word) => text.includes(word));
}

/** The values of a column in the order they first come. */
export function valuesOf({ rows }: Table, column: string): string[] {
  return [...new Set(rows.flatMap(({ cells }) => (cells[column] ? [cells[column]] : [])))];
}

export function cellsOf({ rows }: Table, column: string): string[] {
  return rows.flatMap(({ cells }) => (cells[column] ? [cells[column]] : []));
}

function holds(table: Table, column: string, field: ImportField, today: string): boolean {
  if (field !== 'amount' && field !== 'probability' && !DAYS.has(field)) return true;
  const cells = cellsOf(table, column).slice(0, SAMPLE);
  const read = DAYS.has(field) ? dateReader(column, cells, undefined, today).read : numberReader(cells);
  return cells.filter((cell) => read(cell) !== null).length >= LEAST_READABLE * cells.length;
}

const DAYS: ReadonlySet<ImportField> = new Set(['created', 'closed', 'closeDate']);
