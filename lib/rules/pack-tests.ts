import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Facts } from '@/lib/domain/facts';
import { evaluatePack } from './evaluate';
import { loadPack } from './load';
import { stepVerdict } from './proposals';
import { changesOf, clockOf, dealOf } from './test-deal';
import type { PackTest } from './test-schema';
import type { EvaluationInput, PackResult } from './pack-result';
import type { CompiledPack, RunnablePack } from './types';
import { startRun } from './variants';

/** One expectation of a test: about a rule's verdict, a field's gap, or whether the pack applies. */
type Expectation = { about: string; expected: string; actual: string };

export type PackTestResult = { name: string; passed: boolean; failures: readonly Expectation[] };

/** Runs a pack's own tests. The tests come beside the compiled pack from `compilePack`. */
export function runPackTests(compiled: CompiledPack, tests: readonly PackTest[]): PackTestResult[] {
  const loaded = loadPack(compiled);
  if (!loaded.ok)
    return tests.map((t) => ({
      name: t.name,
      passed: false,
      failures: [{ about: 'pack', expected: 'loads', actual: loaded.reason }],
    }));
  return tests.map((test) => {
    const failures = failuresOf(test, loaded.pack);
    return { name: test.name, passed: failures.length === 0, failures };
  });
}

/** The evaluation input a test describes. */
export function testInput(test: PackTest, pack: RunnablePack): EvaluationInput {
  const clock = clockOf(test);
  const deal = dealOf(test, pack);
  const changes = changesOf(test, pack);
  // A test's history is complete by its own word, unless it says otherwise: what it does not list did not happen.
  const watchedSince = test.unknown.includes('changes') ? null : 0;
  const facts = deriveFacts(deal, { changes, watchedSince }, clock);
  return { deal, changes, clock, watchedSince, facts: withOverrides(facts, test) };
}

function withOverrides(facts: Facts, test: PackTest): Facts {
  const given = Object.entries(test.facts).map(([key, value]) => [key, { state: 'value', value }] as const);
  const unread = test.unknown
    .filter((name) => name.startsWith('facts.'))
    .map(
      (name) =>
        [
          name.slice('facts.'.length),
          { state: 'unknown', inputs: [{ input: name, label: name, reason: 'noHistory' }] },
        ] as const,
    );
  return { ...facts, ...Object.fromEntries(given), ...Object.fromEntries(unread) };
}

function failuresOf(test: PackTest, pack: RunnablePack): Expectation[] {
  const input = testInput(test, pack);
  const result = evaluatePack(pack, input);
  const found: Expectation[] = [];
  const expect = (about: string, expected: string, actual: string): void => {
    if (expected !== actual) found.push({ about, expected, actual });
  };
  if (test.applies !== undefined) expect('applies', String(test.applies), String(result.applies));
  const verdicts = verdictsOf(pack, input, result);
  for (const [id, kind] of Object.entries(test.expect))
    expect(id, kind, verdicts.get(id) ?? 'not reached at this stage');
  for (const [name, kind] of Object.entries(test.gaps)) {
    const gap = result.gaps.find((g) => g.field === name || g.field === `custom.${name}`);
    expect(`gap ${name}`, kind, gap?.kind ?? 'none');
  }
  return found;
}

/** Verdicts by rule; a step is met while it is open. */
function verdictsOf(pack: RunnablePack, input: EvaluationInput, result: PackResult): Map<string, string> {
  const run = startRun(pack, input, result.stage);
  const verdicts = new Map<string, string>(pack.steps.map((s) => [s.id, stepVerdict(s, run).kind]));
  for (const rule of [...result.criteria, ...result.signals]) verdicts.set(rule.id, rule.verdict.kind);
  for (const { id } of result.broken) verdicts.set(id, 'broken');
  return verdicts;
}
