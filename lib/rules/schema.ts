import { z } from '@/lib/domain/zod';
import { fieldTypes } from './field-types';
import { LIMITS } from './limits';
import { testSchema } from './test-schema';
import { someEvidence } from './evidence-schema';
import {
  enforcements,
  exprSchema,
  fieldNameSchema,
  idSchema,
  languageSchema,
  longWords,
  PACK_FORMAT,
  periodSchema,
  shortText,
  shortWords,
} from './schema-parts';
import { fieldDemands, variantSchema } from './variant-schema';

const fieldSchema = z.strictObject({
  label: shortWords.optional().describe('Shown to people; a canonical field brings its own'),
  type: z.enum(fieldTypes).optional().describe('Needed for a custom field; a canonical field brings its own'),
  crm: z
    .record(idSchema, z.string().min(1).max(120))
    .optional()
    .describe('Name of the field in each CRM, by adapter id'),
  labels: z.array(shortText).max(20).optional().describe('Labels beside which the page shows it, in any language'),
  ...fieldDemands,
  why: longWords.optional(),
});

/** What a criterion without `require` requires: its evidence alone decides. In brackets, as nobody writes it so himself. */
export const NOTHING_REQUIRED = '(false)';

const criterionSchema = z.strictObject({
  id: idSchema,
  title: shortWords,
  when: exprSchema.optional().describe('If it does not hold, the criterion is not applicable'),
  require: exprSchema.default(NOTHING_REQUIRED).describe('Condition that meets it; may be left out beside evidence'),
  evidence: someEvidence.optional().describe('What meets it too, when it is seen on the deal'),
  why: longWords,
  fix: z.strictObject({ field: fieldNameSchema }).optional().describe('Field to fill in order to meet it'),
  enforce: z.enum(enforcements).default('warn'),
  exception: shortText.optional().describe('Who may grant an exception, such as an address'),
});

const stageSchema = z.strictObject({
  id: idSchema,
  title: shortWords,
  match: z.array(shortText).min(1).max(50).describe('Stage labels of the CRM; case, spaces and accents do not count'),
  closed: z.enum(['won', 'lost']).optional(),
  entry: z.array(criterionSchema).max(LIMITS.rules).default([]),
  exit: z.array(criterionSchema).max(LIMITS.rules).default([]),
});

const signalSchema = z.strictObject({
  id: idSchema,
  title: shortWords,
  when: exprSchema,
  weight: z.number().min(-5).max(5).describe('Log-odds of losing when it fires; negative lowers the risk'),
  why: longWords,
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
  title: shortWords,
  when: exprSchema,
  changes: z.array(stepChangeSchema).max(20).default([]),
  minutes: z.number().int().min(1).max(2400),
  why: longWords,
  action: z.strictObject({ task: z.strictObject({ subject: shortWords, due: periodSchema.optional() }) }).optional(),
});

const fillSchema = z.strictObject({ field: fieldNameSchema, value: exprSchema, because: longWords });

/** A rule, stage or variant by its id; a field's or fill's whole entry as `fields.budget`, `fills.closeDate`. */
const removalSchema = z.union(
  [
    idSchema,
    z
      .string()
      .regex(/^(fields|fills)\.[A-Za-z][A-Za-z0-9_.]*$/)
      .max(80),
  ],
  'an id, or fields.<name> or fills.<name>',
);

const alertsSchema = z.strictObject({
  perDay: z.number().int().min(0).max(50).describe('At most so many notifications a day; a rep may lower it'),
});

/** A rule pack as people write it. */
export const packSchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  fairlead: z.literal(PACK_FORMAT).describe('Pack format'),
  id: idSchema,
  version: z.number().int().min(1).max(1_000_000_000).describe('A whole number that only grows'),
  title: shortWords,
  language: languageSchema
    .default('en')
    .describe('Language of texts that are written once; shown where another is missing'),
  extends: z.array(idSchema).max(8).default([]).describe('Packs whose fields, stages and rules this one starts from'),
  remove: z.array(removalSchema).max(LIMITS.rules).default([]).describe('What is inherited and not wanted'),
  applies: exprSchema.optional().describe('Deals this pack is for; all deals without it'),
  fields: z.record(fieldNameSchema, fieldSchema).default({}),
  stages: z.array(stageSchema).max(40).default([]).describe('In the order of the sales process'),
  signals: z.array(signalSchema).max(LIMITS.rules).default([]),
  steps: z.array(stepSchema).max(LIMITS.rules).default([]),
  fills: z.array(fillSchema).max(200).default([]),
  variants: z.array(variantSchema).max(100).default([]).describe('What is otherwise for a segment or a team'),
  alerts: alertsSchema.optional().describe('What may be told of deals unasked; without it, 3 a day'),
  withoutFactors: z
    .array(
      z
        .string()
        .regex(/^(?:signal:)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'a factor’s id, such as owner or signal:silent')
        .max(90),
    )
    .max(LIMITS.rules)
    .optional()
    .describe('Factors that the score leaves out: owner, stage-age, signal:<id> …'),
  adapters: z
    .array(z.record(z.string(), z.unknown()))
    .max(LIMITS.adapters)
    .default([])
    .describe('CRM adapters that come with these rules; each a document as adapter.schema.json says'),
  tests: z.array(testSchema).max(3_000).default([]),
});

export type PackSource = z.output<typeof packSchema>;

/** JSON Schema of a pack, for editors; generated, so that it never differs from what is accepted. */
export function packJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(packSchema, { io: 'input' }), title: 'Fairlead rule pack' };
}
