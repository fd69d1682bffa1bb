import type { RecordedDeal } from '@/lib/assess/past/recorded-deal';
import type { Change, Deal, Field, RowList } from '@/lib/domain/deal';
import { z } from '@/lib/domain/zod';

/** The part of the extension's data that rules look at; `lib/insight/kept.ts` describes the file. */
const value = z.union([z.string(), z.number(), z.object({ value: z.number(), currency: z.string().nullable() })]);
const field = z
  .union([
    z.object({ state: z.literal('value'), value }),
    z.object({ state: z.literal('empty') }),
    z.object({ state: z.literal('unknown') }),
  ])
  .transform((read): Field => {
    if (read.state === 'value') return { ...read, source: 'api' };
    return read.state === 'empty' ? { state: 'empty', source: 'api' } : { state: 'unknown', reason: 'notOnPage' };
  });
const list = z
  .union([
    z.object({
      state: z.literal('rows'),
      rows: z.array(z.record(z.string(), field)),
      // A file of before does not say it: a list that may be a part of one is not counted as a whole.
      complete: z.boolean().default(false),
    }),
    z.object({ state: z.literal('unknown') }),
  ])
  .transform((read): RowList => (read.state === 'rows' ? read : { state: 'unknown', reason: 'notOnPage' }));

const dataSchema = z.object({
  fairlead: z.literal('data'),
  format: z.literal(1),
  deals: z.array(
    z.object({
      outcome: z.enum(['open', 'won', 'lost']).nullish(),
      firstSeenAt: z.number().nullish(),
      deal: z.object({
        id: z.string().min(1),
        readAt: z.number(),
        fields: z.record(z.string(), field),
        lists: z.record(z.string(), list),
      }),
    }),
  ),
  changes: z.array(z.object({ dealId: z.string(), field: z.string(), from: field, to: field, seenAt: z.number() })),
});

export type ReadData = { ok: true; deals: RecordedDeal[] } | { ok: false; reason: string };

/**
 * The deals of a file that the extension wrote. It holds how each stands and what moved, not every reading: of the time before
 * the last one, what did not move is known only where it hardly ever does.
 */
export function keptDeals(document: unknown): ReadData {
  const read = dataSchema.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      ok: false,
      reason: `it is not the extension's data: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    };
  }
  const changes = new Map<string, Change[]>();
  for (const { dealId, ...change } of read.data.changes.toSorted((a, b) => a.seenAt - b.seenAt)) {
    const ofDeal = changes.get(dealId) ?? [];
    ofDeal.push(change as Change); // a field that no pack knows is asked for by nobody
    changes.set(dealId, ofDeal);
  }
  const deals = read.data.deals.map(({ deal: { id, readAt, fields, lists }, outcome, firstSeenAt }): RecordedDeal => {
    const deal: Deal = { id, url: '', readAt, fields, lists };
    const ofDeal = changes.get(id) ?? [];
    return {
      deal,
      history: { changes: ofDeal, watchedSince: firstSeenAt ?? ofDeal[0]?.seenAt ?? null },
      record: { dealId: id, snapshots: [deal], changes: ofDeal },
      open: outcome !== 'won' && outcome !== 'lost',
      writes: [],
    };
  });
  return { ok: true, deals };
}
