import { DEAL_FIELDS, LIST_FIELDS, type DealFieldKey, type ListName } from '@/lib/domain/fields';
import { z } from '@/lib/domain/zod';
import {
  condition,
  errorRule,
  historyPlan,
  json,
  listRead,
  paging,
  path,
  request,
  rowsOf,
  step,
  taskCall,
  template,
  text,
  value,
} from './adapter-api-parts';
import { variable, way } from './adapter-api-way';
import { peopleBlock } from './adapter-people-schema';
import { css, pattern } from './adapter-parts';

const dealField = z.enum(Object.keys(DEAL_FIELDS) as DealFieldKey[]);
const listName = z.enum(Object.keys(LIST_FIELDS) as ListName[]);

const written = z
  .strictObject({
    name: path.describe('The CRM’s name; `/` leads into an object'),
    as: z
      .enum(['text', 'number', 'decimalText', 'date', 'instant', 'epochMs', 'utc', 'parts'])
      .exactOptional()
      .describe('How it is written; absent: as it is, an amount as its number'),
    scale: z.number().positive().exactOptional().describe('The same as for reading; divided by it'),
    currency: path.exactOptional().describe('Name of the member for an amount’s currency'),
    map: z.record(z.string(), z.string()).exactOptional().describe('What is written for which value'),
    lookup: text.exactOptional().describe('The look-up whose key is written for the value'),
    search: text
      .exactOptional()
      .describe(
        'The search (`searches`) that is offered while a name is typed, and whose key is written for the one record of that name',
      ),
    template: template.exactOptional().describe('`{value}` put into a text'),
    json: json.exactOptional().describe('`{value}` put into JSON'),
  })
  .describe('How one field is written');

const query = z
  .strictObject({ request, ...rowsOf, paging, total: path.exactOptional().describe('How many there are in all') })
  .describe('A query for deals, page by page, in the record’s shape');

const lookup = z
  .strictObject({ steps: z.array(step), ...rowsOf, key: path, value: z.union([path, z.array(path).min(2)]) })
  .describe('Ids and what they stand for; read once and kept for the session');

const metadata = z
  .strictObject({
    steps: z.array(step),
    ...rowsOf,
    within: z
      .strictObject(rowsOf)
      .exactOptional()
      .describe('The rows lie in these rows, such as the fields of one of several objects'),
    name: path,
    label: path.exactOptional(),
    type: path.exactOptional(),
    required: z.array(condition).exactOptional(),
    readOnly: z.array(condition).exactOptional(),
    updateable: z.array(condition).exactOptional(),
    options: z.strictObject({ rows: path, value: path, label: path }).exactOptional(),
  })
  .describe('Which fields there are; several reads are put together by name');

const writeBlock = z
  .strictObject({
    request: request.describe('`{values}` is the object of what is written'),
    nulls: z.union([z.null(), z.literal(''), z.literal(false)]).describe('What empties a field'),
    fields: z.partialRecord(dealField, written),
    custom: written.exactOptional().describe('A pack’s own field; `{crm}` in its name'),
    also: z
      .array(z.strictObject({ fields: z.array(dealField).min(1), request }))
      .exactOptional()
      .describe('Fields that go by a call of their own, after the others'),
    concurrency: z
      .enum(['ifMatch', 'ifUnmodifiedSince', 'inBody', 'reread'])
      .describe(
        'What keeps another’s change: a header, a member of the body (`{version}`), or reading again just before',
      ),
    version: path.exactOptional().describe('The new version in the answer'),
    conflictWhen: z
      .array(condition)
      .exactOptional()
      .describe('An answer that means that someone else was quicker, for CRMs that then change nothing'),
  })
  .describe('How a record is changed');

