import type Dexie from 'dexie';

/** Adds what channels need: where packs come from, the signed releases that came, what was counted of them, and the audit log. */
export function version6(database: Dexie): void {
  database.version(6).stores({
    sources: 'id',
    releases: '[source+version], source',
    packHealth: 'hash',
    audit: '++key, at, kind',
  });
}
