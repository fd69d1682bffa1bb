import { isCurrencyCode } from '@/lib/domain/currencies';
import { EMPTY_LAYOUT, type DealRow, type Layout, type StageRow } from '../layout';
import { dayOf, dayText } from '../periods';
import { dateReader } from './column-dates';
import type { ImportField, ImportMapping } from './mapping';
import { moneyReader } from './money';
import { cellsOf } from './propose';
import type { Table, TableRow } from './table';

/** Something about a row that its reader should know, with the text it is about. */
export type Remark = { code: RemarkCode; field?: ImportField; text?: string };

export type RemarkCode =
  /** The row is taken, and this is not: */
  | 'badDate'
  | 'badAmount'
  | 'badProbability'
  | 'badCurrency'
  /** The row is taken as it stands, and: */
  | 'dateUnsure'
  | 'unknownStage'
  | 'ragged'
  | 'closedBeforeCreated'
  | 'inFuture'
  | 'noClosedDay'
  | 'noCreatedDay'
  /** The row is left out: */
  | 'noId'
  | 'copy'
  | 'duplicateId'
  | 'noOutcome';

/** What will happen to one row; `row` is its number in a spreadsheet. */
export type PlannedRow = { row: number; dealId: string | null; action: 'take' | 'leave'; remarks: readonly Remark[] };

/** What holds for the file as a whole. */
export type PlanNote =
  | { code: 'severalCurrencies'; currencies: readonly (string | null)[] }
  | { code: 'noClosedDeals' }
  | { code: 'noIdColumn' }
  | { code: 'noOutcomeColumn' }
  | { code: 'noCreatedColumn' }
  | { code: 'blankRows'; n: number }
  | { code: 'dateOrder'; field: ImportField; text: string };

/** What an import would do, before anything is stored: every row, what it makes of them, and what holds for all. */
export type ImportPlan = {
  rows: readonly PlannedRow[];
  taken: number;
  left: number;
  /** Rows by remark. */
  remarks: Readonly<Partial<Record<RemarkCode, number>>>;
  notes: readonly PlanNote[];
  layout: Layout;
};

const TEXTS = ['name', 'account', 'owner', 'team', 'segment', 'source', 'product', 'pipeline', 'stage'] as const;

/** Plans the import of a file of deals. `today`: `YYYY-MM-DD`. Deterministic, stores nothing. */
export function planImport(table: Table, mapping: ImportMapping, today: string): ImportPlan {
  const read = readersOf(table, mapping, today);
  const seen = new Map<string, string>();
  const deals: DealRow[] = [];
  const rows = table.rows.map((row): PlannedRow => {
    const remarks: Remark[] = row.ragged === undefined ? [] : [{ code: 'ragged', text: String(row.ragged) }];
    const dealId = mapping.columns.id === undefined ? `row ${row.number}` : (row.cells[mapping.columns.id] ?? null);
    const leave = (code: RemarkCode, text?: string): PlannedRow => {
      return { row: row.number, dealId, action: 'leave', remarks: [{ code, ...(text === undefined ? {} : { text }) }] };
    };
    if (dealId === null) return leave('noId');
    const same = seen.get(dealId);
    const content = JSON.stringify(row.cells);
    if (same !== undefined) return leave(same === content ? 'copy' : 'duplicateId', dealId);
    const deal = dealOf(dealId, row, read, remarks);
    if (deal === null) return leave('noOutcome', read.deciding(row) ?? '');
    seen.set(dealId, content);
    deals.push(deal);
    return { row: row.number, dealId, action: 'take', remarks };
  });
  return {
    rows,
    taken: deals.length,
    left: rows.length - deals.length,
    remarks: counted(rows),
    notes: [...read.notes, ...notesOf(table, mapping, deals)],
    layout: { ...EMPTY_LAYOUT, deals, stages: stagesOf(deals, mapping) },
  };
}

type Readers = {
  text: (row: TableRow, field: ImportField) => string | null;
  day: (row: TableRow, field: 'created' | 'closed' | 'closeDate', remarks: Remark[]) => string | null;
  money: ReturnType<typeof moneyReader>;
  deciding: (row: TableRow) => string | null;
  outcome: (row: TableRow) => DealRow['outcome'] | null;
  known: ReadonlySet<string>;
  today: number;
  notes: PlanNote[];
};

function readersOf(table: Table, mapping: ImportMapping, today: string): Readers {
  const { columns } = mapping;
  const notes: PlanNote[] = [];
  const text = ({ cells }: TableRow, field: ImportField): string | null => {
    const column = columns[field];
    return column === undefined ? null : (cells[column] ?? null);
  };
  const days = new Map(
    (['created', 'closed', 'closeDate'] as const).flatMap((field) => {
      const column = columns[field];
      if (column === undefined) return [];
      const reader = dateReader(column, cellsOf(table, column), mapping.dates ?? undefined, today);
      if (reader.note !== null) notes.push({ code: 'dateOrder', field, text: column });
      return [[field, reader] as const];
    }),
  );
  const deciding = (row: TableRow): string | null => text(row, columns.outcome === undefined ? 'stage' : 'outcome');
  const [won, lost, open] = [new Set(mapping.won), new Set(mapping.lost), new Set(mapping.open)];
  return {
    text,
    day: (row, field, remarks) => {
      const cell = text(row, field);
      const reader = days.get(field);
      const day = cell === null ? null : (reader?.read(cell) ?? null);
      if (cell !== null && day === null) remarks.push({ code: 'badDate', field, text: cell });
      else if (cell !== null && reader?.unsure(cell)) remarks.push({ code: 'dateUnsure', field, text: cell });
      return day === null ? null : dayText(day);
    },
    money: moneyReader(columns.amount === undefined ? [] : cellsOf(table, columns.amount), mapping),
    deciding,
    outcome: (row) => {
      const value = deciding(row);
      if (value === null) return null;
      return won.has(value) ? 'won' : lost.has(value) ? 'lost' : open.has(value) ? 'open' : null;
    },
    known: new Set([...mapping.stages, ...mapping.won, ...mapping.lost]),
    today: dayOf(today) ?? 0,
    notes,
  };
}

