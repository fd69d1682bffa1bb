import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { namesTenant } from '@/lib/cache/forget';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import { forgetAllRows, forgetTenantRows, tenantIndex, tenantsSeen } from '@/lib/store/forget';

const OURS = 'atomic-crm@http://localhost:5173';
const OTHERS = 'atomic-crm@http://localhost:51734';
/** Tables that hold nothing of a tenant. A new table stands here or has a tenant index; else this test fails. */
const WITHOUT_TENANT: readonly string[] = [
  'packs',
  'packForms',
  'sources',
  'releases',
  'packHealth',
  'audit',
  'packVersions',
  'imports',
  'importParts',
];

let database: FairleadDatabase;

beforeEach(() => {
  database = openDatabase(`forget-${Math.random()}`);
});

afterEach(() => database.delete());

/** One row in every table for each tenant, made from the table's own keys. */
async function fill(): Promise<void> {
  await database.open();
  for (const table of database.tables) {
    for (const tenant of [OURS, OTHERS]) {
      const paths = [table.schema.primKey, ...table.schema.indexes].flatMap(({ keyPath }) => keyPath ?? []);
      const row = Object.fromEntries(paths.map((path) => [path, path === 'tenant' ? tenant : `${path} of ${tenant}`]));
      if (table.schema.primKey.auto) delete row[String(table.schema.primKey.keyPath)];
      await table.put(row);
    }
  }
}

describe('forgetting', () => {
  test('a tenant leaves no row of it in any table, and every row of another', async () => {
    await fill();
    await forgetTenantRows(database, OURS);
    for (const table of database.tables) {
      const rows = await table.toArray();
      const text = JSON.stringify(rows);
      if (WITHOUT_TENANT.includes(table.name)) continue;
      expect(text, table.name).not.toContain(`${OURS}"`);
      expect(rows, table.name).toHaveLength(1);
    }
  });

  test('every table but the named ones finds its tenants by an index', async () => {
    await database.open();
    const without = database.tables.filter((table) => tenantIndex(table) === null).map((table) => table.name);
    expect(without).toEqual(WITHOUT_TENANT);
  });

  test('everything leaves no row at all', async () => {
    await fill();
    await forgetAllRows(database);
    for (const table of database.tables) expect(await table.count(), table.name).toBe(0);
  });
});

test('the tenants that were seen, with their deals', async () => {
  const row = { deal: {}, known: {}, hash: '', firstSeenAt: 1 };
  await database.table('deals').bulkAdd([
    { ...row, tenant: OURS, id: '1', lastSeenAt: 5 },
    { ...row, tenant: OURS, id: '2', lastSeenAt: 9 },
    { ...row, tenant: OTHERS, id: '1', lastSeenAt: 3 },
  ]);
  expect(await tenantsSeen(database)).toEqual([
    { tenant: OURS, deals: 2, lastSeenAt: 9 },
    { tenant: OTHERS, deals: 1, lastSeenAt: 3 },
  ]);
});

test.each([
  [`deal:${OURS}:1`, true],
  [`model:${OURS}`, true],
  [`deal:${OTHERS}:1`, false],
  ['pack', false],
  [`deal:x${OURS}:1`, false],
])('the key %s names the tenant: %s', (key, names) => {
  expect(namesTenant(key, OURS)).toBe(names);
});
