import { z } from '@/lib/domain/zod';
import { fieldNameSchema, idSchema, shortText } from './schema-parts';

/** A field's value in a test: null is empty; dates as `2026-03-31`, instants in ISO 8601. */
const valueSchema = z.union([
  z.string().max(4_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ value: z.number(), currency: z.string().length(3).nullable() }),
]);

const rowSchema = z.record(fieldNameSchema, valueSchema);
const rowsSchema = z.array(rowSchema).max(500);

/** Fields by name (`amount: 5000`), nested (`account: { name: Acme }`) or dotted; what is not named is empty. */
const testDealSchema = z
  .object({
    stage: z.string().max(160).optional().describe('Label or id of the stage'),
    contacts: rowsSchema.optional(),
    activities: rowsSchema.optional(),
    products: rowsSchema.optional(),
    custom: rowSchema.optional(),
  })
  .catchall(z.union([valueSchema, rowSchema]));

export const testSchema = z.strictObject({
  name: shortText,
  now: z.iso.date().default('2026-06-15').describe('The day on which the test takes place'),
  deal: testDealSchema,
  unknown: z
    .array(
      z
        .string()
        .regex(
          /^[A-Za-z][A-Za-z0-9_]*(\[\d{1,3}\])?(\.[A-Za-z][A-Za-z0-9_]*)?$/,
          'a name such as amount or contacts.role',
        )
        .max(80),
    )
    .max(200)
    .default([])
    .describe(
      'What could not be read: fields (amount, custom.budget), lists (contacts), their cells (contacts.role, contacts[0].role), rows not shown (contacts.rest), facts (facts.pushes), the history (changes)',
    ),
  facts: z.record(z.string().max(60), z.number()).default({}).describe('Facts that override the derived ones'),
  changes: z
    .array(z.strictObject({ field: fieldNameSchema, from: valueSchema, to: valueSchema, on: z.iso.date() }))
    .max(500)
    .default([]),
  expect: z.record(idSchema, z.enum(['met', 'notMet', 'unknown', 'notApplicable', 'broken'])).default({}),
  gaps: z
    .record(fieldNameSchema, z.enum(['missing', 'junk', 'stale', 'invalid', 'contradictory', 'none']))
    .default({})
    .describe('Expected gaps, by field; none says that there must be no gap'),
  applies: z.boolean().optional(),
});

export type PackTest = z.output<typeof testSchema>;
