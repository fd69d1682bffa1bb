import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import { testInput } from '@/lib/rules/pack-tests';
import { testSchema, type PackTest } from '@/lib/rules/test-schema';
import type { PackResult } from '@/lib/rules/pack-result';
import type { CompiledPack } from '@/lib/rules/types';

/** How many deals a rule or field is about with one pack and not with the other. */
export type Moved = { newly: number; noLonger: number };

/** A list of deals in the shorthand of tests: each a deal, or a test with a deal in it. */
export function dealsOf(
  value: unknown,
  today: string,
): { ok: true; deals: PackTest[] } | { ok: false; reason: string } {
  if (!Array.isArray(value)) return { ok: false, reason: 'it is not a list of deals' };
  const deals: PackTest[] = [];
  for (const [i, item] of value.entries()) {
    const whole: object = typeof item === 'object' && item !== null && 'deal' in item ? item : { deal: item };
    const read = testSchema.safeParse({ name: `deal ${i + 1}`, now: today, ...whole });
    if (!read.success)
      return { ok: false, reason: `deal ${i + 1}: ${read.error.issues[0]?.message ?? 'it cannot be read'}` };
    deals.push(read.data);
  }
  return { ok: true, deals };
}

/**
 * Evaluates deals with both packs. A criterion is about a deal to which it applies, a signal about one on which it fires,
 * a step about one to which it is proposed, a field about one on which it is a gap.
 */
export function concerned(
  before: CompiledPack,
  after: CompiledPack,
  deals: readonly PackTest[],
  tick: (done: number) => void,
): Map<string, Moved> {
  const [old, now] = [loadPack(before), loadPack(after)];
  const moved = new Map<string, Moved>();
  if (!old.ok || !now.ok) return moved;
  const count = (about: string, kind: keyof Moved): void => {
    const so = moved.get(about) ?? { newly: 0, noLonger: 0 };
    moved.set(about, { ...so, [kind]: so[kind] + 1 });
  };
  deals.forEach((deal, i) => {
    tick(i);
    const was = aboutDeal(evaluatePack(old.pack, testInput(deal, old.pack)));
    const is = aboutDeal(evaluatePack(now.pack, testInput(deal, now.pack)));
    for (const about of is) if (!was.has(about)) count(about, 'newly');
    for (const about of was) if (!is.has(about)) count(about, 'noLonger');
  });
  return moved;
}

function aboutDeal({ criteria, signals, steps, gaps }: PackResult): Set<string> {
  return new Set([
    ...criteria.filter((c) => c.verdict.kind !== 'notApplicable').map((c) => c.id),
    ...signals.filter((s) => s.verdict.kind === 'met').map((s) => s.id),
    ...steps.map((s) => s.id),
    ...gaps.map((g) => g.field.replace(/^custom\./, '')),
  ]);
}
