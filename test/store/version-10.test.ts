import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';
import { notePackVersion, packVersions, packVersionText, signPackVersion } from '@/lib/store/pack-versions';

const DEAL = { tenant: 't', id: '1', deal: {}, known: {}, hash: '', firstSeenAt: 1, lastSeenAt: 1 };

/** A golden example of the row that version 10 adds. */
const VERSION = {
  hash: 'a1',
  id: 'acme',
  version: 3,
  title: 'Acme',
  channel: 'file',
  source: '',
  at: 5,
  text: '{"version":3}',
  who: 'Ann',
  why: 'A lower limit for small deals',
} as const;

test('version 10 keeps what version 1 held, and takes the versions of packs', async () => {
  const old = new Dexie('to-10');
  version1(old);
  await old.table('deals').add(structuredClone(DEAL));
  old.close();

  const database = openDatabase('to-10');
  expect(await database.deals.get(['t', '1'])).toMatchObject(DEAL);
  await database.packVersions.add(structuredClone(VERSION));
  expect(await database.packVersions.orderBy('at').first()).toEqual(VERSION);
});

test('a version keeps its first line, is signed once, and the oldest go when there are more than a hundred', async () => {
  const database = openDatabase('versions');
  await notePackVersion(database, { ...VERSION, who: '', why: '' });
  await notePackVersion(database, { ...VERSION, at: 900, title: 'Again' });
  await signPackVersion(database, 'a1', { who: 'Ann', why: 'First' });
  await signPackVersion(database, 'a1', { who: 'Ben', why: 'Second' });
  const { text: _text, ...line } = VERSION;
  expect(await packVersions(database)).toEqual([{ ...line, who: 'Ann', why: 'First' }]);
  expect(await packVersionText(database, 'a1')).toBe('{"version":3}');
  for (let n = 0; n < 100; n++) await notePackVersion(database, { ...VERSION, hash: `h${n}`, at: 10 + n });
  expect(await database.packVersions.count()).toBe(100);
  expect(await packVersionText(database, 'a1')).toBeNull();
});
