import type { Check } from '../types';

export const untestedRule: Check = {
  id: 'untested-rule',
  title: 'Rule without a test',
  why: 'Without a test nobody notices when a later change makes the rule say something else.',
  todo: 'Add a test that expects a verdict of it, best one that is met and one that is not.',
  example: 'tests: []',
  find: ({ own, places, coverage, tests }) => {
    const untested = own.filter((rule) => !coverage().expected.has(rule.id));
    if (tests.length === 0 && untested.length > 1) {
      const message = `this pack has ${untested.length} rules and no tests`;
      const hint = 'add `tests`, each with a deal and the verdicts expected';
      return [{ severity: 'warning', path: '', rule: '', message, hint }];
    }
    return untested.map(({ id }) => ({
      severity: 'warning' as const,
      path: places.rules.get(id) ?? '',
      rule: id,
      message: 'no test expects anything of this rule',
      hint: `add it to the \`expect\` of a test: { ${id}: met }`,
    }));
  },
};
