import type { FairleadDatabase } from './database';
import type { AuditRow } from './rows-6';

/** More than years of rollouts; the oldest go first. */
const KEPT = 5_000;

/** Adds a line to the audit log; call it inside the transaction that does what it tells. */
export async function note(database: FairleadDatabase, row: Omit<AuditRow, 'key'>): Promise<void> {
  await database.audit.add(row);
  const count = await database.audit.count();
  if (count > KEPT) await database.audit.bulkDelete(await database.audit.limit(count - KEPT).primaryKeys());
}

/** Adds a refusal, unless the last line about this source says the same: a server that repeats itself fills no log. */
export async function noteOnce(database: FairleadDatabase, row: Omit<AuditRow, 'key'>): Promise<void> {
  const rows = await database.audit.filter(({ source }) => source === row.source).toArray();
  const last = rows.at(-1);
  if (last?.kind !== row.kind || last.message !== row.message) await note(database, row);
}

/** The audit log, latest first. */
export async function auditLog(database: FairleadDatabase, most = KEPT): Promise<AuditRow[]> {
  const count = await database.audit.count();
  const rows = await database.audit.offset(Math.max(0, count - most)).toArray();
  return rows.toReversed();
}
