import type { Assessment, Enforcement, MissingInput, Verdict } from '@/lib/domain/assessment';
import { LIMITS } from './limits';
import { makeScope } from './make-scope';
import { note, NOT_APPLICABLE, verdict, type Run, type Standing } from './run';
import type { EvaluationInput, PackResult } from './pack-result';
import type { RunnablePack, Variant, Runnable } from './types';

/** Ways that a rule may stand; more than that many open variants of one rule leave it unknown. */
const MOST_VERSIONS = 8;

/** Starts an evaluation: reads the inputs, and finds the variants that apply or may. A broken one is named and does not. */
export function startRun(pack: RunnablePack, input: EvaluationInput, stage: PackResult['stage']): Run {
  const run: Run = { scope: makeScope(pack, input, stage), left: LIMITS.packSteps, broken: [], standing: [] };
  if (pack.variants.length === 0) return run;
  const standing = pack.variants.flatMap((variant): Standing[] => {
    const applies = note(run, variant, verdict(run, variant.when));
    if (applies.kind === 'met') return [{ variant, missing: null }];
    return applies.kind === 'unknown' ? [{ variant, missing: applies.inputs }] : [];
  });
  return { ...run, standing };
}

/** The variants in play, as the panel names them. */
export function variantsOf(run: Run): NonNullable<Assessment['variants']> {
  return run.standing.map(({ variant: { id, title }, missing }) => ({
    id,
    title,
    state: missing === null ? 'applies' : 'unknown',
  }));
}

/** A rule or field in every way it may stand, and what would have to be read to know which it is. */
export type Versions<T> = { list: readonly T[]; missing: readonly MissingInput[] };

type Patches = { [K in 'rules' | 'fields']: Variant<Runnable>[K][string] };

/** Applies the variants in their order. One that applies changes every version; one that may adds the changed versions. */
export function versionsOf<T extends object>(base: T, kind: keyof Patches, key: string, run: Run): Versions<T> {
  let list: readonly T[] = [base];
  const missing: MissingInput[] = [];
  for (const { variant, missing: open } of run.standing) {
    const patches = variant[kind];
    const patch = Object.hasOwn(patches, key) ? patches[key] : undefined;
    if (patch === undefined) continue;
    const changed = list.map((version): T => ({ ...version, ...patch }));
    if (open !== null) missing.push(...open);
    list = open === null ? changed : [...list, ...changed].slice(0, MOST_VERSIONS);
  }
  return { list, missing };
}

/** The verdict of a rule in whatever way it stands, and its versions, the certain one first. */
export function judgeVersions<T extends { id: string; off?: boolean }>(
  base: T,
  run: Run,
  judge: (version: T) => Verdict,
): { verdict: Verdict; list: readonly T[] } {
  if (run.standing.length === 0) return { verdict: judge(base), list: [base] };
  const { list, missing } = versionsOf(base, 'rules', base.id, run);
  const verdicts = list.map((version) => (version.off === true ? NOT_APPLICABLE : judge(version)));
  return { verdict: agreed(verdicts, missing), list };
}

/** The verdict on which all versions agree; where they do not, it is unknown for want of what decides between them. */
function agreed(verdicts: readonly Verdict[], missing: readonly MissingInput[]): Verdict {
  const [first = { kind: 'notApplicable' } as const, ...others] = verdicts;
  if (others.every((v) => v.kind === first.kind)) return first;
  const open = verdicts.flatMap((v) => (v.kind === 'unknown' ? v.inputs : []));
  const inputs = [...missing, ...open].filter((input, i, all) => all.findIndex((o) => o.input === input.input) === i);
  return { kind: 'unknown', inputs };
}

const STRENGTH: Readonly<Record<Enforcement, number>> = { info: 0, warn: 1, block: 2 };

/** What cannot be told is never enforced more than the mildest version says. */
export function mildest(list: readonly { enforce: Enforcement }[]): Enforcement {
  const [first, ...others] = list.map((version) => version.enforce);
  return others.reduce((mild, each) => (STRENGTH[each] < STRENGTH[mild] ? each : mild), first ?? 'info');
}
