import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { connectionStates, type ConnectionRow } from '@/lib/store/connections';
import { openDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';

/** The rows as they were first released; a later shape reads them still. */
const GOLDEN: ConnectionRow[] = [
  {
    kind: 'token',
    tenant: 'hubspot@https://app.hubspot.com',
    token: 'pat-1',
    account: { way: 'token', user: 'ann' },
    connectedAt: 1,
    signedOut: null,
  },
  {
    kind: 'oauth',
    tenant: 'salesforce@https://acme.lightning.force.com',
    token: 'A',
    refreshToken: 'R',
    expiresAt: null,
    settings: { authorize: 'https://a', token: 'https://t', revoke: 'https://r', clientId: 'c', scopes: ['api'] },
    account: { way: 'oauth' },
    connectedAt: 2,
    signedOut: 'expired',
  },
];

test('a database of the first version keeps its rows, and takes sign-ins', async () => {
  const name = `version-5-${Math.random()}`;
  const old = new Dexie(name);
  version1(old);
  await old.table('packs').put({ channel: 'file', id: 'ours', text: '{}', installedAt: 1 });
  old.close();

  const database = openDatabase(name);
  expect(await database.packs.toArray()).toEqual([{ channel: 'file', id: 'ours', text: '{}', installedAt: 1 }]);
  await database.connections.bulkPut(GOLDEN);
  expect(await database.connections.toArray()).toEqual(GOLDEN);
  expect(Object.fromEntries(await connectionStates(database))).toEqual({
    'hubspot@https://app.hubspot.com': {
      kind: 'token',
      way: 'token',
      user: 'ann',
      connectedAt: 1,
      expiresAt: null,
      signedOut: null,
    },
    'salesforce@https://acme.lightning.force.com': {
      kind: 'oauth',
      way: 'oauth',
      user: null,
      connectedAt: 2,
      expiresAt: null,
      signedOut: 'expired',
    },
  });
  await database.delete();
});
