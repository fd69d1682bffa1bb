import { describe, expect, test } from 'vitest';
import { EXCLUSIONS } from './exclusions';
import { outcomeOf, passes } from './run-test';
import { coreTests, FILES, type SpecTest } from './suite';

const MUST_PASS = 850;

const all = coreTests();
const reasonOf = (t: SpecTest): string | undefined => EXCLUSIONS.find((e) => e.covers(t))?.id;
const inScope = all.filter((t) => reasonOf(t) === undefined);
const byPath = (tests: readonly SpecTest[]): string[] => tests.map((t) => t.path);

describe('the CEL conformance suite', () => {
  for (const file of FILES) {
    const own = inScope.filter((t) => t.path.startsWith(`${file}/`));
    if (own.length === 0) continue;
    describe(file, () => {
      test.each(own.map((t) => [t.path.slice(file.length + 1), t] as const))('%s', (_name, spec) => {
        const outcome = outcomeOf(spec);
        expect(passes(spec, outcome), `${spec.expr} gave ${JSON.stringify(outcome)}`).toBe(true);
      });
    });
  }

  test(`at least ${MUST_PASS} tests are in scope`, () => {
    const excluded = Object.fromEntries(EXCLUSIONS.map(({ id }) => [id, all.filter((t) => reasonOf(t) === id).length]));
    console.log(JSON.stringify({ suite: 'cel-conformance', tests: all.length, inScope: inScope.length, excluded }));
    expect(inScope.length).toBeGreaterThanOrEqual(MUST_PASS);
  });
});

describe('what is excluded fails; what passes must leave the list', () => {
  test.each(EXCLUSIONS.map((e) => [e.id, e] as const))('%s', (id, { why }) => {
    const own = all.filter((t) => reasonOf(t) === id);
    expect(own, 'the exclusion covers nothing any more').not.toEqual([]);
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(byPath(own.filter((t) => passes(t, outcomeOf(t))))).toEqual([]);
  });
});
