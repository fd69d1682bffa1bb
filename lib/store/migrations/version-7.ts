import type Dexie from 'dexie';

/** What reps said of suggested steps: one row a step of a deal. */
export function version7(database: Dexie): void {
  database.version(7).stores({ stepStates: '[tenant+dealId+step], [tenant+dealId], tenant' });
}
