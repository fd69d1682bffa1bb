import { cell } from '@/lib/csv/cell';
/** One line of the audit log, as pages see it. */
export type AuditLine = {
  at: number;
  kind: string;
  source: string;
  pack: string;
  version: number | null;
  message: string;
};

const COLUMNS = ['at', 'kind', 'source', 'pack', 'version', 'message'] as const;

/** The log as JSON, times as people and programs read them. */
export function auditJson(lines: readonly AuditLine[]): string {
  return `${JSON.stringify(lines.map(inOrder), null, 2)}\n`;
}

/** The log as CSV for spreadsheets. */
export function auditCsv(lines: readonly AuditLine[]): string {
  const rows = lines.map((line) => Object.values(inOrder(line)).map((value) => cell(value === null ? '' : `${value}`)));
  return [COLUMNS.join(','), ...rows.map((row) => row.join(','))].map((row) => `${row}\r\n`).join('');
}

function inOrder(line: AuditLine): Record<string, string | number | null> {
  return Object.fromEntries(COLUMNS.map((c) => [c, c === 'at' ? new Date(line.at).toISOString() : line[c]]));
}
