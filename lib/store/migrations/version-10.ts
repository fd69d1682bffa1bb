import type Dexie from 'dexie';

/** Deals that came from a file: what is known of each file, and its tables in parts. */
export function version10(database: Dexie): void {
  database.version(10).stores({ imports: 'id', importParts: '[importId+part]' });
}
