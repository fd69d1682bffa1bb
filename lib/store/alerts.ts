import type { Alert } from '@/lib/domain/alerts';
import type { FairleadDatabase } from './database';

/**
 * An alert from when it was raised on. `shownOn`: the calendar day on which it took one of the day's places; null while it
 * waits. `actedAt`: when what raised it was gone, shown or not.
 */
export type AlertRow = Alert & {
  key?: number;
  tenant: string;
  raisedAt: number;
  shownOn: string | null;
  shownAt: number | null;
  actedAt: number | null;
};

/** Alerts that are kept of a tenant: enough to tell which rules nobody acts on. */
const KEPT = 2_000;

/** Keeps what is news; what is told of a deal by the same rule and not over yet is not raised again. */
export function raise(
  database: FairleadDatabase,
  tenant: string,
  alerts: readonly Alert[],
  now: number,
): Promise<void> {
  return database.transaction('rw', database.alerts, async () => {
    for (const alert of alerts) {
      // Few, and of different deals.
      const standing = await ofDeal(database, tenant, alert.dealId)
        .filter((row) => row.rule === alert.rule && row.kind === alert.kind && row.actedAt === null)
        .count();
      if (standing === 0)
        await database.alerts.add({ ...alert, tenant, raisedAt: now, shownOn: null, shownAt: null, actedAt: null });
    }
    const keys = await database.alerts.where('tenant').equals(tenant).primaryKeys();
    if (keys.length > KEPT) await database.alerts.bulkDelete(keys.slice(0, keys.length - KEPT));
  });
}

/** Marks the alerts of a deal whose cause is gone, as `isOver` says. */
export async function settle(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  isOver: (alert: Alert) => boolean,
  now: number,
): Promise<void> {
  await ofDeal(database, tenant, dealId)
    .filter((row) => row.actedAt === null && isOver(row))
    .modify({ actedAt: now });
}

/** Marks alerts as shown, on this day. */
export async function markShown(
  database: FairleadDatabase,
  keys: readonly number[],
  today: string,
  now: number,
): Promise<void> {
  await database.alerts
    .where(':id')
    .anyOf([...keys])
    .modify({ shownOn: today, shownAt: now });
}

/** Every alert that is kept, of one tenant or (null) of all, oldest first. */
export function allAlerts(database: FairleadDatabase, tenant: string | null): Promise<AlertRow[]> {
  return tenant === null ? database.alerts.toArray() : database.alerts.where('tenant').equals(tenant).sortBy('key');
}

function ofDeal(database: FairleadDatabase, tenant: string, dealId: string) {
  return database.alerts.where('[tenant+dealId]').equals([tenant, dealId]);
}
