import { z } from '@/lib/domain/zod';
import { fieldTypes } from './field-types';
import { LIMITS } from './limits';
import { testSchema } from './test-schema';
import { enforcements, exprSchema, fieldNameSchema, idSchema, longText, PACK_FORMAT, shortText } from './schema-parts';

const periodSchema = z
  .string()
  .regex(/^P[1-9]\d{0,3}[DWMY]$/, 'a period such as P60D, P8W, P6M or P1Y')
  .describe('ISO 8601 period in days, weeks, months (30 days) or years (365 days)');

const fieldSchema = z.strictObject({
  label: shortText.optional().describe('Shown to people; a canonical field brings its own'),
  type: z.enum(fieldTypes).optional().describe('Needed for a custom field; a canonical field brings its own'),
  crm: z
    .record(idSchema, z.string().min(1).max(120))
    .optional()
    .describe('Name of the field in each CRM, by adapter id'),
  labels: z.array(shortText).max(20).optional().describe('Labels beside which the page shows it, in any language'),
  requiredFrom: idSchema.optional().describe('Stage from which the field must be filled'),
  freshness: periodSchema.optional().describe('How long a value counts as confirmed'),
  junk: z.enum(['strict', 'normal', 'off']).optional().describe('How picky the junk detector is; text fields: normal'),
  valid: exprSchema.optional().describe('Condition that a filled value meets, else the gap is "invalid"'),
  why: longText.optional(),
});

const criterionSchema = z.strictObject({
  id: idSchema,
  title: shortText,
  when: exprSchema.optional().describe('If it does not hold, the criterion is not applicable'),
  require: exprSchema,
  why: longText,
  fix: z.strictObject({ field: fieldNameSchema }).optional().describe('Field to fill in order to meet it'),
  enforce: z.enum(enforcements).default('warn'),
});

const stageSchema = z.strictObject({
  id: idSchema,
  title: shortText,
  match: z.array(shortText).min(1).max(50).describe('Stage labels of the CRM; case, spaces and accents do not count'),
  closed: z.enum(['won', 'lost']).optional(),
  entry: z.array(criterionSchema).max(LIMITS.rules).default([]),
  exit: z.array(criterionSchema).max(LIMITS.rules).default([]),
});

const signalSchema = z.strictObject({
  id: idSchema,
  title: shortText,
  when: exprSchema,
  weight: z.number().min(-5).max(5).describe('Log-odds of losing when it fires; negative lowers the risk'),
  why: longText,
});

/** What a step would make true, for the what-if. */
const stepChangeSchema = z.union(
  [
    z.strictObject({
      contact: z.strictObject({
        role: shortText.optional(),
        name: shortText.optional(),
        engaged: z.boolean().optional(),
      }),
    }),
    z.strictObject({
      activity: z.strictObject({
        type: shortText.optional(),
        direction: shortText.optional(),
        done: z.boolean().optional(),
        inDays: z
          .number()
          .int()
          .min(-3650)
          .max(3650)
          .optional()
          .describe('From now; negative is past; without it, now'),
      }),
    }),
    z.strictObject({
      field: fieldNameSchema,
      value: exprSchema.optional().describe('Without it: filled in, whatever with'),
    }),
    z.strictObject({ fact: z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/), value: z.number() }),
    z.strictObject({ signal: idSchema.describe('This signal would no longer fire') }),
  ],
  'a change is one of {contact}, {activity}, {field, value}, {fact, value}, {signal}',
);

const stepSchema = z.strictObject({
  id: idSchema,
  title: shortText,
  when: exprSchema,
  changes: z.array(stepChangeSchema).max(20).default([]),
  minutes: z.number().int().min(1).max(2400),
  why: longText,
  action: z.strictObject({ task: z.strictObject({ subject: shortText, due: periodSchema.optional() }) }).optional(),
});

const fillSchema = z.strictObject({ field: fieldNameSchema, value: exprSchema, because: longText });

/** A rule pack as people write it. */
export const packSchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  fairlead: z.literal(PACK_FORMAT).describe('Pack format'),
  id: idSchema,
  version: z.number().int().min(1).max(1_000_000_000).describe('A whole number that only grows'),
  title: shortText,
  extends: z.array(idSchema).max(8).default([]).describe('Packs whose fields, stages and rules this one starts from'),
  remove: z.array(idSchema).max(LIMITS.rules).default([]).describe('Ids of inherited rules or stages to drop'),
  applies: exprSchema.optional().describe('Deals this pack is for; all deals without it'),
  fields: z.record(fieldNameSchema, fieldSchema).default({}),
  stages: z.array(stageSchema).max(40).default([]).describe('In the order of the sales process'),
  signals: z.array(signalSchema).max(LIMITS.rules).default([]),
  steps: z.array(stepSchema).max(LIMITS.rules).default([]),
  fills: z.array(fillSchema).max(200).default([]),
  tests: z.array(testSchema).max(3_000).default([]),
});

export type PackSource = z.output<typeof packSchema>;

/** JSON Schema of a pack, for editors; generated, so that it never differs from what is accepted. */
export function packJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(packSchema, { io: 'input' }), title: 'Fairlead rule pack' };
}
