import type { Evidence, GapKind, MissingInput, Verdict } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import type { Deal } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { History } from '@/lib/domain/facts';
import { evaluatePack } from '@/lib/rules/evaluate';
import { lookedAt } from '@/lib/rules/looked-at';
import { stepVerdict } from '@/lib/rules/proposals';
import type { Shown } from '@/lib/rules/shown-value';
import { traceExpression, type Traced } from '@/lib/rules/trace';
import type { EvaluationInput } from '@/lib/rules/pack-result';
import type { RunnablePack } from '@/lib/rules/types';
import { startRun } from '@/lib/rules/variants';
import type { Written } from './sources';

/** A real deal with what came before it, as the background keeps it. */
export type KeptDeal = { deal: Deal; history: History };

/** What a rule says of a deal, and what it read for that. */
export type TriedRule = {
  kind: 'criterion' | 'signal' | 'step';
  id: string;
  title: string;
  why: string;
  verdict: Verdict['kind'];
  /** Of an unknown one: what could not be read. Of a broken one: why. */
  missing: readonly Pick<MissingInput, 'label' | 'reason'>[];
  reason: string | null;
  enforce: 'block' | 'warn' | 'info' | null;
  evidence: readonly Pick<Evidence, 'label' | 'at'>[];
  read: readonly { name: string; shown: Shown }[];
};

export type Tried = {
  applies: boolean;
  stage: { label: string | null; title: string | null; state: string };
  rules: readonly TriedRule[];
  gaps: readonly { field: string; label: string; kind: GapKind; due: 'now' | 'soon'; value: string | null }[];
};

/** What rules are evaluated on: the deal, its history, the moment. */
export function inputOf({ deal, history }: KeptDeal, clock: Clock): EvaluationInput {
  const { changes, watchedSince } = history;
  return { deal, facts: deriveFacts(deal, history, clock), changes, clock, watchedSince };
}

/** Every rule of a pack on a real deal: its verdict, why, and what it read. */
export function tryDeal(pack: RunnablePack, kept: KeptDeal, clock: Clock): Tried {
  const input = inputOf(kept, clock);
  const result = evaluatePack(pack, input);
  const read = (kind: TriedRule['kind'], id: string): TriedRule['read'] =>
    lookedAt(pack, { kind, id }).map((name) => ({ name, shown: shownInput(name, pack, input) }));
  const run = startRun(pack, input, result.stage);
  const open = new Set(result.stage.state === 'closed' ? [] : pack.steps.map(({ id }) => id));
  return {
    applies: result.applies,
    stage: { label: result.stage.label, title: result.stage.title, state: result.stage.state },
    rules: !result.applies
      ? []
      : [
          ...result.criteria.map((c) => ({
            ...ruleOf('criterion', c, c.verdict),
            enforce: c.enforce,
            evidence: (c.evidence ?? []).map(({ label, at }) => ({ label, at })),
            read: read('criterion', c.id),
          })),
          ...result.signals.map((s) => ({ ...ruleOf('signal', s, s.verdict), read: read('signal', s.id) })),
          ...pack.steps
            .filter(({ id }) => open.has(id))
            .map((s) => ({ ...ruleOf('step', s, stepVerdict(s, run)), read: read('step', s.id) })),
        ],
    gaps: result.gaps.map(({ field, label, kind, due, value }) => ({ field, label, kind, due, value })),
  };
}

function ruleOf(
  kind: TriedRule['kind'],
  { id, title, why }: { id: string; title: string; why: string },
  verdict: Verdict,
): Omit<TriedRule, 'read'> {
  return {
    kind,
    id,
    title,
    why,
    verdict: verdict.kind,
    missing: verdict.kind === 'unknown' ? verdict.inputs.map(({ label, reason }) => ({ label, reason })) : [],
    reason: verdict.kind === 'broken' ? verdict.reason : null,
    enforce: null,
    evidence: [],
  };
}

/** An input of an expression, `deal.amount` or `list.contacts`, with what it holds. */
function shownInput(name: string, pack: RunnablePack, input: EvaluationInput): Shown {
  const written = name.startsWith('list.') ? name.slice('list.'.length) : name;
  return traceExpression(written, pack, input)?.shown ?? { state: 'empty' };
}

/** How the expressions of a rule evaluate on a deal, part by part; a rule that asks for evidence alone has none. */
export function traceRule(
  written: Written,
  pack: RunnablePack,
  kept: KeptDeal,
  clock: Clock,
): { part: 'when' | 'require'; traced: Traced }[] {
  const input = inputOf(kept, clock);
  return (['when', 'require'] as const).flatMap((part) => {
    const source = written[part];
    const traced = source === undefined ? null : traceExpression(source, pack, input);
    return traced === null ? [] : [{ part, traced }];
  });
}
