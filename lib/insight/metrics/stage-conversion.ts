import type { Book, BookDeal } from '../book';
import { leftOf, shareOf, type Asked, type Metric, type Share } from '../metric';
import { dayText } from '../periods';
import { staysOf } from './stays';

/** What became of the deals that were in a stage; `rate` is advanced / (advanced + lost), with its interval. */
export type StageConversionRow = {
  pipeline: string | null;
  stage: string;
  position: number;
  /** Deals that were ever in it. */
  n: number;
  /** Reached a later stage or were won; lost from here or from before here; still open. */
  advanced: number;
  lost: number;
  still: number;
} & Share & { deals: readonly string[] };

/** Where deals get on, and where they leak. Deals created since `from` count. */
export function stageConversion(book: Book, { asOf, from }: Asked): Metric<StageConversionRow> {
  const rows = new Map<string, { row: Omit<StageConversionRow, keyof Share | 'deals'>; lostIds: string[] }>();
  let n = 0;
  let unlisted = 0;
  for (const deal of book.deals) {
    if (deal.life === null || deal.life.created < from || deal.life.created > asOf) continue;
    const furthest = furthestOf(deal, book, asOf);
    if (furthest.size === 0) unlisted += 1;
    else n += 1;
    for (const [stage, { position, fate }] of furthest) {
      const key = JSON.stringify([deal.row.pipeline, stage]);
      const found = rows.get(key) ?? { row: emptyRow(deal.row.pipeline, stage, position), lostIds: [] };
      rows.set(key, found);
      found.row.n += 1;
      found.row[fate] += 1;
      if (fate === 'lost') found.lostIds.push(deal.id);
    }
  }
  return {
    metric: 'stage-conversion',
    n,
    from: dayText(from),
    to: dayText(asOf),
    rows: [...rows.values()]
      .map(({ row, lostIds }) => ({ ...row, ...shareOf(row.advanced, row.advanced + row.lost), deals: lostIds }))
      .toSorted((a, b) => a.position - b.position),
    left: leftOf({
      noPlaceInTime: book.deals.filter(({ life }) => life === null).length,
      stageNotListed: unlisted,
    }),
  };
}

function emptyRow(pipeline: string | null, stage: string, position: number) {
  return { pipeline, stage, position, n: 0, advanced: 0, lost: 0, still: 0 };
}

type Fate = 'advanced' | 'lost' | 'still';

function furthestOf(deal: BookDeal, book: Book, asOf: number): Map<string, { position: number; fate: Fate }> {
  const stays = staysOf(deal, book, asOf);
  const closed = deal.life !== null && deal.life.closed !== null && deal.life.closed <= asOf;
  const out = new Map<string, { position: number; fate: Fate }>();
  const won = closed && deal.row.outcome === 'won';
  for (const { stage, position, from } of stays) {
    // Stays are in order: the first of a stage decides.
    if (out.has(stage)) continue;
    const later = won || stays.some((stay) => stay.position > position && stay.from >= from);
    out.set(stage, { position, fate: later ? 'advanced' : closed ? 'lost' : 'still' });
  }
  return out;
}
