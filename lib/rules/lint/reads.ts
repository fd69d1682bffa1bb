import { FACTS } from '@/lib/domain/facts';
import type { Code } from '../cel/code';
import type { CompiledEvidence } from '../types';
import { simplify } from './reason/simplify';
import { inputsOf } from './reason/tree';

/** What each fact rests on, as inputs; a fact that is not here rests on the history alone. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  'facts.ageDays': ['deal.createdAt'],
  'facts.stageAgeDays': ['deal.stageEnteredAt', 'deal.stage.label'],
  'facts.daysSilent': ['list.activities', 'list.contacts', 'deal.createdAt'],
  'facts.contactsEngaged': ['list.contacts'],
  'facts.activitiesLast30': ['list.activities'],
  'facts.openActivities': ['list.activities'],
  'facts.pushes': ['deal.closeDate', 'list.changes'],
  'facts.pushedDays': ['deal.closeDate', 'list.changes'],
  'facts.stageMoves': ['deal.stage.label', 'list.changes'],
  'facts.amountChangePercent': ['deal.amount', 'list.changes'],
};

/** The inputs that an expression looks at, facts taken back to what they rest on (and named themselves). */
export function readsOf(...codes: readonly (Code | null | undefined)[]): Set<string> {
  const direct = codes.flatMap((code) => (code ? [...inputsOf(simplify(code))] : []));
  return new Set(direct.flatMap((input) => [input, ...(RESTS_ON[input] ?? []), ...listOf(input)]));
}

/** Reading a row is reading its list; reading the stage is reading its label. */
function listOf(input: string): string[] {
  if (input === 'stage') return ['deal.stage.label'];
  return input.startsWith('row') ? [`list.${input.split('.')[1] ?? ''}`] : [];
}

/** The inputs that evidence looks at. */
export function readByEvidence(evidence: readonly CompiledEvidence[]): Set<string> {
  return new Set(
    evidence.flatMap((e) => {
      if (e.kind === 'contact') return ['list.contacts', ...(e.named === null ? [] : [`deal.${e.named}`])];
      return e.kind === 'activity' ? ['list.activities'] : [`deal.${e.field}`];
    }),
  );
}

/** The facts that move when an input does. */
export function factsMovedBy(inputs: ReadonlySet<string>): string[] {
  return Object.keys(FACTS)
    .map((key) => `facts.${key}`)
    .filter((fact) => RESTS_ON[fact]?.some((input) => inputs.has(input)));
}
