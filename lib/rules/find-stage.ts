import { fieldOf, type Deal } from '@/lib/domain/deal';
import { plainLabel } from './plain-label';
import type { PackResult } from './pack-result';
import type { RunnablePack } from './types';

/** Where a deal stands in the pack's process. `index` is -1 where the stage is not known. */
export type StagePlace = { stage: PackResult['stage']; index: number; nextIndex: number };

/** Finds the deal's stage by its label; a stage that cannot be read, is not in the pack or is closed is a state, not an error. */
export function findStage(pack: Pick<RunnablePack, 'stages'>, deal: Deal): StagePlace {
  const field = fieldOf(deal, 'stage.label');
  const label = field.state === 'value' && typeof field.value === 'string' ? field.value : null;
  const none = { label, id: null, title: null, next: null };
  if (label === null) return { stage: { ...none, state: 'unreadable' }, index: -1, nextIndex: -1 };
  const plain = plainLabel(label);
  const index = pack.stages.findIndex((s) => s.match.includes(plain));
  const found = pack.stages[index];
  if (found === undefined) return { stage: { ...none, state: 'notInPack' }, index: -1, nextIndex: -1 };
  const { id, title } = found;
  if (found.closed !== null) return { stage: { label, id, title, next: null, state: 'closed' }, index, nextIndex: -1 };
  const nextIndex = pack.stages.findIndex((s, i) => i > index && s.closed !== 'lost');
  const next = pack.stages[nextIndex];
  return {
    stage: { label, id, title, next: next === undefined ? null : { id: next.id, title: next.title }, state: 'known' },
    index,
    nextIndex,
  };
}
