import type { DealHistory } from '../rows';

/** The deals as they were known at the start of a day: later ones not yet there, later closings not yet known. */
export function knownAt(histories: readonly DealHistory[], day: number): DealHistory[] {
  return histories.flatMap((deal): DealHistory[] => {
    const { createdDay, closedDay } = deal;
    const closedBefore = closedDay !== null && closedDay < day;
    // Without a day of creation a deal is known from its closing on.
    if (createdDay === null ? !closedBefore : createdDay >= day) return [];
    const changes = deal.changes.filter((change) => change.day < day);
    return [closedBefore ? { ...deal, changes } : { ...deal, changes, outcome: 'open', closedDay: null }];
  });
}
