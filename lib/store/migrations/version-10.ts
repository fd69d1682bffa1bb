import type Dexie from 'dexie';

/** Every version of a pack that was ever in use here, with its text: what a history is shown of, and restored from. */
export function version10(database: Dexie): void {
  database.version(10).stores({ packVersions: 'hash, at' });
}
