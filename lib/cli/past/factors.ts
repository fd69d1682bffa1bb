import type { FactorDef, FactorValue } from '@/lib/risk/rows';
import { dateReader } from '@/lib/insight/import/column-dates';
import { numberReader } from '@/lib/insight/import/column-numbers';
import type { CellReader } from './column-readers';
import { numberColumn, type Reading } from './column-readers';
import { idFinder } from './same-id';
import type { Table, TableRow } from '@/lib/insight/import/table';

/** A column of a file as a factor, and how it is read from a row of the deals. */
export type Factor = { def: FactorDef; read: (row: TableRow) => FactorValue | undefined };

/** The factors that the mapping names; without any, every other column by what it holds. */
export function columnFactors(table: Table, lookups: readonly (Table | null)[], reading: Reading): Factor[] {
  const { mapping } = reading;
  const named = [...(mapping.categorical ?? []), ...(mapping.numeric ?? [])];
  const own = named.length === 0 && mapping.lookups === undefined ? guessed(table, reading) : [];
  return uniqueFactors([
    ...(mapping.owner === undefined ? [] : [category(mapping.owner)]),
    ...(mapping.stage === undefined ? [] : [category(mapping.stage)]),
    ...(mapping.categorical ?? []).map(category),
    ...(mapping.numeric ?? []).map((column, i) => number(column, numberColumn(table, column, ['numeric', i], reading))),
    ...own,
    ...lookups.flatMap((other, i) => lookupFactors(i, other, reading)),
  ]);
}

function category(column: string): Factor {
  return { def: { id: column, title: column, kind: 'category' }, read: ({ cells }) => cells[column] ?? null };
}

function number(column: string, read: CellReader): Factor {
  return { def: { id: column, title: column, kind: 'number' }, read };
}

/** A column named twice is one factor. */
function uniqueFactors(factors: readonly Factor[]): Factor[] {
  return [...new Map(factors.map((factor) => [factor.def.id, factor])).values()];
}

const MOSTLY = 0.95;
const FEW_VALUES = 6;

/** Columns that the mapping does not use, as numbers or as levels; dates and columns of names that never repeat are left. */
function guessed(table: Table, reading: Reading): Factor[] {
  const { mapping, notes, today } = reading;
  const { id, created, closed, amount, owner, stage, outcome, split } = mapping;
  const used = new Set([id, created, closed, amount, owner, stage, outcome.column, split?.column]);
  const found = table.columns.flatMap((column): Factor[] => {
    const texts = table.rows.flatMap(({ cells }) => (cells[column] ? [cells[column]] : []));
    const values = new Set(texts);
    if (used.has(column) || texts.length === 0) return [];
    const readNumber = numberReader(texts, mapping.decimal);
    const share = (read: (text: string) => number | null): number =>
      texts.filter((t) => read(t) !== null).length / texts.length;
    if (values.size > FEW_VALUES && share(readNumber) >= MOSTLY)
      return [number(column, numberColumn(table, column, [], reading))];
    if (share(dateReader(column, texts, undefined, today).read) >= MOSTLY) return [];
    return values.size > texts.length / 2 && values.size > FEW_VALUES ? [] : [category(column)];
  });
  notes.push(
    `The mapping names no categorical or numeric columns: used ${found.map(({ def }) => def.id).join(', ') || 'none'}.`,
  );
  return found;
}

/** Columns of a second file, through the value that leads to it. */
function lookupFactors(index: number, other: Table | null, reading: Reading): Factor[] {
  const lookup = reading.mapping.lookups?.[index];
  if (lookup === undefined || other === null) return [];
  const rows = new Map(
    other.rows.flatMap((row) => {
      const key = row.cells[lookup.key] ?? null;
      return key === null ? [] : [[key, row] as const];
    }),
  );
  const idOf = idFinder(rows.keys());
  const through =
    (read: (row: TableRow) => FactorValue | undefined) =>
    ({ cells }: TableRow): FactorValue | undefined => {
      const found = rows.get(idOf(cells[lookup.column] ?? '') ?? '');
      return found === undefined ? null : read(found);
    };
  const titled = ({ def, read }: Factor): Factor => ({
    def: { ...def, title: `${lookup.column}: ${def.title}` },
    read: through(read),
  });
  return [
    ...(lookup.categorical ?? []).map((column) => titled(category(column))),
    ...(lookup.numeric ?? []).map((column, i) =>
      titled(number(column, numberColumn(other, column, ['lookups', index, 'numeric', i], reading))),
    ),
  ];
}
