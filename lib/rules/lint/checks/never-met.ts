import { unseen } from '../unseen';
import type { Check } from '../types';

export const neverMet: Check = {
  id: 'never-met',
  title: 'Never seen met',
  why: 'A rule that was never seen met in a test may be unable to be so, and nobody would know.',
  todo: 'Add a test with a deal for which the rule comes out met.',
  example: 'expect: { budget-confirmed: notMet }   # and no test in which it is met',
  find: (context) => unseen('met', 'met', context),
};
