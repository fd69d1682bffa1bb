import { z } from '@/lib/domain/zod';
import { fieldNameSchema, periodSchema, shortText } from './schema-parts';

const someTexts = z.union([shortText, z.array(shortText).min(1).max(20)], 'a text, or a list of texts');

const contact = z
  .strictObject({
    role: someTexts.optional().describe('One of these roles; case and accents do not count'),
    named: fieldNameSchema.optional().describe('The contact whose name this field holds'),
  })
  .refine((c) => c.role !== undefined || c.named !== undefined, 'say which contact: by role or by named');

const activity = z.strictObject({ type: someTexts.optional(), direction: someTexts.optional() });
const within = periodSchema.optional().describe('For how long it counts; without it, for ever');

const KINDS = 'evidence is one of {contact}, {activity}, {change}, {date}, {link}, each but the last with "within"';

/** What can be seen on the deal and speaks for a criterion. */
const evidenceSchema = z.union(
  [
    z.strictObject({ contact, within }),
    z.strictObject({ activity, within }),
    z.strictObject({ change: fieldNameSchema, within }),
    z.strictObject({ date: fieldNameSchema, within }),
    z.strictObject({ link: fieldNameSchema }),
  ],
  KINDS,
);

/** One kind of evidence or several of which any is enough. */
export const someEvidence = z
  .union([evidenceSchema, z.array(evidenceSchema).min(1).max(8)], KINDS)
  .describe('Any is enough');

/** How long a field's value counts as confirmed, and by what, besides the changes that were seen of it. */
export const freshnessSchema = z.union(
  [
    periodSchema,
    z.strictObject({
      within: periodSchema,
      by: z
        .array(
          z.union(
            [z.strictObject({ contact }), z.strictObject({ activity }), z.strictObject({ date: fieldNameSchema })],
            'it is confirmed by one of {contact}, {activity}, {date}',
          ),
        )
        .min(1)
        .max(8),
    }),
  ],
  'a period such as P60D, or { within: P60D, by: [{ contact: … }, { activity: … }, { date: … }] }',
);

export type EvidenceSource = z.output<typeof evidenceSchema>;
export type FreshnessSource = z.output<typeof freshnessSchema>;
