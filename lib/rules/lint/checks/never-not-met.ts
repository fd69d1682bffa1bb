import { unseen } from '../unseen';
import type { Check } from '../types';

export const neverNotMet: Check = {
  id: 'never-not-met',
  title: 'Never seen not met',
  why: 'A rule that was never seen not met in a test may be unable to be so, and nobody would know.',
  todo: 'Add a test with a deal for which the rule comes out not met.',
  example: 'expect: { budget-confirmed: met }   # and no test in which it is not met',
  find: (context) => unseen('notMet', 'not met', context),
};
