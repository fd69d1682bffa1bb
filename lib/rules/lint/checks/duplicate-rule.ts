import type { Code } from '../../cel/code';
import type { LintContext } from '../context';
import { gatesOf } from '../gates';
import { inputsOf, keyOf } from '../reason/tree';
import { simplify } from '../reason/simplify';
import type { RuleForm, RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const duplicateRule: Check = {
  id: 'duplicate-rule',
  title: 'Says the same as another',
  why: 'Two rules that say the same count twice in the risk and clutter the panel, and one of them will be forgotten.',
  todo: 'Keep the one with the better title and reason.',
  example: 'when: deal.amount >= 20000   # and elsewhere: when: 20000 <= deal.amount',
  find: (context) => {
    const signals = context.rules.filter((rule) => rule.kind === 'signal');
    const steps = context.rules.filter((rule) => rule.kind === 'step');
    const groups = [signals, ...gatesOf(context).map((gate) => gate.criteria)];
    const found = [
      ...groups.flatMap((group) => ofGroup(group, context, () => '')),
      ...ofGroup(steps, context, (step) => changesOf(step, context)),
    ];
    return [...new Map([...found, ...ofFills(context)].map((f) => [f.path, f])).values()];
  },
};

/** A rule with what it reads and says, so that only rules that may be twins are held against each other. */
type Entry = { rule: RuleView; form: RuleForm; key: string };

/** Up to so many rules that read the same are compared by meaning; beyond, only what is written alike is found. */
const MOST = 60;

function ofGroup(group: readonly RuleView[], context: LintContext, extra: (rule: RuleView) => string): Found[] {
  const own = new Set(context.own);
  const buckets = new Map<string, Entry[]>();
  for (const rule of group) {
    const [form] = rule.forms;
    if (form === undefined || rule.forms.length > 1 || rule.evidence) continue;
    const bucket = `${read(form.when)} ${read(form.require)} ${extra(rule)}`;
    const entry = { rule, form, key: JSON.stringify([form.when, form.require]) };
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), entry]);
  }
  return [...buckets.values()].flatMap((entries) =>
    entries.flatMap((entry, i) => {
      const twin = entries
        .slice(0, i)
        .find((other) => (own.has(entry.rule) || own.has(other.rule)) && same(entry, other, entries.length, context));
      return twin === undefined ? [] : [twinFound(entry.rule, twin.rule, own, context)];
    }),
  );
}

function twinFound(rule: RuleView, twin: RuleView, owned: ReadonlySet<RuleView>, { places }: LintContext): Found {
  const [own, other] = owned.has(rule) ? [rule, twin] : [twin, rule];
  return {
    severity: 'warning',
    path: places.rules.get(own.id) ?? '',
    rule: own.id,
    message: `this says the same as "${other.id}"`,
    hint: 'keep one of the two',
  };
}

/** Neither holds where the other does not. */
function same(a: Entry, b: Entry, among: number, context: LintContext): boolean {
  if (a.key === b.key) return true;
  return among <= MOST && (['when', 'require'] as const).every((part) => agree(a.form[part], b.form[part], context));
}

function agree(a: RuleForm['when'], b: RuleForm['when'], { possible }: LintContext): boolean {
  if (a === null || b === null) return a === b;
  const apart = (yes: Code, no: Code): boolean =>
    possible({
      conditions: [
        { code: yes, truth: true },
        { code: no, truth: false },
      ],
    });
  // Two conditions that never hold are no twins: they are reported as dead.
  return !apart(a, b) && !apart(b, a) && possible({ conditions: [{ code: a, truth: true }] });
}

/** The inputs of an expression; the clock is in some ways of writing and in others not. */
function read(code: Code | null): string {
  const inputs = code === null ? ['always'] : [...inputsOf(code)];
  return inputs
    .filter((input) => input !== 'now')
    .toSorted()
    .join();
}

function changesOf({ id }: RuleView, { pack }: LintContext): string {
  return JSON.stringify(pack.steps.find((step) => step.id === id)?.changes ?? []);
}

function ofFills({ pack, source, places }: LintContext): Found[] {
  const keys = pack.fills.map((fill) => `${fill.field} ${keyOf(simplify(fill.value))}`);
  return source.fills.flatMap((fill, i): Found[] => {
    const own = pack.fills.findIndex((f) => places.fills.get(f.field) === `fills[${i}]`);
    const key = keys[own];
    if (key === undefined || keys.indexOf(key) === keys.lastIndexOf(key) || keys.indexOf(key) === own) return [];
    const message = `"${fill.field}" is already filled with the same value`;
    return [{ severity: 'warning', path: `fills[${i}]`, rule: fill.field, message, hint: 'keep one of the two' }];
  });
}
