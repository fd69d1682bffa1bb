import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';
import { version2 } from '@/lib/store/migrations/version-2';

/** What version 2 held: a pack from a file, and a write. */
const BEFORE = {
  packs: { channel: 'file', id: 'ours', text: '{"fairlead":1}', installedAt: 1 },
  writes: { id: 'w', tenant: 't', dealId: 'd', state: 'waiting' },
};

/** A golden example of each row that version 6 adds. */
const ADDED = {
  sources: { id: 'managed:https://rules.example.com/channel.json', by: 'managed', order: 0, name: 'Acme', highest: 3 },
  releases: {
    source: 'managed:https://rules.example.com/channel.json',
    version: 3,
    id: 'acme',
    text: '{}',
    envelope: '{}',
  },
  packHealth: { hash: 'ab', assessments: 1, broken: 0, blocked: 0, disputes: 0, tookMs: [1.5] },
  audit: { at: 1, kind: 'installed', source: 'Acme', pack: 'acme', version: 3, message: 'Verified and installed.' },
};

test('version 6 keeps what version 2 held, and takes what channels keep', async () => {
  const old = new Dexie('to-6');
  version1(old);
  version2(old);
  for (const [table, row] of Object.entries(BEFORE)) await old.table(table).add(structuredClone(row));
  old.close();

  const database = openDatabase('to-6');
  for (const [table, row] of Object.entries(BEFORE))
    expect(await database.table(table).toCollection().first()).toMatchObject(row);
  for (const [table, row] of Object.entries(ADDED)) {
    await database.table(table).add(structuredClone(row));
    expect(await database.table(table).toCollection().first()).toMatchObject(row);
  }
  expect(await database.releases.get([ADDED.releases.source, 3])).toMatchObject(ADDED.releases);
  expect(await database.releases.where('source').equals(ADDED.releases.source).count()).toBe(1);
});
