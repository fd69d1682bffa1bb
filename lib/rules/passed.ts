import { readMoment } from '@/lib/domain/calendar';
import { fieldOf, type Change, type Deal, type Field } from '@/lib/domain/deal';
import { textOf } from '@/lib/domain/text-of';
import type { StagePlace } from './find-stage';
import { judgeCriterion, type Case } from './judge-criterion';
import { plainLabel } from './plain-label';
import type { PassedStage } from './pack-result';
import type { RunnablePack } from './types';

type Stage = RunnablePack['stages'][number];

/**
 * The stages before the deal's and its own, each with the criteria that guarded what lies behind: those of leaving it, and
 * those of entering it. A closed deal has none: what a criterion asks of a running deal says nothing of one that is over.
 */
export function passedStages(place: StagePlace, on: Case): PassedStage[] {
  if (place.stage.state !== 'known') return [];
  return on.pack.stages.slice(0, place.index + 1).flatMap((stage, index): PassedStage[] => {
    const here = index === place.index;
    const criteria = [...(index === 0 ? [] : guards(stage, 'entry', on)), ...(here ? [] : guards(stage, 'exit', on))];
    if (criteria.length === 0) return [];
    const via = moveBeyond(here ? index - 1 : index, on.pack, on.input.changes);
    const since = via?.seenAt ?? (index >= place.index - 1 ? enteredAt(on.input.deal) : null);
    return [{ stage: { id: stage.id, title: stage.title }, criteria, since, via }];
  });
}

function guards(stage: Stage, edge: 'entry' | 'exit', on: Case): PassedStage['criteria'] {
  return stage[edge]
    .map((criterion) => judgeCriterion(criterion, stage.id, edge, on))
    .filter((criterion) => criterion.enforce !== 'info');
}

/** The latest change that took the deal from a stage up to that one to a later one. */
function moveBeyond(index: number, pack: RunnablePack, changes: readonly Change[]): Change | null {
  const indexOf = (field: Field): number => stageIndex(field, pack.stages);
  const moves = changes.filter((c) => c.field === 'stage.label' && isMove(indexOf(c.from), indexOf(c.to), index));
  return moves.reduce<Change | null>((last, c) => (last === null || c.seenAt >= last.seenAt ? c : last), null);
}

function isMove(from: number, to: number, index: number): boolean {
  return from >= 0 && from <= index && to > index;
}

function stageIndex(field: Field, stages: readonly Stage[]): number {
  const label = plainLabel(textOf(field));
  return label === '' ? -1 : stages.findIndex((s) => s.match.includes(label));
}

/** When the deal entered its stage, by the CRM's own word. */
function enteredAt(deal: Deal): number | null {
  const moment = readMoment(textOf(fieldOf(deal, 'stageEnteredAt')));
  return moment === null ? null : (moment.ms ?? moment.order);
}
