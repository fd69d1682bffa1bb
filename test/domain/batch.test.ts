import { describe, expect, test } from 'vitest';
import { batchState, openWrites, undoEdits, type BatchWriteState } from '@/lib/domain/batch';
import type { Field } from '@/lib/domain/deal';
import type { WriteEntry, WriteResult } from '@/lib/domain/writes';

const text = (value: string): Field => ({ state: 'value', value, source: 'api' });
const DONE: WriteResult = { kind: 'done', way: 'api', before: { nextStep: text('Call') }, unproven: [], differs: [] };
const NO_BEFORE: WriteResult = { kind: 'done', way: 'api', before: {}, unproven: [], differs: [] };
const REFUSED: WriteResult = { kind: 'refused', message: 'Not now.', fields: { nextStep: 'Too short.' } };
const OFFLINE: WriteResult = { kind: 'waiting', reason: 'offline', message: 'This computer is offline.' };
const CONFLICT: WriteResult = { kind: 'conflict', conflicts: [] };

const entry = (part: Partial<WriteEntry>): WriteEntry => ({
  id: 'w1',
  tenant: 'crm@https://crm.example',
  dealId: '1',
  dealName: 'Deal',
  edits: [{ field: 'nextStep', from: text('Cal'), to: 'Meet' }],
  batch: 'b1',
  madeAt: 5,
  endedAt: null,
  state: 'done',
  undoes: null,
  result: DONE,
  ...part,
});
const undo = (part: Partial<WriteEntry>): WriteEntry => entry({ id: 'u1', undoes: 'w1', batch: 'b2', ...part });

describe('one write of a batch', () => {
  test.each<[string, Partial<WriteEntry>, Partial<WriteEntry>[], BatchWriteState, string]>([
    ['that waits is not in the CRM', { state: 'waiting', result: OFFLINE }, [], 'waiting', 'This computer is offline.'],
    ['that is being sent waits', { state: 'sending', result: null }, [], 'waiting', ''],
    [
      'that was refused failed, in all the CRM’s words',
      { state: 'refused', result: REFUSED },
      [],
      'failed',
      'Not now. Too short.',
    ],
    ['that met another’s change failed', { state: 'conflict', result: CONFLICT }, [], 'failed', ''],
    ['that is done can be taken back', {}, [], 'written', ''],
    [
      'over a value that nobody could read stays',
      {
        edits: [{ field: 'nextStep', from: { state: 'unknown', reason: 'notOnPage' }, to: 'Meet' }],
        result: NO_BEFORE,
      },
      [],
      'stays',
      '',
    ],
    ['that made a task alone stays', { edits: [], task: { subject: 'Call', due: null } }, [], 'stays', ''],
    [
      'whose undo waits is being taken back',
      {},
      [{ state: 'waiting', result: OFFLINE }],
      'undoing',
      'This computer is offline.',
    ],
    ['whose undo is sent is being taken back', {}, [{ state: 'sending', result: null }], 'undoing', ''],
    [
      'whose undo was refused says so',
      {},
      [{ state: 'refused', result: REFUSED }],
      'undoFailed',
      'Not now. Too short.',
    ],
    ['whose undo met another’s change says so', {}, [{ state: 'conflict', result: CONFLICT }], 'undoFailed', ''],
    ['whose undo was given up can be taken back', {}, [{ state: 'dropped', result: null }], 'written', ''],
    [
      'counts by its last undo',
      {},
      [
        { state: 'refused', result: REFUSED },
        { id: 'u2', state: 'waiting', result: null },
      ],
      'undoing',
      '',
    ],
    ['that was taken back is', { state: 'undone' }, [{ state: 'done' }], 'undone', ''],
    ['that was given up is', { state: 'dropped', result: null }, [], 'dropped', ''],
  ])('%s', (_name, write, undos, state, message) => {
    expect(batchState('b1', [entry(write)], undos.map(undo), false)?.writes[0]).toMatchObject({ state, message });
  });
});

test('a batch names its tenant, its time, its deals and how much each write changes', () => {
  const writes = [entry({}), entry({ id: 'w2', dealId: '2', madeAt: 6, task: { subject: 'Call', due: null } })];
  expect(batchState('b1', writes, [], true)).toMatchObject({
    tenant: 'crm@https://crm.example',
    madeAt: 5,
    isUndo: false,
    running: true,
    writes: [
      { writeId: 'w1', dealId: '1', changes: 1 },
      { writeId: 'w2', dealId: '2', changes: 2 },
    ],
  });
  expect(batchState('b2', [undo({})], [], false)?.isUndo).toBe(true);
  expect(batchState('b1', [], [], false)).toBeNull();
});

test('an undo of a batch is about what is in the CRM, and what is still to be sent', () => {
  const states: BatchWriteState[] = [
    'waiting',
    'failed',
    'written',
    'stays',
    'undoing',
    'undoFailed',
    'undone',
    'dropped',
  ];
  const writes = states.map((state) => ({ writeId: state, dealId: '', dealName: '', changes: 1, state, message: '' }));
  expect(openWrites({ writes }).map(({ state }) => state)).toEqual(['waiting', 'written', 'undoFailed']);
});

test('a write is taken back to what was there right before, not to what the panel had seen', () => {
  expect(undoEdits(entry({}))).toEqual([{ field: 'nextStep', from: text('Meet'), to: 'Call' }]);
});
