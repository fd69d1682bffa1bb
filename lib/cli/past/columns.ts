import type { Opened } from '../document/open';
import { didYouMean } from '@/lib/domain/suggest';
import type { Problem } from '../report/problem';
import type { Mapping } from './mapping-schema';
import { mappingProblem } from './read-mapping';
import type { Table } from '@/lib/insight/import/table';

type Place = { path: readonly PropertyKey[]; column: string; table: Table };

export type Checked = { problems: Problem[]; notes: string[] };

/** Every column the mapping names and the file does not have, and every outcome value that never occurs. */
export function checkColumns(mapping: Mapping, opened: Opened, table: Table, others: Others): Checked {
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
  const values = absentValues(mapping, opened, table);
  // A value close to one that occurs is a slip; else the export may just have no such deal, which is a result.
  const isSlip = ({ hint }: Problem): boolean => hint.startsWith('did you mean');
  return {
    problems: [...missing, ...values.filter(isSlip)],
    notes: values.filter((value) => !isSlip(value)).map(({ message, hint }) => `The mapping: ${message}; ${hint}.`),
  };
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

/** Lists of the mapping of which no value occurs. A list may name more than a small export happens to have. */
function absentValues({ outcome, split }: Mapping, opened: Opened, table: Table): Problem[] {
  const check = (
    path: string,
    column: string,
    lists: Readonly<Record<string, readonly string[] | undefined>>,
  ): Problem[] => {
    if (!table.columns.includes(column) || table.rows.length === 0) return [];
    const texts = table.rows.flatMap(({ cells }) => (cells[column] ? [cells[column]] : []));
    const found = new Map(texts.map((text) => [fold(text), text]));
    return Object.entries(lists).flatMap(([key, values]) => {
      if (values === undefined || values.some((value) => found.has(fold(value)))) return [];
      return values.map((value) => {
        const message = `no row of ${table.file} has "${value}" in ${column}`;
        return mappingProblem(opened, [path, key], message, suggestion(value, [...found.values()]), value);
      });
    });
  };
  const { won, lost } = outcome;
  return [
    ...check('outcome', outcome.column, { won, lost }),
    ...(split === undefined ? [] : check('split', split.column, { train: split.train, test: split.test })),
  ];
}

/** Values are compared without regard to case and spaces around. */
export function fold(value: string): string {
  return value.trim().toLowerCase();
}
