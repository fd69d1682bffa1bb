import type Dexie from 'dexie';

/** Sign-ins to CRMs: one a tenant. */
export function version5(database: Dexie): void {
  database.version(5).stores({ connections: 'tenant' });
}
