import { z } from '@/lib/domain/zod';
import { template, text } from './adapter-api-parts';
import { css, pattern } from './adapter-parts';

const pageSource = z
  .discriminatedUnion('from', [
    z.strictObject({ from: z.literal('cookie'), name: text }),
    z.strictObject({
      from: z.enum(['localStorage', 'sessionStorage']),
      key: text.describe('`*` stands for anything; the first key that fits'),
    }),
    z.strictObject({
      from: z.literal('element'),
      css,
      attribute: text.exactOptional(),
      match: pattern.exactOptional(),
    }),
  ])
  .describe('Where the page keeps it; looked up by the content script, and never sent elsewhere');

const pageHeader = z
  .strictObject({
    source: pageSource,
    header: text,
    value: text.describe(
      '`{value}`: the text found; `{a/b}`: a member of it when it is JSON; `{base64}`: see `base64`',
    ),
    base64: text.exactOptional().describe('Filled in the same way, then base64, for `{base64}`'),
  })
  .describe('A header made from what the page keeps');

const base = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('page'), path: template.exactOptional() }).describe('The page’s own origin'),
    z
      .strictObject({
        kind: z.literal('rewrite'),
        rules: z.array(z.strictObject({ from: pattern, to: text })).min(1),
        path: template.exactOptional(),
      })
      .describe(
        'Another host that follows from the page’s: regular expressions over the host name; the first that matches',
      ),
    z.strictObject({ kind: z.literal('fixed'), url: z.url() }).describe('Always the same host'),
    z.strictObject({ kind: z.literal('given'), path: template.exactOptional() }).describe('The connection names it'),
  ])
  .describe('Where the calls go');

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('session') }).describe('The browser’s own cookies'),
  pageHeader.extend({ kind: z.literal('page') }).describe('A cookie or a token that the page keeps, put in a header'),
  z
    .strictObject({
      kind: z.literal('browserCookie'),
      cookie: text.describe('Its name, at the host that the calls go to'),
      domains: z.array(text).describe('The calls’ host is one of these or below'),
      header: text,
      value: text.describe('`{value}` is the cookie'),
      accountUntil: text
        .exactOptional()
        .describe('What stands before this names the account; the page’s own cookie of that name must name the same'),
    })
    .describe(
      'A cookie that scripts cannot read, by the browser’s cookie store; only when a managed policy turns it on',
    ),
  z
    .strictObject({ kind: z.literal('token'), headers: z.record(z.string(), template) })
    .describe('A stored token: `{token}`, `{key}` and `{user}` are the connection’s'),
  z
    .strictObject({
      kind: z.literal('oauth'),
      headers: z.record(z.string(), template),
      authorize: template,
      token: template,
      revoke: template.exactOptional(),
      scopes: z.array(text),
      parameters: z.record(z.string(), z.string()).exactOptional().describe('Further members of the authorize address'),
      secret: z
        .enum(['body', 'basic'])
        .exactOptional()
        .describe('Where the secret of the firm’s app goes, for a CRM that gives nobody tokens without one'),
    })
    .describe('OAuth 2 authorization code with PKCE; the client id is the connection’s'),
]);

export const way = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z-]*$/),
    title: text,
    base,
    calls: z
      .enum(['page', 'background'])
      .describe('Same-origin calls by the content script, or calls by the extension’s background'),
    auth,
    hosts: z
      .array(z.string().regex(/^https:\/\/(?:\*\.)?[a-z0-9.-]+\/\*$/))
      .exactOptional()
      .describe('Match patterns of the hosts that the background calls, for the permission to do so'),
    except: pattern.exactOptional().describe('Regular expression: page hosts on which this way does not work'),
    csrf: pageHeader.exactOptional(),
    headers: z
      .record(z.string(), template)
      .exactOptional()
      .describe('Sent with every call; a variable without a value leaves its header out'),
    query: z.record(z.string(), template).exactOptional().describe('Sent with every call'),
    setup: z.boolean().describe('Needs a connection that someone has set up'),
    unsupported: z.literal(true).exactOptional().describe('The vendor does not document this way'),
    onlyByPolicy: z.literal(true).exactOptional(),
  })
  .describe('One way to call this CRM');

export const variable = z.strictObject({
  in: z.enum(['path', 'hash', 'query', 'host']),
  pattern: pattern.describe('Regular expression; its first group is the value'),
});

export type PageHeader = z.output<typeof pageHeader>;
