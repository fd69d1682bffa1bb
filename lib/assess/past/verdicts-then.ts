import type { Verdict } from '@/lib/domain/assessment';
import { fieldOf, type Deal } from '@/lib/domain/deal';
import { FIRED, QUIET, type RuleName } from '@/lib/risk/rule-backtest';
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

/** Says of a result of the pack how each of its rules stood: what could not be judged, or does not apply, did neither. */
export type Fires = (result: PackResult, deal: Deal) => Uint8Array;

/** Which rules fired, in the order of `rulesOf`: a signal that is met, a criterion that is not, a field with a gap that is due. */
export function firesUnder(pack: RunnablePack): Fires {
  const { signals, fields } = pack;
  const criteria = pack.stages.flatMap((stage) => [...stage.exit, ...stage.entry]);
  const firstField = signals.length + criteria.length;
  const signalAt = new Map(signals.map(({ id }, at) => [id, at]));
  const criterionAt = new Map(criteria.map(({ id }, at) => [id, signals.length + at]));
  const fieldAt = new Map(fields.map(({ key }, at) => [key, firstField + at]));
  return (result, deal) => {
    const fires = new Uint8Array(firstField + fields.length);
    for (const { id, verdict } of result.signals) put(fires, signalAt.get(id), verdict, 'met');
    for (const { id, verdict } of result.criteria) put(fires, criterionAt.get(id), verdict, 'notMet');
    if (result.stage.state !== 'known') return fires; // which fields are due depends on the stage
    for (const [key, at] of fieldAt) if (fieldOf(deal, key).state !== 'unknown') fires[at] = QUIET;
    for (const { field, due } of result.gaps) {
      const at = fieldAt.get(field);
      if (at !== undefined && due === 'now' && fires[at] === QUIET) fires[at] = FIRED;
    }
    return fires;
  };
}

function put(fires: Uint8Array, at: number | undefined, { kind }: Verdict, fired: 'met' | 'notMet'): void {
  if (at !== undefined && (kind === 'met' || kind === 'notMet')) fires[at] = kind === fired ? FIRED : QUIET;
}
