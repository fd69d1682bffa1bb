import type { LintContext } from './context';
import type { Finding } from './types';

/** The tested rules that never came to a verdict while the pack's tests ran. */
export function unseen(
  verdict: string,
  words: string,
  { own, places, coverage }: LintContext,
): Omit<Finding, 'check'>[] {
  const { seen, expected } = coverage();
  return own
    .filter(({ id }) => expected.has(id) && seen.get(id)?.has(verdict) !== true)
    .map(({ id }) => ({
      severity: 'warning',
      path: places.rules.get(id) ?? '',
      rule: id,
      message: `in no test does this rule come out ${words}`,
      hint: `add a test that expects { ${id}: ${verdict} }`,
    }));
}
