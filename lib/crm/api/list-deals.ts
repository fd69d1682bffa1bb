import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiPaging, ApiQuery } from '@/lib/crm/adapter-api-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import { failure, problemOf, type Answer } from './answer';
import { callLink, callStep, open, rowsIn, type Client } from './client';
import { dayIsSpent, pauseMs } from './limits';
import { contextFor } from './lookups';
import { find, plainText } from './path';
import { withHistory } from './page-history';
import { selection } from './read-record';
import { idOf, recordValues, toReading } from './record';
import type { ApiProblem, ApiReading, Connection, Send } from './types';
import type { ValueContext } from './value';

/** Where a run of pages stands: which query, and where in it. `at` null: at its beginning. */
export type ListCursor = { query: number; at: string | number | null };

export type ListPage = {
  readings: readonly ApiReading[];
  /** Where to go on; null when this was the last page. */
  next: ListCursor | null;
  /** How long to pause first, by the CRM's own headers. */
  pauseMs: number;
  /** How many there are in this query, where the CRM says so. */
  total: number | null;
};

export type ListOptions = {
  own: readonly OwnField[];
  /** ISO 8601; absent: everything open, and what was closed since `closedSince`. */
  since?: string;
  closedSince: string;
  from?: ListCursor;
  history?: boolean;
  signal?: AbortSignal;
};

/**
 * All deals, page by page; ends with null, or with the problem that stopped it. The caller pauses as each page says and may
 * go on later from any page's `next`. Nothing of an earlier page is held.
 */
export async function* listDeals(
  adapter: Adapter,
  connection: Connection,
  options: ListOptions,
  send: Send,
  now: () => number,
): AsyncGenerator<ListPage, ApiProblem | null> {
  const opened = open(adapter, connection, send, [], options.signal);
  if (!opened.ok) return problemOf(opened.failure);
  const { client } = opened;
  const { pull } = client.block;
  if (!pull) return problemOf(failure('odd', 'This CRM’s deals cannot be listed over its API.'));
  const queries = options.since === undefined ? pull.initial : pull.changed;
  const context = await contextFor(client, recordValues(client.block, options.own));
  const select = await selection(client, options.own);
  let cursor: ListCursor | null = options.from ?? { query: 0, at: null };
  while (cursor) {
    const query: ApiQuery | undefined = queries[cursor.query];
    if (!query) return null;
    // Pages follow one another: each holds where the next begins.
    const page: PageRead = await readPage(client, query, cursor, queries.length, {
      select,
      since: options.since,
      closedSince: options.closedSince,
    });
    if (!page.ok) return page.problem;
    const readings = await readingsOf(client, page.rows, options, context, now());
    yield {
      readings:
        options.since === undefined ? readings.filter((each) => !closedBefore(each, options.closedSince)) : readings,
      next: page.next,
      pauseMs: pauseMs(client.block.limits, page.headers, now()),
      total: page.total,
    };
    if (page.next && dayIsSpent(client.block.limits, page.headers)) {
      return {
        kind: 'limited',
        message: 'The rest of today’s calls is left to everyone else.',
        retryAfterMs: 6 * 3_600_000,
      };
    }
    cursor = page.next;
  }
  return null;
}

/** CRMs that cannot be asked for the closed deals of a time send all. */
function closedBefore({ outcome, deal }: ApiReading, closedSince: string): boolean {
  const closed = deal.fields.closeDate;
  if ((outcome !== 'won' && outcome !== 'lost') || closed?.state !== 'value' || typeof closed.value !== 'string')
    return false;
  return closed.value < closedSince.slice(0, 10);
}

type PageRead =
  | {
      ok: true;
      rows: unknown[];
      next: ListCursor | null;
      headers: Readonly<Record<string, string>>;
      total: number | null;
    }
  | { ok: false; problem: ApiProblem };

async function readPage(
  client: Client,
  query: ApiQuery,
  cursor: ListCursor,
  queries: number,
  variables: Record<string, unknown>,
): Promise<PageRead> {
  const answer = await callPage(client, query, cursor, variables);
  if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) };
  const all = rowsIn(answer.content, { rows: query.rows });
  const rows = rowsIn(answer.content, query);
  if (!all || !rows) return { ok: false, problem: problemOf(failure('odd')) };
  const at = nextAt(query.paging, cursor.at, all, answer.content);
  const further = cursor.query + 1 < queries ? { query: cursor.query + 1, at: null } : null;
  const next = at === null || at === cursor.at ? further : { query: cursor.query, at };
  const total = query.total === undefined ? null : find(answer.content, query.total);
  return {
    ok: true,
    rows,
    next,
    headers: answer.headers,
    total: total?.state === 'value' && typeof total.value === 'number' ? total.value : null,
  };
}

function callPage(
  client: Client,
  { request, paging }: ApiQuery,
  { at }: ListCursor,
  variables: Record<string, unknown>,
): Promise<Answer> {
  if (paging.kind === 'link' && typeof at === 'string') return callLink(client, request, at);
  return callStep(client, request, { ...variables, limit: paging.limit, ...placeOf(paging, at) });
}

function placeOf(paging: ApiPaging, at: string | number | null): Record<string, unknown> {
  switch (paging.kind) {
    case 'offset':
      return { offset: at ?? 0 };
    case 'page':
      return { page: at ?? paging.first ?? 1 };
    case 'cursor':
      return { cursor: at };
    case 'key':
      return { after: at ?? paging.start };
    case 'link':
      return {};
  }
}

/** Where the next page begins; null after the last. */
function nextAt(
  paging: ApiPaging,
  at: string | number | null,
  rows: readonly unknown[],
  content: unknown,
): string | number | null {
  if (paging.kind === 'link') return textAt(content, paging.next);
  if ('more' in paging && paging.more !== undefined && !truthy(content, paging.more)) return null;
  if (paging.kind === 'cursor') {
    const next = textAt(content, paging.next);
    return next !== null && paging.end?.includes(next) ? null : next;
  }
  const says = 'more' in paging && paging.more !== undefined;
  if (rows.length === 0 || (!says && rows.length < paging.limit)) return null;
  switch (paging.kind) {
    case 'offset':
      return Number(at ?? 0) + rows.length;
    case 'page':
      return Number(at ?? paging.first ?? 1) + 1;
    case 'key':
      return textAt(rows.at(-1), paging.key);
  }
}

async function readingsOf(
  client: Client,
  rows: readonly unknown[],
  options: ListOptions,
  context: ValueContext,
  now: number,
): Promise<ApiReading[]> {
  const known = rows.filter((row) => idOf(client.block, row) !== null);
  const readings = known.map((row) => toReading(client, row, options.own, context, now));
  return options.history === false ? readings : withHistory(client, readings, known);
}

function textAt(root: unknown, path: string): string | number | null {
  const found = find(root, path);
  if (found.state !== 'value') return null;
  return typeof found.value === 'number' ? found.value : plainText(found.value) || null;
}

function truthy(root: unknown, path: string): boolean {
  const found = find(root, path);
  return found.state === 'value' && Boolean(found.value);
}