/** The `api` member of an adapter document: how to call one CRM, as data. */
export const apiBlock = z
  .strictObject({
    envelope: z
      .enum(['rest', 'jsonrpc', 'odata', 'graphql'])
      .describe('Where an answer’s content and errors are: the body itself, `result` and `error`, `data` and `errors`'),
    unwrap: path.exactOptional().describe('Where in the content everything is, for CRMs that wrap each answer'),
    empty: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .exactOptional()
      .describe('What else than null and the empty text means nothing, everywhere in this CRM’s answers'),
    variables: z
      .record(z.string().regex(/^[a-z]\w*$/i), variable)
      .exactOptional()
      .describe('What the page’s address tells: an account, a database, a path prefix'),
    id: pattern.describe('Regular expression for a whole record id; nothing else is ever put in a call'),
    crmName: pattern
      .exactOptional()
      .describe('Regular expression for a whole field name of a pack; absent: a plain word'),
    ways: z.array(way).min(1).describe('In order of preference'),
    errors: z.array(errorRule).exactOptional(),
    limits: z
      .strictObject({
        remaining: text.exactOptional().describe('Header with the calls that are left'),
        limit: text.exactOptional(),
        reset: text.exactOptional().describe('Header that says when the count starts anew'),
        resetAs: z.enum(['seconds', 'epochSeconds', 'epochMs']).exactOptional(),
        usage: z
          .strictObject({ header: text, pattern })
          .exactOptional()
          .describe('`used/limit` in one header: groups 1 and 2'),
        dailyRemaining: text.exactOptional(),
        dailyLimit: text.exactOptional(),
        keep: z
          .number()
          .min(0)
          .max(0.9)
          .exactOptional()
          .describe('The share that bulk reads leave to everyone else; 0.1 when absent'),
      })
      .exactOptional(),
    lookups: z.record(z.string().regex(/^[a-z]\w*$/i), lookup).exactOptional(),
    searches: z
      .record(z.string().regex(/^[a-z]\w*$/i), lookup)
      .exactOptional()
      .describe(
        'Like look-ups, but asked anew for each `{text}`: records with that in their name, a screenful at most',
      ),
    metadata: z.array(metadata).exactOptional(),
    record: z.strictObject({
      steps: z
        .array(step.extend({ optional: z.literal(true).exactOptional() }))
        .min(1)
        .describe('The first holds the record; what the others answer is put into it as `$1`, `$2` …'),
      at: path.exactOptional().describe('Where in the answer the record is'),
      among: path
        .exactOptional()
        .describe('The records among which the one asked for is, for CRMs that give no single one'),
      select: z.array(text).describe('The names that `{select}` holds; a pack’s own are added'),
      custom: value.exactOptional().describe('Where a pack’s own field is: `{crm}` in its path'),
      customSelect: template.exactOptional().describe('`{crm}` as it stands in `{select}`'),
      knownAs: z
        .strictObject({ from: pattern, to: z.string() })
        .exactOptional()
        .describe('How a name of `select` is written in the metadata: a regular expression and what stands for it'),
      always: z
        .array(text)
        .exactOptional()
        .describe('Names of `{select}` that the metadata does not list, such as the id'),
      onlyKnown: z
        .literal(true)
        .exactOptional()
        .describe('The CRM refuses a call that names an unknown field: ask the metadata first'),
      version: value.exactOptional().describe('What changes with every change of the record'),
      versionHeader: text.exactOptional(),
      id: path.describe('The record’s id, in a query’s row'),
      url: template.exactOptional().describe('The record’s page, from `{origin}` and `{id}`'),
      fields: z.partialRecord(dealField, value),
      outcome: z
        .strictObject({ won: z.array(condition).min(1), lost: z.array(condition).min(1) })
        .exactOptional()
        .describe('Whether the deal is closed; neither: it is open'),
      stages: z
        .record(z.string(), z.string())
        .exactOptional()
        .describe(
          'Stage map: what the CRM’s stage is called here, for CRMs that give only a code; `won` and `lost` for closed ones whose stage stays',
        ),
    }),
    lists: z.partialRecord(listName, z.array(listRead).min(1)).exactOptional(),
    history: z.array(z.strictObject(historyPlan)).exactOptional(),
    pull: z
      .strictObject({
        initial: z.array(query).min(1).describe('All open deals, and those closed since `{closedSince}`'),
        changed: z.array(query).min(1).describe('Those changed since `{since}`'),
        history: z
          .array(
            z.strictObject({
              ...historyPlan,
              size: z.int().positive().exactOptional().describe('At most so many ids a call; 1: `{id}`'),
              in: path.exactOptional().describe('The records in the answer, when it holds them with their history'),
              deal: path.exactOptional().describe('A record’s id in `in`'),
            }),
          )
          .exactOptional(),
      })
      .exactOptional(),
    write: writeBlock.exactOptional(),
    task: taskCall.exactOptional(),
    people: peopleBlock.exactOptional(),
    refresh: z
      .strictObject({
        click: z.array(css).exactOptional(),
        event: text.exactOptional(),
        reload: z.literal(true).exactOptional(),
      })
      .exactOptional()
      .describe(
        'How the open page shows what was just written: the first control that is there is clicked, else an event on the window, else the user is asked to reload',
      ),
  })
  .describe('How to call the CRM');

export type ApiBlock = z.output<typeof apiBlock>;
export type ApiWay = ApiBlock['ways'][number];
export type ApiRequestPlan = z.output<typeof request>;
export type ApiStep = z.output<typeof step>;
export type ApiValue = z.output<typeof value>;
export type ApiCondition = z.output<typeof condition>;
export type ApiListRead = z.output<typeof listRead>;
export type ApiHistory = ApiHistoryPlan['reads'][number];
export type ApiHistoryPlan = NonNullable<ApiBlock['history']>[number];
export type ApiPullHistory = NonNullable<NonNullable<ApiBlock['pull']>['history']>[number];
export type ApiErrorRule = z.output<typeof errorRule>;
export type ApiMetadata = z.output<typeof metadata>;
export type ApiQuery = z.output<typeof query>;
export type ApiPaging = z.output<typeof paging>;
export type ApiWritten = z.output<typeof written>;
