import { z } from '@/lib/domain/zod';
import { pattern } from './adapter-parts';

/** Short texts of an adapter document. */
export const text = z.string().min(1).max(600);

const template = text.describe(
  'Text with `{name}` for a variable and `{name|filter}` for one put through filters; see lib/crm/api/template.ts',
);

/** Steps into an answer, separated by `/`, as a key may hold dots. */
export const path = z
  .string()
  .max(300)
  .describe(
    'Steps into the answer, separated by `/`: a key, an index, `-1` for the last, `*` for each. `$key` is the key a row lay under, `$json` reads a text as JSON. ' +
      'A step that is absent makes the value unknown, one that is null makes it empty',
  );

const condition = z
  .strictObject({
    path,
    is: z
      .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .exactOptional()
      .describe('One of these'),
    matches: pattern.exactOptional().describe('Regular expression that the value, as text, matches'),
    present: z.boolean().exactOptional().describe('There at all (null counts as there), or not'),
  })
  .describe('Holds when all that it names holds');

const json = z.json().describe('JSON; a text that is one `{name}` alone becomes the variable’s value, list or object');

export const request = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).exactOptional().describe('GET when absent'),
    path: template.describe('Below the base; each variable is escaped as one segment'),
    query: z
      .record(z.string(), json)
      .exactOptional()
      .describe('A member whose one variable has no value is left out; an object or list is sent as JSON'),
    headers: z.record(z.string(), template).exactOptional(),
    body: json
      .exactOptional()
      .describe(
        '`{"$each": "ids", "as": …}` makes a list with `{item}` for each; `{"$merge": […]}` makes one object of several',
      ),
  })
  .describe('One call');

export const step = request
  .extend({
    take: z
      .record(z.string().regex(/^[a-z]\w*$/), path)
      .exactOptional()
      .describe('Variables for the calls after this one. An empty list ends the read with no rows'),
    each: z
      .string()
      .regex(/^[a-z]\w*$/)
      .exactOptional()
      .describe('Called once for each `{item}` of this list; the answer is a list of `{item, answer}`'),
  })
  .describe('A call of several, the last of which answers');

const at = z.union([path, z.array(path).min(2)]);

export const value = z
  .strictObject({
    path: at.exactOptional().describe('Where it is; several are joined by a space'),
    or: path.exactOptional().describe('Where else in the row, when there is nothing there, or an object or a list'),
    fixed: text.exactOptional().describe('Always this, such as the type of what one call lists'),
    kind: z
      .enum(['text', 'html', 'number', 'percent', 'money', 'date', 'instant'])
      .exactOptional()
      .describe('How it is written there; text when absent'),
    currency: path.exactOptional().describe('Where an amount’s ISO 4217 code is'),
    currencyFixed: z.string().length(3).exactOptional(),
    scale: z
      .number()
      .positive()
      .exactOptional()
      .describe('Times this: 0.01 for cents, 0.000001 for micros, 100 for a share of 1'),
    as: z
      .enum(['iso', 'epochMs', 'epochSeconds', 'utc', 'parts'])
      .exactOptional()
      .describe(
        'A date or moment as ISO 8601, ms or s since 1970, `YYYY-MM-DD hh:mm:ss` in UTC, or {year, month, day …}',
      ),
    lookup: text
      .exactOptional()
      .describe(
        'Name of a look-up (`lookups`) whose value stands for this one; `options`: the field’s own, `options:name`: another field’s',
      ),
    through: z
      .strictObject({ step: z.int().min(0), rows: path, key: path, value: path })
      .exactOptional()
      .describe(
        'Takes the value from an earlier call of this read: the row whose `key` equals this value. With `*` in `value`, all that is there',
      ),
    map: z.record(z.string(), z.string()).exactOptional().describe('What stands for which of its values'),
    empty: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .exactOptional()
      .describe('What else than null and the empty text means nothing here'),
    emptyIf: path.exactOptional().describe('When the value is absent and this is null, it is empty'),
  })
  .refine((map) => (map.path === undefined) !== (map.fixed === undefined), 'either `path` or `fixed`')
  .describe('How one value lies in an answer');

export const rowsOf = {
  rows: path.describe('The rows: a list, an object whose members are rows, or `.` for the answer itself'),
  only: z.array(condition).exactOptional().describe('Rows that count; absent: all'),
};

