import { z } from '@/lib/domain/zod';
import { freshnessSchema } from './evidence-schema';
import { enforcements, exprSchema, fieldNameSchema, idSchema, junkModes, shortText, shortWords } from './schema-parts';

/** What a field asks for; null takes away what is inherited or stands in the pack. */
export const fieldDemands = {
  requiredFrom: idSchema.nullable().optional().describe('Stage from which the field must be filled'),
  freshness: freshnessSchema.nullable().optional().describe('How long a value counts as confirmed'),
  junk: z.enum(junkModes).optional().describe('How picky the junk detector is; text fields and the amount: normal'),
  valid: exprSchema.nullable().optional().describe('Condition that a filled value meets, else the gap is "invalid"'),
  consistent: exprSchema
    .nullable()
    .optional()
    .describe('Condition under which the value agrees with the rest of the deal, else the gap is "contradictory"'),
};

const rulePatch = z.strictObject({
  off: z.boolean().optional().describe('The rule does not apply'),
  when: exprSchema.optional(),
  require: exprSchema.optional().describe('Criteria only'),
  enforce: z.enum(enforcements).optional().describe('Criteria only'),
  exception: shortText.optional().describe('Criteria only'),
  weight: z.number().min(-5).max(5).optional().describe('Signals only'),
});

/** What is otherwise for one segment or team; of several variants that apply the later wins. */
export const variantSchema = z.strictObject({
  id: idSchema,
  title: shortWords.optional(),
  when: exprSchema.describe('The deals it is for'),
  fields: z.record(fieldNameSchema, z.strictObject(fieldDemands)).default({}).describe('Demands on fields, by name'),
  rules: z.record(idSchema, rulePatch).default({}).describe('Changes to criteria, signals and steps, by id'),
});
