import { expect, test } from 'vitest';
import { endsByItself, nextTry } from '@/lib/crm/write/next-try';
import type { WaitReason, WriteEntry } from '@/lib/domain/writes';

const NOW = 1_795_600_000_000;
const MINUTE = 60_000;

const waiting = (
  reason: WaitReason,
  { age = 0, notBefore }: { age?: number; notBefore?: number } = {},
): WriteEntry => ({
  id: 'w1',
  tenant: 'a',
  dealId: '1',
  dealName: 'Deal',
  edits: [],
  madeAt: NOW - age,
  endedAt: null,
  state: 'waiting',
  undoes: null,
  result: { kind: 'waiting', reason, message: '', ...(notBefore === undefined ? {} : { notBefore }) },
});

test.each([
  ['nothing waits: never', [], null],
  ['what waits for its page or its user: never', [waiting('notOpen'), waiting('unsaved'), waiting('signedOut')], null],
  ['a fresh one: in a minute', [waiting('offline')], MINUTE],
  ['one that has waited: after half as long again', [waiting('server', { age: 20 * MINUTE })], 10 * MINUTE],
  ['one that has waited for days: in an hour', [waiting('server', { age: 9_000 * MINUTE })], 60 * MINUTE],
  ['the CRM said when: then', [waiting('limited', { notBefore: NOW + 7 * MINUTE })], 7 * MINUTE],
  ['the time the CRM said is over: soon', [waiting('limited', { notBefore: NOW - 1 })], MINUTE],
  ['several: the first', [waiting('limited', { notBefore: NOW + 7 * MINUTE }), waiting('offline')], MINUTE],
] as const)('%s', (_what, entries, wait) => {
  expect(nextTry(entries, NOW)).toBe(wait === null ? null : NOW + wait);
});

test('a write that was given up ends nothing', () => {
  expect(endsByItself({ ...waiting('offline'), state: 'dropped' })).toBe(false);
});
