import type { Verdict } from '@/lib/domain/assessment';
import { fieldOf, type Deal } from '@/lib/domain/deal';
import type { RuleName } from '@/lib/risk/rule-backtest';
import type { PackResult } from '@/lib/rules/pack-result';
import type { RunnablePack } from '@/lib/rules/types';

/** Every rule of a pack that a backtest judges, by one id each. */
export function rulesOf(pack: RunnablePack): RuleName[] {
  const criteria = pack.stages.flatMap((stage) => [...stage.exit, ...stage.entry]);
  return [
    ...pack.signals.map(({ id, title }) => ({ id: `signal:${id}`, title })),
    ...criteria.map(({ id, title }) => ({ id: `criterion:${id}`, title })),
    ...pack.fields.map(({ key, label }) => ({ id: `gap:${key}`, title: label })),
  ];
}

/**
 * Which rules fired: a signal that is met, a criterion that is not, a field with a gap that is due. What could not be judged,
 * or does not apply, is left out: it neither fired nor did not.
 */
export function firedOf(result: PackResult, deal: Deal, pack: RunnablePack): Record<string, boolean> {
  const signals = result.signals.flatMap(({ id, verdict }) => entry(`signal:${id}`, verdict, 'met'));
  const criteria = result.criteria.flatMap(({ id, verdict }) => entry(`criterion:${id}`, verdict, 'notMet'));
  return Object.fromEntries([...signals, ...criteria, ...gapsOf(result, deal, pack)]);
}

function gapsOf(result: PackResult, deal: Deal, pack: RunnablePack): [string, boolean][] {
  if (result.stage.state !== 'known') return []; // which fields are due depends on the stage
  const due = new Set(result.gaps.filter((gap) => gap.due === 'now').map((gap) => gap.field));
  return pack.fields.flatMap(({ key }): [string, boolean][] =>
    fieldOf(deal, key).state === 'unknown' ? [] : [[`gap:${key}`, due.has(key)]],
  );
}

function entry(id: string, { kind }: Verdict, fires: 'met' | 'notMet'): [string, boolean][] {
  return kind === 'met' || kind === 'notMet' ? [[id, kind === fires]] : [];
}
