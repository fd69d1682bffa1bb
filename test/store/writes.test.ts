import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { WriteEntry, WriteResult } from '@/lib/domain/writes';
import { openDatabase } from '@/lib/store/database';
import {
  claimWrite,
  dropWrite,
  keepWrite,
  noteTasksBefore,
  reviveWrites,
  settleWrite,
  waitingWrites,
  writeById,
  writesOf,
} from '@/lib/store/writes';

const DONE: WriteResult = { kind: 'done', way: 'api', before: {}, unproven: [], differs: [] };
const WAITS: WriteResult = { kind: 'waiting', reason: 'offline', message: 'offline' };

const entry = (id: string, madeAt: number, extra: Partial<WriteEntry> = {}): WriteEntry => ({
  id,
  tenant: 'a',
  dealId: '1',
  dealName: 'Deal',
  edits: [],
  madeAt,
  endedAt: null,
  state: 'waiting',
  undoes: null,
  result: null,
  ...extra,
});

test('the same write kept twice is one write', async () => {
  const database = openDatabase('writes-twice');
  await keepWrite(database, entry('w1', 1));
  expect(await keepWrite(database, entry('w1', 2))).toMatchObject({ madeAt: 1 });
  expect(await database.writes.count()).toBe(1);
});

test('a task of the same mark is one task, until the one before came to nothing', async () => {
  const database = openDatabase('writes-mark');
  const task = { subject: 'Call', due: null, mark: 'call@2026-11-22' };
  await keepWrite(database, entry('w1', 1, { task }));
  expect(await keepWrite(database, entry('w2', 2, { task }))).toMatchObject({ id: 'w1' });
  expect(await keepWrite(database, entry('w3', 3, { task: { ...task, mark: 'call@2026-11-23' } }))).toMatchObject({
    id: 'w3',
  });
  expect(await keepWrite(database, entry('w4', 4, { task, dealId: '2' }))).toMatchObject({ id: 'w4' });
  expect(await keepWrite(database, entry('w5', 5, { task, tenant: 'b' }))).toMatchObject({ id: 'w5' });
  await settleWrite(database, 'w1', { kind: 'refused', message: 'no', fields: {} }, 6);
  expect(await keepWrite(database, entry('w6', 7, { task }))).toMatchObject({ id: 'w6' });
});

test('what was there before a task is noted once: a second try must not count its own', async () => {
  const database = openDatabase('writes-tasks-before');
  await keepWrite(database, entry('w1', 1));
  await noteTasksBefore(database, 'w1', ['t1']);
  await noteTasksBefore(database, 'w1', ['t1', 't2']);
  expect(await writeById(database, 'a', 'w1')).toMatchObject({ tasksBefore: ['t1'] });
});

test('only one caller gets a write to send', async () => {
  const database = openDatabase('writes-claim');
  await keepWrite(database, entry('w1', 1));
  const claims = await Promise.all([claimWrite(database, 'w1'), claimWrite(database, 'w1')]);
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
});

test('what waits comes in the order in which it was made, and one deal’s apart from another’s', async () => {
  const database = openDatabase('writes-order');
  await keepWrite(database, entry('w1', 5));
  await keepWrite(database, entry('w2', 6, { dealId: '2' }));
  await keepWrite(database, entry('w3', 1));
  expect((await waitingWrites(database, 'a')).map(({ id }) => id)).toEqual(['w1', 'w2', 'w3']);
  expect((await waitingWrites(database, 'a', '1')).map(({ id }) => id)).toEqual(['w1', 'w3']);
  expect(await waitingWrites(database, 'b')).toEqual([]);
});

test('a write that still waits may be sent again, one that is done may not', async () => {
  const database = openDatabase('writes-settle');
  await keepWrite(database, entry('w1', 1));
  await claimWrite(database, 'w1');
  await settleWrite(database, 'w1', WAITS, 2);
  expect(await claimWrite(database, 'w1')).not.toBeNull();
  await settleWrite(database, 'w1', DONE, 3);
  expect(await claimWrite(database, 'w1')).toBeNull();
  expect(await writeById(database, 'a', 'w1')).toMatchObject({ state: 'done', endedAt: 3 });
  expect(await writeById(database, 'b', 'w1')).toBeNull();
});

test('what was cut off while it was sent waits again', async () => {
  const database = openDatabase('writes-revive');
  await keepWrite(database, entry('w1', 1));
  await claimWrite(database, 'w1');
  await reviveWrites(database);
  expect(await waitingWrites(database, 'a')).toHaveLength(1);
});

test('an undo that is done marks what it took back; one that waits does not', async () => {
  const database = openDatabase('writes-undo');
  await keepWrite(database, entry('w1', 1, { state: 'done', result: DONE }));
  await keepWrite(database, entry('w2', 2, { undoes: 'w1' }));
  await settleWrite(database, 'w2', WAITS, 3);
  expect(await writeById(database, 'a', 'w1')).toMatchObject({ state: 'done' });
  await settleWrite(database, 'w2', DONE, 4);
  expect(await writeById(database, 'a', 'w1')).toMatchObject({ state: 'undone' });
});

test('only what was not sent can be given up, and only by its own tenant', async () => {
  const database = openDatabase('writes-drop');
  await keepWrite(database, entry('w1', 1));
  await keepWrite(database, entry('w2', 2, { state: 'done', result: DONE }));
  expect(await dropWrite(database, 'b', 'w1')).toBe(false);
  expect(await dropWrite(database, 'a', 'w2')).toBe(false);
  expect(await dropWrite(database, 'a', 'w1')).toBe(true);
  expect((await writesOf(database, 'a', '1')).map(({ id, state }) => [id, state])).toEqual([
    ['w2', 'done'],
    ['w1', 'dropped'],
  ]);
});
