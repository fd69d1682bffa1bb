import type Dexie from 'dexie';

/** Adds the journal of writes, which is the outbox too: a write is kept before anything is sent. */
export function version2(database: Dexie): void {
  database.version(2).stores({ writes: '++key, &id, [tenant+dealId], [tenant+state], state, tenant' });
}
