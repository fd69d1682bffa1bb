import type Dexie from 'dexie';

/** What stands across deals: the queue's short form of each open deal, and the alerts that were raised. */
export function version9(database: Dexie): void {
  database.version(9).stores({
    queue: '[tenant+dealId], [tenant+name], tenant',
    alerts: '++key, [tenant+dealId], tenant',
  });
}
