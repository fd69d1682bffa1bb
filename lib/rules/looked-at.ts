import { FACTS } from '@/lib/domain/facts';
import type { Runnable, RunnablePack } from './types';

/** A rule by what it is. Ids are unique in a pack, but a gap's is its field's key. */
export type RuleName = { kind: 'criterion' | 'signal' | 'step' | 'gap'; id: string };

/**
 * The inputs that a rule's verdict rests on, in the order in which the rule names them: `deal.<field>`, `list.<name>`,
 * `facts.<fact>`. What every rule may look at (the clock) is left out. Empty for a rule that the pack does not have.
 */
export function lookedAt(pack: RunnablePack, rule: RuleName): string[] {
  return [...new Set(readsOf(pack, rule))].filter((input) => input !== 'now');
}

/** Whether a rule's verdict may change as days go by: then it is worth no more than the clock that it was judged by. */
export function goesByClock(pack: RunnablePack, rule: RuleName): boolean {
  return readsOf(pack, rule).some((input) => CLOCKED.has(input)) || hasPeriod(pack, rule);
}

const CLOCKED: ReadonlySet<string> = new Set([
  'now',
  ...Object.entries(FACTS).flatMap(([key, { byClock }]) => (byClock ? [`facts.${key}`] : [])),
]);

/** Whether its evidence, or a field's value, counts for some days only. */
function hasPeriod(pack: RunnablePack, { kind, id }: RuleName): boolean {
  if (kind === 'gap') return pack.fields.some((field) => field.key === id && field.freshDays !== null);
  return pack.stages
    .flatMap((stage) => [...stage.entry, ...stage.exit])
    .some(
      (criterion) => criterion.id === id && criterion.evidence?.some(({ withinDays }) => withinDays !== null) === true,
    );
}

function readsOf(pack: RunnablePack, rule: RuleName): string[] {
  return partsOf(pack, rule).flatMap((part) => (part !== null && 'reads' in part ? part.reads : []));
}

/** The expressions of a rule, as it stands and as variants of the pack have it. */
function partsOf(pack: RunnablePack, { kind, id }: RuleName): (Runnable | null)[] {
  if (kind === 'gap') {
    const varied = pack.variants.flatMap((variant) => variant.fields[id] ?? []);
    const field = pack.fields.filter(({ key }) => key === id);
    return [...field, ...varied].flatMap(({ valid, consistent }) => [valid ?? null, consistent ?? null]);
  }
  const varied = pack.variants.flatMap((variant) => variant.rules[id] ?? []);
  return [...rulesOf(pack, kind, id), ...varied.flatMap(({ when, require }) => [when ?? null, require ?? null])];
}

function rulesOf(pack: RunnablePack, kind: 'criterion' | 'signal' | 'step', id: string): (Runnable | null)[] {
  if (kind === 'signal') return pack.signals.flatMap((signal) => (signal.id === id ? [signal.when] : []));
  if (kind === 'step') return pack.steps.flatMap((step) => (step.id === id ? [step.when] : []));
  return pack.stages
    .flatMap((stage) => [...stage.entry, ...stage.exit])
    .flatMap((criterion) => (criterion.id === id ? [criterion.when, criterion.require] : []));
}
