import type Dexie from 'dexie';

/** The insight page's tables of a CRM as they were last made, in parts of text: thousands of rows take seconds to read, these do not. */
export function version12(database: Dexie): void {
  database.version(12).stores({ insightTables: '[tenant+part], tenant' });
}
