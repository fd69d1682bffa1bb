import { readTable } from '@/lib/csv/table';
import { fits, headKey, type ImportMapping } from '@/lib/insight/import/mapping';
import { planImport, type ImportPlan, type PlannedRow } from '@/lib/insight/import/plan';
import { proposeMapping, valuesOf } from '@/lib/insight/import/propose';
import type { Table } from '@/lib/insight/import/table';
import type { DealRow } from '@/lib/insight/layout';

export type FileInput = {
  name: string;
  bytes: Uint8Array;
  /** What a person chose in place of what was found out. */
  encoding?: string;
  delimiter?: string;
  /** `YYYY-MM-DD` */
  today: string;
};

/** What a file is, before anybody has said what its columns mean. */
export type FileAnswer =
  | { ok: false }
  | {
      ok: true;
      name: string;
      columns: readonly string[];
      /** The first few values of each column. */
      samples: Readonly<Record<string, readonly string[]>>;
      rows: number;
      encoding: string;
      delimiter: string;
      /** The text does not look like the encoding it was read in. */
      garbled: boolean;
      /** What its mapping is remembered under. */
      key: string;
      proposed: ImportMapping;
    };

/** A row of the preview: what will happen to it, and what it becomes. */
export type PreviewRow = PlannedRow & {
  deal: Pick<
    DealRow,
    'name' | 'outcome' | 'stage' | 'amount' | 'currency' | 'created' | 'closed' | 'close_date'
  > | null;
};

export type PlanAnswer = Omit<ImportPlan, 'rows' | 'layout'> & {
  rows: readonly PreviewRow[];
  /** Values of the column that says how a deal ended, with the rows of each. */
  values: readonly { value: string; n: number }[];
};

export type Importer = {
  open: (file: FileInput) => FileAnswer;
  /** Whether a remembered mapping still fits the open file. */
  fits: (mapping: ImportMapping) => boolean;
  plan: (mapping: ImportMapping, today: string) => PlanAnswer;
  /** The tables of the last plan, as texts to be kept. */
  parts: () => readonly string[];
};

const SAMPLES = 3;
const DEALS_PER_PART = 2_000;
/** Letters with marks that were read in another encoding than they were written in, and what stands for an unreadable byte. */
const GARBLED = /\ufffd|Ã[\u0080-\u00bf¼¶¤Ÿ©¨§]|â€/;

/** Reads one file at a time and plans what would become of it. Nothing is stored. */
export function makeImporter(): Importer {
  let table: Table | null = null;
  let plan: ImportPlan | null = null;
  return {
    open: ({ name, bytes, encoding, delimiter, today }) => {
      table = readTable(name, bytes, { encoding, delimiter });
      plan = null;
      return table === null ? { ok: false } : answerOf(table, name, encoding, today);
    },
    fits: (mapping) => table !== null && fits(mapping, table.columns),
    plan: (mapping, today) => {
      if (table === null) throw new Error('no file is open');
      plan = planImport(table, mapping, today);
      const { rows, layout, ...rest } = plan;
      const deals = new Map(layout.deals.map((deal) => [deal.deal_id, deal]));
      return { ...rest, rows: rows.map((row) => previewOf(row, deals)), values: decidingValues(table, mapping) };
    },
    parts: () => {
      if (plan === null) throw new Error('nothing is planned');
      const { deals, stages } = plan.layout;
      const count = Math.max(1, Math.ceil(deals.length / DEALS_PER_PART));
      return Array.from({ length: count }, (_, part) =>
        JSON.stringify({
          deals: deals.slice(part * DEALS_PER_PART, (part + 1) * DEALS_PER_PART),
          stages: part === 0 ? stages : [],
        }),
      );
    },
  };
}

function answerOf(table: Table, name: string, encoding: string | undefined, today: string): FileAnswer {
  const { columns, rows, delimiter } = table;
  return {
    ok: true,
    name,
    columns,
    samples: Object.fromEntries(columns.map((column) => [column, valuesOf(table, column).slice(0, SAMPLES)])),
    rows: rows.length,
    encoding: encoding ?? table.encoding,
    delimiter,
    garbled: rows.some(({ cells }) => Object.values(cells).some((cell) => cell !== null && GARBLED.test(cell))),
    key: headKey(columns),
    proposed: proposeMapping(table, today),
  };
}

function previewOf(row: PlannedRow, deals: ReadonlyMap<string, DealRow>): PreviewRow {
  const deal = row.action === 'take' && row.dealId !== null ? deals.get(row.dealId) : undefined;
  if (deal === undefined) return { ...row, deal: null };
  const { name, outcome, stage, amount, currency, created, closed, close_date } = deal;
  return { ...row, deal: { name, outcome, stage, amount, currency, created, closed, close_date } };
}

function decidingValues(table: Table, { columns }: ImportMapping): PlanAnswer['values'] {
  const column = columns.outcome ?? columns.stage;
  if (column === undefined) return [];
  const counts = new Map<string, number>();
  for (const { cells } of table.rows) {
    const value = cells[column];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, n]) => ({ value, n }));
}
