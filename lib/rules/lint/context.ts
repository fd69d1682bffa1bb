import type { Code } from '../cel/code';
import type { PackSource } from '../schema';
import type { PackTest } from '../test-schema';
import type { CompiledPack } from '../types';
import { coverageOf, type Coverage } from './coverage';
import { placesOf, type Places } from './places';
import { formulaOf, type Formula } from './reason/formula';
import type { FieldTypes } from './reason/kinds';
import { simplify } from './reason/simplify';
import { canHold } from './reason/solve';
import { ruleViews, type RuleForm, type RuleView } from './rule-views';
import type { CrmReach } from './types';

/** Conditions that are to hold at once, and the stages at which. */
export type Question = {
  conditions: readonly { code: Code; truth: boolean }[];
  stages?: readonly string[];
  unread?: ReadonlySet<string>;
  /** Deals that the pack is not for count as well. */
  everywhere?: boolean;
};

/** What every check works on. */
export type LintContext = {
  pack: CompiledPack;
  source: PackSource;
  places: Places;
  rules: readonly RuleView[];
  /** Rules that the document itself writes; findings are about those, as the others are someone else's. */
  own: readonly RuleView[];
  tests: readonly PackTest[];
  crms: readonly CrmReach[];
  crmStages: readonly string[] | null;
  coverage: () => Coverage;
  /** The path of a rule's expression in the document, where a variant has it if that is meant. */
  pathOf: (rule: RuleView, form: RuleForm, part: 'when' | 'require') => string;
  /** Whether some deal that the pack is for satisfies the conditions; only a certain "no" is false. */
  possible: (question: Question) => boolean;
};

type Given = {
  pack: CompiledPack;
  source: PackSource;
  tests: readonly PackTest[];
  crms: readonly CrmReach[];
  crmStages: readonly string[] | null;
};

export function lintContext(given: Given): LintContext {
  const { pack, source, tests } = given;
  const places = placesOf(source);
  const rules = ruleViews(pack);
  let covered: Coverage | null = null;
  return {
    ...given,
    places,
    rules,
    own: rules.filter((rule) => places.rules.has(rule.id)),
    coverage: () => (covered ??= coverageOf(pack, tests)),
    pathOf: (rule, form, part) => {
      const variant = places.variants.get(form.variant);
      return variant === undefined
        ? `${places.rules.get(rule.id) ?? ''}.${part}`
        : `${variant}.rules.${rule.id}.${part}`;
    },
    possible: solver(pack),
  };
}

function solver(pack: CompiledPack): LintContext['possible'] {
  const types: FieldTypes = new Map(pack.fields.map((f) => [f.key, f.type]));
  const wanted: Formula = pack.applies === null ? true : formulaOf(simplify(pack.applies), true, types);
  // A pack that is for no deal is one finding, not one for each of its rules.
  const applies: Formula = canHold([wanted], { types }) === 'no' ? true : wanted;
  const formula = remembered(types);
  const places = new Map<string, Formula>();
  const at = (stages: readonly string[]): Formula => {
    const name = stages.join(' ');
    const found = places.get(name) ?? atStages(stages, types);
    places.set(name, found);
    return found;
  };
  return ({ conditions, stages, unread, everywhere }) => {
    const asked = conditions.map(({ code, truth }) => formula(code, truth));
    const where: Formula[] = stages === undefined ? [] : [at(stages)];
    const grounds = unread === undefined ? { types } : { types, unread };
    // Whether the pack is for a deal is settled elsewhere; what cannot be read does not take a deal out.
    const scope = unread === undefined && everywhere !== true ? [applies] : [];
    return canHold([...scope, ...where, ...asked], grounds) !== 'no';
  };
}

/** The same conditions are asked for again and again; each is taken apart once. */
function remembered(types: FieldTypes): (code: Code, truth: boolean) => Formula {
  const known = { true: new WeakMap<Code, Formula & object>(), false: new WeakMap<Code, Formula & object>() };
  return (code, truth) => {
    const map = known[truth ? 'true' : 'false'];
    const found = map.get(code);
    if (found !== undefined) return found;
    const made = formulaOf(code, truth, types);
    if (typeof made === 'object') map.set(code, made);
    return made;
  };
}

function atStages(stages: readonly string[], types: FieldTypes): Formula {
  const stage: Code = ['$', 'stage'];
  const among = formulaOf(['in', stage, ['list', ...stages.map((id): Code => ['k', id])]], true, types);
  return stages.includes('') ? { or: [among, formulaOf(['has', stage], false, types)] } : among;
}

/** What holds of the deals on which one form of a rule is judged at all. */
export function judged(form: RuleForm): { code: Code; truth: boolean }[] {
  return form.when === null ? [...form.within] : [...form.within, { code: form.when, truth: true }];
}
