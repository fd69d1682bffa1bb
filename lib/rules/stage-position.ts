import { plainLabel } from './plain-label';
import type { RunnablePack } from './types';

/** Where a stage stands in the pack's process; null for one that it does not know, and for lost, which is no step on. */
export function stagePosition({ stages }: Pick<RunnablePack, 'stages'>): (label: string) => number | null {
  return (label) => {
    const index = stages.findIndex(({ match }) => match.includes(plainLabel(label)));
    return index < 0 || stages[index]?.closed === 'lost' ? null : index;
  };
}
