import { z } from '@/lib/domain/zod';

/** The part of what the extension keeps that the layout is made of; the extension's own rows fit it. */
const value = z.union([z.string(), z.number(), z.object({ value: z.number(), currency: z.string().nullable() })]);
const field = z.union([
  z.object({ state: z.literal('value'), value }),
  z.object({ state: z.literal('empty') }),
  z.object({ state: z.literal('unknown') }),
]);
const list = z.union([
  z.object({ state: z.literal('rows'), rows: z.array(z.record(z.string(), field)) }),
  z.object({ state: z.literal('unknown') }),
]);
const verdict = z.object({ kind: z.enum(['met', 'notMet', 'unknown', 'notApplicable', 'broken']) });
const rule = z.object({ id: z.string(), verdict });

const assessment = z.object({
  dealId: z.string(),
  at: z.number(),
  criteria: z.array(rule),
  signals: z.array(rule),
  gaps: z.array(z.object({ field: z.string(), kind: z.string(), due: z.enum(['now', 'soon']) })),
  read: z.object({ unknown: z.array(z.object({ input: z.string() })) }),
  risk: z.union([
    z.object({ state: z.literal('score'), risk: z.number() }),
    z.object({ state: z.enum(['band', 'none']) }),
  ]),
});

/** What `fairlead export` reads: a tenant's data as the extension keeps them. */
export const keptSchema = z.object({
  fairlead: z.literal('data'),
  format: z.literal(1),
  /** Minutes that the team's clock is ahead of UTC; days are cut by it. */
  zoneMinutes: z.number().int().min(-840).max(840).default(0),
  deals: z.array(
    z.object({
      outcome: z.enum(['open', 'won', 'lost']).nullish(),
      deal: z.object({
        id: z.string().min(1),
        fields: z.record(z.string(), field),
        lists: z.record(z.string(), list),
      }),
    }),
  ),
  changes: z.array(z.object({ dealId: z.string(), field: z.string(), from: field, to: field, seenAt: z.number() })),
  assessments: z.array(assessment),
  /** Risks (0–100) that a score gave in the past, beyond those of the assessments. */
  risks: z.array(z.object({ dealId: z.string(), at: z.number(), risk: z.number() })).default([]),
  /** Open stages of each pipeline in order. */
  stages: z
    .array(z.object({ pipeline: z.string().nullable(), stage: z.string(), position: z.number().int() }))
    .default([]),
  /** Owners by name, whose deals are looked at together. */
  teams: z.array(z.object({ name: z.string(), owners: z.array(z.string()) })).default([]),
});

export type Kept = z.output<typeof keptSchema>;
export type KeptField = z.output<typeof field>;
export type KeptAssessment = z.output<typeof assessment>;
