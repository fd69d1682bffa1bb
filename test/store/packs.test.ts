import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDatabase } from '@/lib/store/database';
import { dropFilePack, filePackRow, keepFilePack } from '@/lib/store/packs';

test('the text of the latest pack from a file is kept, one at a time, until it is dropped', async () => {
  const database = openDatabase('packs');
  expect(await filePackRow(database)).toBeNull();
  await keepFilePack(database, 'ours', '{"version":1}', 1);
  await keepFilePack(database, 'theirs', '{"version":2}', 2);
  expect((await filePackRow(database))?.text).toBe('{"version":2}');
  expect(await database.packs.count()).toBe(1);
  await dropFilePack(database);
  expect(await filePackRow(database)).toBeNull();
});
