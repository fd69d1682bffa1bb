import { readTable } from '@/lib/csv/table';
import { importMappingSchema, type ImportMapping } from '@/lib/insight/import/mapping';
import { planImport, type ImportPlan } from '@/lib/insight/import/plan';
import { proposeMapping } from '@/lib/insight/import/propose';
import { UsageError, type Given } from '../command';
import type { CliIo } from '../io';

/** What a command was given: a folder of the layout's files, or an export of any CRM that first becomes one. */
export type Input =
  | { kind: 'folder'; folder: string; only: string | null }
  | { kind: 'import'; plan: ImportPlan; mapping: ImportMapping };

/** Finds out which it is; a CSV whose head is not the layout's is planned by the mapping given, else by the one proposed. */
export function readInput(path: string, given: Given, io: CliIo): Input {
  const folder = path.replace(/[/\\]+$/, '');
  if (io.exists(`${folder}/deals.csv`) || io.exists(`${folder}/deals.parquet`))
    return { kind: 'folder', folder, only: null };
  if (path.endsWith('.parquet')) {
    if (!io.exists(path)) throw new UsageError(`"${path}" cannot be read`);
    return { kind: 'folder', folder: folderOf(path), only: path };
  }
  const bytes = io.bytes(path);
  if (bytes === null)
    throw new UsageError(`"${path}" is neither a file that can be read nor a folder with deals.csv or deals.parquet`);
  const table = readTable(path, bytes);
  if (table === null) throw new UsageError(`"${path}" has no line with the names of columns`);
  if (table.columns.includes('deal_id') && table.columns.includes('outcome'))
    return { kind: 'folder', folder: folderOf(path), only: path };
  const mapping = mappingOf(given, io) ?? proposeMapping(table, io.today);
  return { kind: 'import', plan: planImport(table, mapping, io.today), mapping };
}

/** Files of the layout beside one that is named `deals` belong to it. */
function folderOf(path: string): string {
  return path.replace(/[^/\\]*$/, '').replace(/[/\\]$/, '') || '.';
}

function mappingOf(given: Given, io: CliIo): ImportMapping | null {
  const file = given.value('mapping');
  if (file === undefined) return null;
  const text = io.read(file);
  if (text === null) throw new UsageError(`"${file}" cannot be read`);
  const parsed = importMappingSchema.safeParse(jsonOf(text, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`"${file}" is no mapping: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

export function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`"${file}" is no JSON`);
  }
}
