import type { DealHistory, Outcome, Values } from '@/lib/risk/rows';
import { AMOUNT } from './amounts';
import { dateColumn, numberColumn, type CellReader, type Reading } from './column-readers';
import { fold } from './columns';
import type { Factor } from './factors';
import { quoted } from './set-aside';
import type { Table, TableRow } from '@/lib/insight/import/table';

/** The deals of the file, before anything is known of their course. */
export function dealRows(table: Table, factors: readonly Factor[], today: number, reading: Reading): DealHistory[] {
  const { mapping, aside } = reading;
  const created = dateColumn(table, mapping.created, ['created'], reading);
  const closed = dateColumn(table, mapping.closed, ['closed'], reading);
  const amount = numberColumn(table, mapping.amount, ['amount'], reading);
  const outcomeOf = outcomeReader(reading);
  const seen = new Set<string>();
  return table.rows.flatMap((row): DealHistory[] => {
    const dealId = mapping.id === undefined ? `row ${row.number}` : (row.cells[mapping.id] ?? null);
    if (dealId === null) return left(reading, 'no id', row, mapping.id ?? '');
    if (seen.has(dealId)) return left(reading, 'duplicate id (the first row was kept)', row, mapping.id ?? '');
    const outcome = outcomeOf(row);
    if (outcome === null) return left(reading, 'outcome is neither won, lost nor open', row, mapping.outcome.column);
    const days = daysOf(row, outcome, created, closed);
    if ((days.createdDay ?? 0) > today) return left(reading, 'created after today', row, mapping.created ?? '');
    if ((days.closedDay ?? 0) > today) return left(reading, 'closed after today', row, mapping.closed ?? '');
    seen.add(dealId);
    const value = amount(row);
    const initial: Record<string, Values[string]> = Object.fromEntries(
      factors.map(({ def, read }) => [def.id, read(row)]),
    );
    if (mapping.amount !== undefined) initial[AMOUNT] = value;
    const early = days.createdDay !== null && days.closedDay !== null && days.closedDay < days.createdDay;
    if (early)
      aside.add(
        'closed before it was created (its days are not used)',
        quoted(row.number, row.cells[mapping.closed ?? ''] ?? null, mapping.closed ?? ''),
      );
    const used = early ? { createdDay: null, closedDay: null } : days;
    return [{ dealId, ...used, outcome, initial, changes: [], amount: value ?? null }];
  });
}

function left({ aside }: Reading, why: string, row: TableRow, column: string): DealHistory[] {
  aside.add(why, quoted(row.number, row.cells[column] ?? null, column));
  return [];
}

/** An open deal's closing day is a plan, not an event. */
function daysOf(
  row: TableRow,
  outcome: Outcome,
  created: CellReader,
  closed: CellReader,
): Pick<DealHistory, 'createdDay' | 'closedDay'> {
  return { createdDay: created(row) ?? null, closedDay: outcome === 'open' ? null : (closed(row) ?? null) };
}

function outcomeReader({ mapping: { outcome } }: Reading): (row: TableRow) => Outcome | null {
  const set = (list: readonly string[] | undefined): Set<string> | null =>
    list === undefined ? null : new Set(list.map(fold));
  const [won, lost, open] = [set(outcome.won), set(outcome.lost), set(outcome.open)];
  return ({ cells }) => {
    const text = fold(cells[outcome.column] ?? '');
    if (won?.has(text) === true) return 'won';
    if (lost?.has(text) === true) return 'lost';
    if (open?.has(text) === true) return 'open';
    // With no list of lost ones, what is filled in and neither won nor open is lost; else what is neither is open.
    if (lost === null) return text === '' ? 'open' : 'lost';
    return open === null || text === '' ? 'open' : null;
  };
}
