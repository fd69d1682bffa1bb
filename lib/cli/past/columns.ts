import type { Opened } from '../document/open';
import { didYouMean } from '@/lib/rules/cel/suggest';
import type { Problem } from '../report/problem';
import type { Mapping } from './mapping-schema';
import { mappingProblem } from './read-mapping';
import type { Table } from './table';

type Place = { path: readonly PropertyKey[]; column: string; table: Table };

/** Every column the mapping names and the file does not have, and every outcome value that never occurs. */
export function columnProblems(mapping: Mapping, opened: Opened, table: Table, others: Others): Problem[] {
  const missing = placesOf(mapping, table, others).flatMap(({ path, column, table: in_ }) =>
    in_.columns.includes(column)
      ? []
      : [
          mappingProblem(
            opened,
            path,
            `there is no column "${column}" in ${in_.file}`,
            suggestion(column, in_.columns),
            column,
          ),
        ],
  );
  return [...missing, ...valueProblems(mapping, opened, table)];
}

/** The second files: of lookups by their index, and of events. */
export type Others = { lookups: readonly (Table | null)[]; events: Table | null };

function placesOf(mapping: Mapping, table: Table, { lookups, events }: Others): Place[] {
  const one = (path: readonly PropertyKey[], column: string | undefined, table_: Table | null): Place[] =>
    column === undefined || table_ === null ? [] : [{ path, column, table: table_ }];
  const many = (path: readonly PropertyKey[], columns: readonly string[] | undefined, table_: Table | null): Place[] =>
    (columns ?? []).flatMap((column, i) => one([...path, i], column, table_));
  return [
    ...(['id', 'created', 'closed', 'amount', 'owner', 'stage'] as const).flatMap((key) =>
      one([key], mapping[key], table),
    ),
    ...one(['outcome', 'column'], mapping.outcome.column, table),
    ...one(['split', 'column'], mapping.split?.column, table),
    ...many(['categorical'], mapping.categorical, table),
    ...many(['numeric'], mapping.numeric, table),
    ...(mapping.lookups ?? []).flatMap((lookup, i) => [
      ...one(['lookups', i, 'column'], lookup.column, table),
      ...one(['lookups', i, 'key'], lookup.key, lookups[i] ?? null),
      ...many(['lookups', i, 'categorical'], lookup.categorical, lookups[i] ?? null),
      ...many(['lookups', i, 'numeric'], lookup.numeric, lookups[i] ?? null),
    ]),
    ...(['deal', 'time', 'field', 'value'] as const).flatMap((key) =>
      one(['events', key], mapping.events?.[key], events),
    ),
  ];
}

function suggestion(word: string, known: readonly string[]): string {
  return didYouMean(word, known).hint ?? `there are: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ' …' : ''}`;
}

function valueProblems({ outcome, split }: Mapping, opened: Opened, table: Table): Problem[] {
  const check = (
    path: string,
    column: string,
    lists: Readonly<Record<string, readonly string[] | undefined>>,
  ): Problem[] => {
    if (!table.columns.includes(column) || table.rows.length === 0) return [];
    const found = new Map(
      table.rows.flatMap(({ cells }) => (cells[column] ? [[fold(cells[column]), cells[column]] as const] : [])),
    );
    return Object.entries(lists).flatMap(([key, values]) => {
      const absent = (values ?? []).filter((value) => !found.has(fold(value)));
      // A list may name values that a small export happens not to have; none at all is a slip.
      if (values === undefined || absent.length < values.length || key === 'open') return [];
      return absent.map((value) =>
        mappingProblem(
          opened,
          [path, key],
          `no row of ${table.file} has "${value}" in ${column}`,
          suggestion(value, [...found.values()]),
          value,
        ),
      );
    });
  };
  const { won, lost, open } = outcome;
  // One class only is a result; what is a slip is when nothing fits at all.
  const slips = check('outcome', outcome.column, { won, lost, open });
  const all = [...(won ?? []), ...(lost ?? [])].length;
  const outcomes = slips.length === all || slips.some(({ hint }) => hint.startsWith('did you mean')) ? slips : [];
  return [
    ...outcomes,
    ...(split === undefined ? [] : check('split', split.column, { train: split.train, test: split.test })),
  ];
}

/** Values are compared without regard to case and spaces around. */
export function fold(value: string): string {
  return value.trim().toLowerCase();
}
