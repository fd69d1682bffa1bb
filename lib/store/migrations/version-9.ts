import type Dexie from 'dexie';

/** Every version of a pack that was ever in use here, with its text: what a history is shown of, and restored from. */
export function version9(database: Dexie): void {
  database.version(9).stores({ packVersions: 'hash, at' });
}
