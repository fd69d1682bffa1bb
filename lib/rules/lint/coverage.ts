import { evaluatePack } from '../evaluate';
import { loadPack } from '../load';
import { testInput } from '../pack-tests';
import type { PackTest } from '../test-schema';
import type { CompiledPack } from '../types';

/** The verdicts that each rule came to in the pack's tests, and the rules of which a test expects one. */
export type Coverage = {
  seen: ReadonlyMap<string, ReadonlySet<string>>;
  expected: ReadonlySet<string>;
};

/** Runs every test of a pack and notes what each rule came to. */
export function coverageOf(compiled: CompiledPack, tests: readonly PackTest[]): Coverage {
  const seen = new Map<string, Set<string>>();
  for (const [id, kind] of verdictsOf(stepsAsSignals(compiled), tests))
    seen.set(id, (seen.get(id) ?? new Set()).add(kind));
  return { seen, expected: new Set(tests.flatMap((test) => Object.keys(test.expect))) };
}

function verdictsOf(compiled: CompiledPack, tests: readonly PackTest[]): [string, string][] {
  const loaded = loadPack(compiled);
  if (!loaded.ok) return [];
  return tests.flatMap((test) => {
    const { criteria, signals } = evaluatePack(loaded.pack, testInput(test, loaded.pack));
    return [...criteria, ...signals].map(({ id, verdict }): [string, string] => [id, verdict.kind]);
  });
}

/** A step that is not open leaves no trace in a result; as a signal its condition gets a verdict. */
function stepsAsSignals(pack: CompiledPack): CompiledPack {
  const steps = pack.steps.map(({ id, title, why, when }) => ({ id, title, why, when, weight: 0 }));
  return { ...pack, signals: [...pack.signals, ...steps], steps: [] };
}
