import type Dexie from 'dexie';

/** What stands across deals: the queue's short form of each open deal, and the alerts that were raised. */
export function version8(database: Dexie): void {
  database.version(8).stores({
    queue: '[tenant+dealId], [tenant+name], tenant',
    alerts: '++key, [tenant+dealId], tenant',
  });
}
