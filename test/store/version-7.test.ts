import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openDatabase } from '@/lib/store/database';
import { version1 } from '@/lib/store/migrations/version-1';
import { countStepStates, putStepState, stepStatesOf, type StepStateRow } from '@/lib/store/step-states';

const TENANT = 'atomic-crm@http://localhost:5173';

/** The rows as they were first released; a later shape reads them still. */
const GOLDEN: StepStateRow[] = [
  { tenant: TENANT, dealId: '1', step: 'call', title: 'Call them', kind: 'done', at: 1 },
  { tenant: TENANT, dealId: '1', step: 'meet', title: 'Meet them', kind: 'notNow', until: '2026-11-23', at: 2 },
  { tenant: TENANT, dealId: '2', step: 'meet', title: 'Meet them', kind: 'doesNotApply', reason: 'A renewal.', at: 3 },
];

test('a database of the first version keeps its rows, and takes what reps say of steps', async () => {
  const name = `version-7-${Math.random()}`;
  const old = new Dexie(name);
  version1(old);
  await old.table('packs').put({ channel: 'file', id: 'ours', text: '{}', installedAt: 1 });
  old.close();

  const database = openDatabase(name);
  expect(await database.packs.toArray()).toEqual([{ channel: 'file', id: 'ours', text: '{}', installedAt: 1 }]);
  await database.stepStates.bulkPut(GOLDEN);
  expect(await stepStatesOf(database, TENANT, '1')).toEqual([
    { step: 'meet', title: 'Meet them', kind: 'notNow', until: '2026-11-23', at: 2 },
    { step: 'call', title: 'Call them', kind: 'done', at: 1 },
  ]);
  expect(await stepStatesOf(database, 'another', '1')).toEqual([]);
  await database.delete();
});

test('the last word on a step counts, can be taken back, and is counted by rule', async () => {
  const database = openDatabase(`version-7-${Math.random()}`);
  await database.stepStates.bulkPut(GOLDEN);
  const meet = { tenant: TENANT, dealId: '1', step: 'meet' };
  await putStepState(database, meet, { step: 'meet', title: 'Meet', kind: 'doesNotApply', reason: 'Met.', at: 9 });
  expect(await countStepStates(database)).toEqual([
    {
      step: 'meet',
      title: 'Meet',
      deals: 2,
      done: 0,
      notNow: 0,
      doesNotApply: 2,
      reasons: [
        { reason: 'Met.', at: 9 },
        { reason: 'A renewal.', at: 3 },
      ],
    },
    { step: 'call', title: 'Call them', deals: 1, done: 1, notNow: 0, doesNotApply: 0, reasons: [] },
  ]);
  await putStepState(database, meet, null);
  expect((await stepStatesOf(database, TENANT, '1')).map(({ step }) => step)).toEqual(['call']);
  await database.delete();
});
