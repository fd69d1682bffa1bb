import { afterReading, type FieldHealth } from '@/lib/domain/adapter-health';
import type { FairleadDatabase } from './database';

export type HealthRow = FieldHealth & { tenant: string };

/** Notes which fields a page reading could read; returns the tenant's fields as they stand. */
export function recordHealth(
  database: FairleadDatabase,
  tenant: string,
  readable: Readonly<Record<string, boolean>>,
  at: number,
): Promise<FieldHealth[]> {
  return database.transaction('rw', database.health, async () => {
    const rows = await database.health.where('tenant').equals(tenant).toArray();
    const before = new Map(rows.map((row) => [row.field, row]));
    const next = Object.entries(readable).map(([field, isReadable]): HealthRow => ({
      ...afterReading(before.get(field), field, isReadable, at),
      tenant,
    }));
    await database.health.bulkPut(next);
    return [...new Map([...rows, ...next].map((row) => [row.field, row])).values()];
  });
}

/** How readable each field of each tenant is. */
export function allHealth(database: FairleadDatabase): Promise<HealthRow[]> {
  return database.health.toArray();
}
