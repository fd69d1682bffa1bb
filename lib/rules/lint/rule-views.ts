import type { Enforcement } from '@/lib/domain/assessment';
import type { Code } from '../cel/code';
import type { CompiledCriterion, CompiledPack } from '../types';
import { simplify } from './reason/simplify';

/** One way in which a rule runs: as written, or as a variant has it. `within` is what holds of the deals it runs on. */
export type RuleForm = {
  when: Code | null;
  require: Code | null;
  within: readonly { code: Code; truth: boolean }[];
  variant: string;
};

/** A rule as the checks see it: its expressions simplified, and the stages at which it is judged. */
export type RuleView = {
  id: string;
  kind: 'criterion' | 'signal' | 'step';
  title: string;
  why: string;
  /** Stages at which it is judged; "" stands for a stage the pack does not know. */
  stages: readonly string[];
  /** Where a criterion guards, and what comes of it. */
  at: { stage: string; edge: 'entry' | 'exit'; enforce: Enforcement; fix: string | null } | null;
  /** It has evidence: its `require` alone does not decide. */
  evidence: boolean;
  forms: readonly RuleForm[];
};

type Ways = Pick<RuleForm, 'when' | 'require'>;

/** Every rule of a compiled pack. */
export function ruleViews(pack: CompiledPack): RuleView[] {
  const known = [...pack.stages.map((s) => s.id), ''];
  const open = [...pack.stages.filter((s) => s.closed === null).map((s) => s.id), ''];
  const criteria = pack.stages.flatMap((stage, i) => [
    ...stage.entry.map((c) => criterionView(c, { stage: stage.id, edge: 'entry' }, stagesBefore(pack, i), pack)),
    ...stage.exit.map((c) =>
      criterionView(c, { stage: stage.id, edge: 'exit' }, stage.closed === null ? [stage.id] : [], pack),
    ),
  ]);
  const plain =
    (kind: 'signal' | 'step', stages: readonly string[]) =>
    (rule: { id: string; title: string; why: string; when: Code }): RuleView => {
      const { id, title, why, when } = rule;
      return {
        id,
        kind,
        title,
        why,
        stages,
        at: null,
        evidence: false,
        forms: formsOf(id, { when, require: null }, pack),
      };
    };
  return [...criteria, ...pack.signals.map(plain('signal', known)), ...pack.steps.map(plain('step', open))];
}

/** The open stages whose next stage this one is. */
export function stagesBefore(pack: Pick<CompiledPack, 'stages'>, index: number): string[] {
  return pack.stages.flatMap((stage, i) => (stage.closed === null && nextStage(pack, i) === index ? [stage.id] : []));
}

/** Index of the stage after one, as the evaluator has it: the next that is not closed as lost; -1 for none. */
export function nextStage(pack: Pick<CompiledPack, 'stages'>, index: number): number {
  return pack.stages.findIndex((s, i) => i > index && s.closed !== 'lost');
}

function criterionView(
  c: CompiledCriterion,
  at: { stage: string; edge: 'entry' | 'exit' },
  stages: readonly string[],
  pack: CompiledPack,
): RuleView {
  const evidence = (c.evidence?.length ?? 0) > 0;
  const forms = formsOf(c.id, { when: c.when, require: c.require }, pack);
  return {
    id: c.id,
    kind: 'criterion',
    title: c.title,
    why: c.why,
    stages,
    at: { ...at, enforce: c.enforce, fix: c.fix },
    evidence,
    forms: evidence ? forms.map((form) => withEvidence(form, c.id)) : forms,
  };
}

/** What evidence says shows on a deal only: to the analysis it is a condition of its own. */
function withEvidence(form: RuleForm, id: string): RuleForm {
  return form.require === null ? form : { ...form, require: simplify(['||', form.require, ['evidence', ['k', id]]]) };
}

/** The forms of a rule: as written where no variant that changes it applies, and once for each of those. */
function formsOf(id: string, written: Ways, pack: CompiledPack): RuleForm[] {
  const changing = (pack.variants ?? []).filter((v) => Object.hasOwn(v.rules, id));
  const tidy = ({ when, require }: Ways): Ways => ({
    when: when === null ? null : simplify(when),
    require: require === null ? null : simplify(require),
  });
  const outside = changing.map((v) => ({ code: simplify(v.when), truth: false }));
  const base: RuleForm = { ...tidy(written), within: outside, variant: '' };
  const others = changing.flatMap((variant): RuleForm[] => {
    const patch = variant.rules[id];
    if (patch === undefined || patch.off === true) return [];
    const ways = { when: patch.when ?? written.when, require: patch.require ?? written.require };
    return [{ ...tidy(ways), within: [{ code: simplify(variant.when), truth: true }], variant: variant.id }];
  });
  return [base, ...others];
}
