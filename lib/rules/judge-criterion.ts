import type { CriterionResult, Evidence, Verdict } from '@/lib/domain/assessment';
import { lookFor, type Found } from './evidence';
import { note, NOT_APPLICABLE, verdict, type Run } from './run';
import type { EvaluationInput } from './pack-result';
import type { RunnableCriterion, RunnablePack } from './types';
import { judgeVersions, mildest } from './variants';

/** What a criterion is judged on. */
export type Case = { pack: RunnablePack; input: EvaluationInput; run: Run };

const MOST_EVIDENCE = 5;

/** A criterion with its verdict, its evidence and how it is enforced for this deal. */
export function judgeCriterion(c: RunnableCriterion, stage: string, edge: 'exit' | 'entry', on: Case): CriterionResult {
  const { id, title, why, fix } = c;
  const found = c.evidence === undefined ? null : lookFor(c.evidence, on.input, on.pack);
  const { verdict: said, list } = judgeVersions(c, on.run, (version) => judged(version, found, on.run));
  const judgement = note(on.run, c, said);
  const exception = list[0]?.exception;
  return {
    id,
    title,
    why,
    stage,
    edge,
    enforce: mildest(list),
    verdict: judgement,
    fix,
    ...(found === null || judgement.kind === 'notApplicable' ? {} : { evidence: shown(found) }),
    ...(exception === undefined ? {} : { exception }),
  };
}

/** What it rests on; when nothing counts any more, what counted last. */
function shown({ counts, expired }: Found): Evidence[] {
  return counts.length > 0 ? counts.slice(0, MOST_EVIDENCE) : expired.slice(0, 1);
}

function judged(c: RunnableCriterion, found: Found | null, run: Run): Verdict {
  if (c.when !== null) {
    const applicable = verdict(run, c.when);
    if (applicable.kind === 'notMet') return NOT_APPLICABLE;
    if (applicable.kind !== 'met') return applicable;
  }
  const required = verdict(run, c.require);
  return found === null ? required : either(required, found);
}

/** Either is enough; what cannot be told keeps it open, before an expression that failed. */
function either(required: Verdict, { counts, missing }: Found): Verdict {
  if (required.kind === 'met' || counts.length > 0) return { kind: 'met' };
  if (missing.length === 0) return required;
  const more = required.kind === 'unknown' ? required.inputs : [];
  const inputs = [...more, ...missing].filter((input, i, all) => all.findIndex((o) => o.input === input.input) === i);
  return { kind: 'unknown', inputs };
}
