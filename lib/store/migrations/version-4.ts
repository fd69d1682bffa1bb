import type Dexie from 'dexie';

/** What rests on closed deals: models, objections, and the log by which an assessment can be made again. */
export function version4(database: Dexie): void {
  database.version(4).stores({
    disputes: '++key, [tenant+dealId], tenant',
    assessmentLog: '++key, [tenant+dealId+at], tenant',
    histories: '[tenant+dealId+hash], tenant',
    packForms: 'hash',
    models: '[tenant+hash], [tenant+at], tenant',
  });
}
