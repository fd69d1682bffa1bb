import Papa from 'papaparse';
import type { Table, TableRow } from '@/lib/insight/import/table';
import { decode } from './decode';

/** What programs write for "no value". */
const NOTHING = new Set(['', 'null', '(null)', 'nan', '#n/a', 'n/a', 'nil', '\\n', '<null>', 'undefined']);

export type TableHints = { encoding?: string | undefined; delimiter?: string | undefined };

/** Reads a CSV file: encoding and delimiter are found out, quoted newlines kept, ragged rows counted. Null when it has no head. */
export function readTable(file: string, bytes: Uint8Array, hints: TableHints = {}): Table | null {
  const { text, encoding } = decode(bytes, hints.encoding);
  const body = text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/i, '');
  const { data, meta } = Papa.parse<string[]>(body, {
    delimiter: hints.delimiter ?? delimiterOf(body),
    skipEmptyLines: false,
  });
  const [head, ...rest] = data;
  if (head === undefined || head.every((name) => name.trim() === '')) return null;
  const columns = uniqueNames(head);
  let [ragged, blank] = [0, 0];
  const rows = rest.flatMap((cells, i): TableRow[] => {
    if (cells.every((cell) => cell.trim() === '')) {
      // The empty line at the end of a file is no row.
      if (i < rest.length - 1) blank += 1;
      return [];
    }
    if (cells.length !== columns.length) ragged += 1;
    const row: TableRow = {
      number: i + 2,
      cells: Object.fromEntries(columns.map((name, j) => [name, cellOf(cells[j])])),
    };
    return [cells.length === columns.length ? row : { ...row, ragged: cells.length - columns.length }];
  });
  return { file, columns, rows, encoding, delimiter: meta.delimiter, ragged, blank };
}

/** The delimiter that the head has most of; a comma where it has none. */
function delimiterOf(body: string): string {
  const head =
    body
      .slice(0, 10_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? '';
  const bare = head.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}

function cellOf(cell: string | undefined): string | null {
  const text = (cell ?? '').trim();
  return NOTHING.has(text.toLowerCase()) ? null : text;
}

/** Names trimmed; a name that comes twice, or none, gets its number. */
function uniqueNames(head: readonly string[]): string[] {
  const seen = new Set<string>();
  return head.map((raw, i) => {
    const name = raw.trim() === '' ? `column ${i + 1}` : raw.trim();
    const free = seen.has(name) ? `${name} (${i + 1})` : name;
    seen.add(free);
    return free;
  });
}
