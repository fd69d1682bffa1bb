import type { Book, BookDeal } from '../book';
import { stageKey } from '../book';

/** A deal's time in an open stage; `to` null while it is there. */
export type Stay = { stage: string; position: number; from: number; to: number | null };

/**
 * The stays of a deal by the end of a day, in order: from its creation, from move to move, to its closing. Only stages that
 * the layout lists count, so that "Closed won" is none; a move within a day leaves a stay of 0 days.
 */
export function staysOf(deal: BookDeal, { positions }: Book, asOf: number): readonly Stay[] {
  const before = KNOWN.get(deal);
  if (before !== undefined && before.asOf === asOf && before.positions === positions) return before.stays;
  const stays = foundStays(deal, positions, asOf);
  KNOWN.set(deal, { asOf, positions, stays });
  return stays;
}

/** Three metrics ask for the same stays; a filter keeps the deals as they are. */
const KNOWN = new WeakMap<BookDeal, { asOf: number; positions: Book['positions']; stays: readonly Stay[] }>();

function foundStays(deal: BookDeal, positions: Book['positions'], asOf: number): Stay[] {
  const { life, stage, row } = deal;
  if (life === null || life.created > asOf) return [];
  const until = life.closed !== null && life.closed <= asOf ? life.closed : null;
  const last = until ?? asOf;
  const out: Stay[] = [];
  for (let i = 0; i < stage.values.length; i++) {
    const from = Math.max(stage.days[i] ?? -Infinity, life.created);
    const next = stage.days[i + 1];
    const name = stage.values[i] ?? null;
    const position = positions.get(stageKey(row.pipeline, name));
    // What a move on the very day of creation replaced was never stayed in; nor was what came after the closing.
    if (name === null || position === undefined || from > last || (next !== undefined && next < life.created)) continue;
    const to = next === undefined || next > last ? until : next;
    out.push({ stage: name, position, from, to });
  }
  return out;
}
