import { coverageOf } from '@/lib/rules/lint/coverage';
import { runPackTests, type PackTestResult } from '@/lib/rules/pack-tests';
import type { Draft } from './read';

/** A test that ran, with its place in the text. */
export type TestRun = PackTestResult & { at: number };

/** Of one rule: the verdicts it came to in the tests, and whether one of them expects anything of it. */
export type RuleCoverage = { id: string; title: string; met: boolean; notMet: boolean; expected: boolean };

export type TestReport = { runs: readonly TestRun[]; coverage: readonly RuleCoverage[] };

/** Runs a draft's own tests, and says which rules were seen holding and not holding. Null for one that does not compile. */
export function runTests({ pack, tests, opened }: Draft): TestReport | null {
  if (pack === null || opened === null) return null;
  const runs = runPackTests(pack, tests).map((result, i): TestRun => ({
    ...result,
    at: opened.rangeOf({ path: `tests[${i}]` })[0],
  }));
  const { seen, expected } = coverageOf(pack, tests);
  const criteria = pack.stages.flatMap((stage) => [...stage.entry, ...stage.exit]);
  const coverage = [...criteria, ...pack.signals, ...pack.steps].map(({ id, title }): RuleCoverage => {
    const verdicts = seen.get(id);
    return {
      id,
      title,
      met: verdicts?.has('met') === true,
      notMet: verdicts?.has('notMet') === true,
      expected: expected.has(id),
    };
  });
  return { runs, coverage };
}
