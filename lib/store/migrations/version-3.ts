import type Dexie from 'dexie';

/** Pulls of whole pipelines, and how readable each field is on a CRM's pages. */
export function version3(database: Dexie): void {
  database.version(3).stores({
    pulls: 'tenant',
    health: '[tenant+field], tenant',
  });
}
