import { DEAL_FIELDS, LIST_FIELDS } from '@/lib/domain/fields';
import { z } from '@/lib/domain/zod';
import { apiBlock } from './adapter-api-schema';
import { attribute, css, pattern, text } from './adapter-parts';
import { writeBlock } from './adapter-write-schema';
import { isTooWide } from './patterns';

const locator = z
  .strictObject({
    around: css.exactOptional().describe('Searched in the closest of these around the row, such as a board’s column'),
    css: css.exactOptional(),
    labels: z
      .array(text)
      .exactOptional()
      .describe(
        'Visible labels, found by the label rules; case and markers do not count. With `css`, that is searched beside the label',
      ),
    value: z
      .union([z.enum(['text', 'value', 'checked']), attribute])
      .exactOptional()
      .describe('What of the element is the value; absent: a control’s value, else the text'),
    match: pattern
      .exactOptional()
      .describe('Regular expression; its first group is the value. No match: as if nothing were there'),
    approximate: z.literal(true).exactOptional().describe('The page shows a shortened or rounded form here'),
  })
  .describe('One way to find a value');

const labelRule = z
  .strictObject({
    label: css,
    to: z
      .enum(['next', 'for', 'within'])
      .describe('next sibling · the control it names · the closest `around`, then `value`'),
    around: css.exactOptional(),
    value: css.exactOptional(),
  })
  .describe('How labels and values lie on the page');

const field = z.strictObject({
  at: z.array(locator).min(1).describe('The first that finds something wins'),
  emptyWhen: css
    .exactOptional()
    .describe('For a CRM that leaves empty fields out: when this is there and the field is not, the field is empty'),
});

const listFields = z.record(z.string().regex(/^[a-z][A-Za-z]*$/), field);

const list = z.strictObject({
  shown: css.describe('Proves that the page shows the list, so that no rows means none'),
  rows: css,
  fields: listFields,
  complete: z.boolean().describe('The page always shows the whole list'),
});

const rows = z
  .strictObject({
    kind: z.enum(['list', 'board']),
    shown: css.describe('Proves that the page shows the deals, so that no rows means none'),
    rows: css.describe('One deal each'),
    id: locator.exactOptional().describe('The record’s id, inside the row or on it; absent: the page does not say'),
    columns: css
      .exactOptional()
      .describe('Header cells; a locator with `labels` is the cell of the row below the header of that label'),
    fields: z.partialRecord(z.enum(Object.keys(DEAL_FIELDS) as (keyof typeof DEAL_FIELDS)[]), field),
  })
  .describe('The deals on a list or board page');

const unsaved = z
  .strictObject({
    marker: css.exactOptional().describe('Visible while the form holds unsaved edits'),
    settled: css.exactOptional().describe('Without a marker: visible once the edits were stored or dropped'),
  })
  .describe(
    'How the CRM’s own form shows unsaved edits; a control that differs from what it held when it was entered counts',
  );

const plan = z.strictObject({
  pane: css
    .exactOptional()
    .describe('The element that holds the open record; the last visible match counts. Absent: the document'),
  ready: css.describe('There once the record is on screen; `{id}` is the record’s id'),
  deep: z.literal(true).exactOptional().describe('Search through open shadow roots'),
  labels: z.array(labelRule),
  emptyTexts: z.array(text).describe('What the CRM shows for nothing, such as --None--'),
  fields: z.record(z.string(), field),
  lists: z.partialRecord(z.enum(Object.keys(LIST_FIELDS) as (keyof typeof LIST_FIELDS)[]), list),
  rows: z.array(rows).exactOptional(),
  unsaved: unsaved.exactOptional(),
});

const host = z
  .string()
  .regex(/^https?:\/\/(?:\*\.)?[a-z0-9.-]+\/.*$/)
  .refine((value) => !isTooWide(value), {
    error: 'this would cover hosts of strangers',
    params: { hint: 'name the CRM’s own domain, such as https://*.example.com/*' },
  })
  .describe('A match pattern: https://*.example.com/*');

const route = z.strictObject({
  adapter: z.string().regex(/^[a-z][a-z0-9-]*$/),
  hosts: z
    .array(host.refine((value) => value.startsWith('https:'), 'only https'))
    .describe(
      'Hosts of the released manifest; none for a CRM that every firm runs on a host of its own: it is granted there',
    ),
  devHosts: z
    .array(host)
    .exactOptional()
    .describe('One’s own machine, for trying the adapter; never in a released manifest'),
  prefix: z
    .string()
    .regex(/^(?:\/[\w.~-]+)*$/)
    .exactOptional()
    .describe('The path below which the CRM lives, where firms rename it; stands for `{prefix}` in patterns'),
  pages: z.array(
    z.strictObject({
      kind: z.enum(['record', 'edit', 'list', 'board']),
      in: z
        .enum(['path', 'hash', 'query', 'all'])
        .describe('The part of the address that `pattern` is for; all: path, query and hash in one'),
      pattern: pattern.describe('Regular expression; its group `id` names the record'),
    }),
  ),
});

/** An adapter document: one CRM's pages as data. */
export const adapterSchema = z.strictObject({
  adapter: z.literal(1).describe('Adapter format'),
  title: text,
  proof: z
    .enum(['real', 'fixture', 'contract', 'source'])
    .describe(
      'Tried on the real program; on a fixture of its page; by its API alone, on a server that answers as documented; written from its source and not tried',
    ),
  route,
  formats: z
    .strictObject({
      decimal: z.enum(['.', ',']).exactOptional(),
      dateOrder: z.enum(['mdy', 'dmy', 'ymd']).exactOptional(),
    })
    .describe('How the CRM writes numbers and dates; what is absent follows the page’s language'),
  read: plan.extend({
    fields: z.partialRecord(z.enum(Object.keys(DEAL_FIELDS) as (keyof typeof DEAL_FIELDS)[]), field),
  }),
  custom: z
    .array(locator)
    .describe(
      'Where a pack’s own field is: `{crm}` stands for its name in this CRM; a locator with empty `labels` takes the pack’s',
    ),
  write: writeBlock.exactOptional(),
  api: apiBlock.exactOptional(),
  examples: z
    .array(
      z.strictObject({
        url: z.url(),
        kind: z.enum(['record', 'edit', 'list', 'board', 'other']),
        id: text.exactOptional(),
      }),
    )
    .min(3)
    .describe('Addresses of this CRM, and what they are; every other adapter’s examples are its negatives'),
  sample: z
    .strictObject({
      id: text.describe('The record that the page shows'),
      html: z.string().min(1).max(10_000),
      reads: z.record(z.string(), z.string()).describe('Field key → the text that is read'),
    })
    .exactOptional()
    .describe('A page of this CRM in miniature: this adapter reads it, and every other one reads nothing from it'),
});

export type Adapter = z.output<typeof adapterSchema>;
export type Route = z.output<typeof route>;
export type Locator = z.output<typeof locator>;
export type LabelRule = z.output<typeof labelRule>;
export type FieldPlan = z.output<typeof field>;
export type ListPlan = z.output<typeof list>;
export type RowsPlan = z.output<typeof rows>;
/** Everything the page reader needs to read one record; plain data, sent to the content script by the panel. */
export type ReadPlan = z.output<typeof plan>;
export type ValueKind = NonNullable<Locator['value']>;

/** The JSON Schema of adapter documents, for editors. */
export function adapterJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(adapterSchema, { reused: 'ref' }), title: 'Fairlead adapter' };
}