export const listRead = z
  .strictObject({
    steps: z.array(step).exactOptional().describe('Absent: the rows are in the record’s own answer'),
    ...rowsOf,
    fields: z.record(z.string().regex(/^[a-z][A-Za-z]*$/), value),
    limit: z
      .int()
      .positive()
      .exactOptional()
      .describe('As many rows as were asked for: that many means there may be more'),
  })
  .describe('Related rows of one kind');

const historyFields = z.record(
  z.string(),
  z.strictObject({
    name: text.exactOptional().describe('What `field` says for it'),
    from: value,
    to: value,
  }),
);

const history = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('moves'),
      ...rowsOf,
      nested: path.exactOptional().describe('The moves lie in this list of each row; the row is their `$row`'),
      deal: path.exactOptional().describe('The record that a row is of, when several are asked for at once'),
      at: value,
      by: value.exactOptional(),
      field: path.exactOptional().describe('Which field moved; absent: every field whose `from` and `to` are there'),
      fields: historyFields,
    })
    .describe('Each row is a move of a field from a value to another'),
  z
    .strictObject({
      kind: z.literal('states'),
      ...rowsOf,
      deal: path.exactOptional(),
      at: value,
      by: value.exactOptional(),
      fields: z.record(z.string(), value),
    })
    .describe('Each row holds what fields were from a moment on; a move is what differs from the row before'),
]);

export const paging = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('offset'), limit: z.int().positive(), more: path.exactOptional() })
    .describe('`{offset}`, `{limit}`'),
  z
    .strictObject({
      kind: z.literal('page'),
      limit: z.int().positive(),
      first: z.int().exactOptional(),
      more: path.exactOptional(),
    })
    .describe('`{page}` from `first` or 1, `{limit}`; `more` says whether there are others, else a full page does'),
  z
    .strictObject({
      kind: z.literal('cursor'),
      limit: z.int().positive(),
      next: path,
      end: z
        .array(z.union([z.string(), z.number()]))
        .exactOptional()
        .describe('What stands there after the last page'),
      more: path.exactOptional(),
    })
    .describe('`{cursor}`, absent at first; also for page tokens'),
  z
    .strictObject({ kind: z.literal('link'), limit: z.int().positive(), next: path })
    .describe('The answer holds the next address'),
  z
    .strictObject({
      kind: z.literal('key'),
      limit: z.int().positive(),
      key: path,
      start: z.union([z.string(), z.number()]),
    })
    .describe('`{after}`: the last row’s key, for CRMs that cap offsets or whose cursors expire'),
]);

/** What reads of a history have in common, for one deal and for the deals of a page. */
export const historyPlan = {
  steps: z
    .array(step)
    .exactOptional()
    .describe('Absent: in the record’s, or the query’s own rows. `{id}`; for a page of deals also `{ids}`'),
  paging: paging
    .exactOptional()
    .describe('The one step is called again until its last page; rows are those of the first of `reads` that has any'),
  instead: z
    .literal(true)
    .exactOptional()
    .describe('Only where no read before this one told anything, such as for users who may not see the log itself'),
  reads: z.array(history).min(1),
};

export const errorRule = z
  .strictObject({
    status: z.array(z.int()).exactOptional(),
    where: z.array(condition).exactOptional(),
    kind: z.enum(['signedOut', 'forbidden', 'notFound', 'conflict', 'refused', 'limited', 'server']),
    message: z.array(path).exactOptional().describe('Where the CRM’s own words are; the first that is there'),
    fields: z
      .strictObject({
        rows: path.exactOptional().describe('One row a message; absent: the answer itself'),
        name: path.describe('The CRM’s name of the field; `$key` when messages lie under it'),
        message: path,
      })
      .exactOptional()
      .describe('Which fields are refused, and why'),
  })
  .describe(
    'What is an error, also inside a 200, and of which kind; the first that fits. Without one, the status decides',
  );

export { condition, json, template };

/** How a task is put on a record. */
export const taskCall = z
  .strictObject({
    steps: z.array(step).min(1),
    id: path.exactOptional(),
    keyed: z
      .literal(true)
      .exactOptional()
      .describe('The task gets the id `{key}`, and a conflict means that it is there already'),
  })
  .describe(
    'A task on the record: `{subject}`, `{due}`, `{note}`, `{user}`, and `{key}`, a UUID that stays the same when it is sent again',
  );