function dealOf(dealId: string, row: TableRow, read: Readers, remarks: Remark[]): DealRow | null {
  const outcome = read.outcome(row);
  if (outcome === null) return null;
  const texts = Object.fromEntries(TEXTS.map((field) => [field, read.text(row, field)])) as Record<
    (typeof TEXTS)[number],
    string | null
  >;
  if (texts.stage !== null && !read.known.has(texts.stage)) remarks.push({ code: 'unknownStage', text: texts.stage });
  const created = read.day(row, 'created', remarks);
  const end = read.day(row, 'closed', remarks);
  const expected = read.day(row, 'closeDate', remarks);
  const closed = outcome === 'open' ? null : end;
  if (created === null) remarks.push({ code: 'noCreatedDay' });
  else if ((dayOf(created) ?? 0) > read.today) remarks.push({ code: 'inFuture', field: 'created', text: created });
  if (outcome !== 'open' && closed === null) remarks.push({ code: 'noClosedDay' });
  if (closed !== null && (dayOf(closed) ?? 0) > read.today)
    remarks.push({ code: 'inFuture', field: 'closed', text: closed });
  if (created !== null && closed !== null && closed < created)
    remarks.push({ code: 'closedBeforeCreated', text: closed });
  return {
    deal_id: dealId,
    ...texts,
    outcome,
    ...amountOf(row, read, remarks),
    created,
    closed,
    // One column for both is the plan while a deal is open, and what came of it after.
    close_date: expected ?? (outcome === 'open' ? end : null),
    probability: probabilityOf(row, read, remarks),
  };
}

function amountOf(row: TableRow, read: Readers, remarks: Remark[]): Pick<DealRow, 'amount' | 'currency'> {
  const [cell, code] = [read.text(row, 'amount'), read.text(row, 'currency')];
  const money = cell === null ? null : read.money(cell);
  if (cell !== null && money === null) remarks.push({ code: 'badAmount', text: cell });
  const named = code === null ? null : code.trim().toUpperCase();
  if (named !== null && !isCurrencyCode(named)) {
    remarks.push({ code: 'badCurrency', text: code ?? '' });
    return { amount: money?.value ?? null, currency: null };
  }
  return { amount: money?.value ?? null, currency: named ?? money?.currency ?? read.money.otherwise };
}

function probabilityOf(row: TableRow, read: Readers, remarks: Remark[]): number | null {
  const cell = read.text(row, 'probability');
  if (cell === null) return null;
  const value = read.money(cell.replace(/\s*%$/, ''))?.value ?? Number.NaN;
  // 0.4 and 40 both mean 40 %; 1 is one per cent only with its sign.
  const share = value > 1 || cell.includes('%') ? value / 100 : value;
  if (share >= 0 && share <= 1) return share;
  remarks.push({ code: 'badProbability', text: cell });
  return null;
}

function counted(rows: readonly PlannedRow[]): Partial<Record<RemarkCode, number>> {
  const out: Partial<Record<RemarkCode, number>> = {};
  for (const { remarks } of rows)
    for (const code of new Set(remarks.map((remark) => remark.code))) out[code] = (out[code] ?? 0) + 1;
  return out;
}

function notesOf({ blank }: Table, { columns }: ImportMapping, deals: readonly DealRow[]): PlanNote[] {
  const currencies = [...new Set(deals.flatMap(({ amount, currency }) => (amount === null ? [] : [currency])))];
  return [
    ...(columns.id === undefined ? [{ code: 'noIdColumn' as const }] : []),
    ...(columns.outcome === undefined && columns.stage === undefined ? [{ code: 'noOutcomeColumn' as const }] : []),
    ...(columns.created === undefined ? [{ code: 'noCreatedColumn' as const }] : []),
    ...(blank > 0 ? [{ code: 'blankRows' as const, n: blank }] : []),
    ...(currencies.length > 1 ? [{ code: 'severalCurrencies' as const, currencies }] : []),
    ...(deals.some(({ outcome }) => outcome !== 'open') ? [] : [{ code: 'noClosedDeals' as const }]),
  ];
}

/** The stages of the mapping, for every pipeline that the deals have. */
function stagesOf(deals: readonly DealRow[], { stages }: ImportMapping): StageRow[] {
  const pipelines = [...new Set(deals.map(({ pipeline }) => pipeline))];
  return pipelines.flatMap((pipeline) => stages.map((stage, i) => ({ pipeline, stage, position: i + 1 })));
}
