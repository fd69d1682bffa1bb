import type Dexie from 'dexie';

/** Deals that came from a file: what is known of each file, and its tables in parts. */
export function version11(database: Dexie): void {
  database.version(11).stores({ imports: 'id', importParts: '[importId+part]' });
}
