import { browser } from 'wxt/browser';

/** Drops everything of a tenant from the browser's storage: every key that names it as a whole part. */
export async function forgetTenantCaches(tenant: string): Promise<void> {
  await Promise.all(
    [browser.storage.local, browser.storage.session].map(async (area) => {
      const keys = Object.keys(await area.get(null));
      await area.remove(keys.filter((key) => namesTenant(key, tenant)));
    }),
  );
}

/** Empties the browser's storage of ours. */
export async function forgetAllCaches(): Promise<void> {
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
}

/** Keys are parts joined by colons, and a tenant's own text has colons too: the parts around it are what counts. */
export function namesTenant(key: string, tenant: string): boolean {
  return `:${key}:`.includes(`:${tenant}:`);
}
