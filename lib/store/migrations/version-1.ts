import type Dexie from 'dexie';

/** The first released shape. A later step gets its own file; this one never changes. */
export function version1(database: Dexie): void {
  database.version(1).stores({
    deals: '[tenant+id], tenant, lastSeenAt',
    snapshots: '++key, [tenant+dealId+at], tenant',
    changes: '++key, [tenant+dealId+seenAt], tenant',
    assessments: '[tenant+dealId], tenant',
    packs: '[channel+id], id',
  });
}
