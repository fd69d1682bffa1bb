import { z } from '@/lib/domain/zod';

const column = z.string().min(1);
/** A value of the file: YAML reads `1` and `true` as more than text. */
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const list = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (Array.isArray(given) || given === undefined ? given : [given]), z.array(of).optional());

const outcome = z.strictObject({
  column: column.describe('The column that says how a deal ended'),
  won: list(value).describe('Its values for won'),
  lost: list(value).describe('Its values for lost; without, every other value that is not listed as open'),
  open: list(value).describe('Its values for open; without, every value that is neither won nor lost'),
});

const split = z.strictObject({
  column: column.describe('For --split given: the column that parts the deals'),
  train: list(value).describe('Its values for deals to learn from'),
  test: list(value).describe('Its values for deals to predict'),
});

const lookup = z.strictObject({
  file: z.string().min(1).describe('A second CSV file, beside the deals'),
  column: column.describe('The column of the deals that leads to it'),
  key: column.describe('The column of that file it leads to'),
  categorical: list(column).describe('Columns of that file to use as named levels'),
  numeric: list(column).describe('Columns of that file to use as numbers'),
});

const events = z.strictObject({
  deal: column.describe('Column with the id of the deal'),
  time: column.describe('Column with the date or time'),
  field: column.optional().describe('Column that says what changed; without, every line is an activity'),
  value: column.optional().describe('Column with the new value'),
  stage: list(value).describe('Values of "field" that are changes of stage'),
  activity: list(value).describe('Values of "field" that are activities; without, all that are nothing else'),
  closeDate: list(value).describe('Values of "field" that are changes of the expected close date'),
});

/** What a mapping file may hold: which column of an export means what. */
export const mappingSchema = z.strictObject({
  id: column.optional().describe('Column with the id of a deal; without, every row is a deal'),
  outcome: z.preprocess((given) => (typeof given === 'string' ? { column: given } : given), outcome),
  won: list(value).describe('Short for outcome.won'),
  lost: list(value).describe('Short for outcome.lost'),
  open: list(value).describe('Short for outcome.open'),
  created: column.optional().describe('Column with the day the deal began'),
  closed: column.optional().describe('Column with the day it was won or lost'),
  amount: column.optional().describe('Column with its value in money'),
  owner: column.optional().describe('Column with whose deal it is'),
  stage: column.optional().describe('Column with the stage; better from events'),
  categorical: list(column).describe('Columns to use as named levels'),
  numeric: list(column).describe('Columns to use as numbers'),
  lookups: z.array(lookup).optional(),
  events: events.optional(),
  split: split.optional(),
  horizon: z
    .union([z.number().int().min(1).max(3_650), z.literal('auto'), z.literal('none')], {
      error: 'a number of days from 1 to 3650, auto or none',
    })
    .optional()
    .describe('"Won within" days; auto: the 90th percentile of won cycles; none: won at all'),
  asOf: z
    .union([z.string(), z.date()])
    .transform(String)
    .optional()
    .describe('The day the export was made; without, its last date'),
  dates: z.enum(['DMY', 'MDY', 'YMD']).optional().describe('Which comes first in dates such as 04/05/2026'),
  decimal: z.enum(['.', ',']).optional().describe('The decimal mark'),
  encoding: z.string().optional().describe('utf-8, utf-16le, windows-1252 …'),
  delimiter: z.string().length(1).optional().describe('What stands between the cells'),
});

export type Mapping = z.output<typeof mappingSchema>;
