import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiQuery } from '@/lib/crm/adapter-api-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import { failure, problemOf, type Failure } from './answer';
import { open, rowsIn, type Client } from './client';
import type { HistoryRead } from './history';
import { dayIsSpent, pauseMs } from './limits';
import { contextFor } from './lookups';
import { historiesOf } from './page-history';
import { callPage, nextPage, type PageAt } from './paging';
import { find } from './path';
import { selection } from './read-record';
import { closingOf, idOf, recordValues, toReading } from './record';
import type { ApiProblem, ApiReading, Connection, Send } from './types';
import type { ValueContext } from './value';

/** Where a run of pages stands: which query, and where in it. `at` null: at its beginning. */
export type ListCursor = { query: number; at: PageAt };

/** A part of a page of deals, small enough that what reading it leaves behind stays small too. */
export type ListPage = {
  readings: readonly ApiReading[];
  /** The page ends with this part: only now may a run go on from `next`. */
  ends: boolean;
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

/** Deals that are read and handed on at once: few, so that what reading them leaves behind is soon free again. */
const PART = 20;
/** Deals whose history is asked for at once: several parts, as calls are dear. */
const HISTORY = 100;

/**
 * All deals, a part of a page at a time; ends with null, or with the problem that stopped it. The caller pauses as each page says and may
 * go on later from any page's `next`. Nothing of an earlier part is held but the rows of its page.
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
    const { next, total, headers } = page;
    const pause = pauseMs(client.block.limits, headers, now());
    const parts = partsOf(client, page.rows, options, context, now);
    for (let part = await parts.next(); ; part = await parts.next()) {
      if (part.done && part.value) return problemOf(part.value);
      if (part.done) break;
      yield { ...part.value, next, total, pauseMs: pause };
    }
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
function closedBefore({ outcome, closeDate }: ReturnType<typeof closingOf>, closedSince: string): boolean {
  if ((outcome !== 'won' && outcome !== 'lost') || closeDate?.state !== 'value') return false;
  return typeof closeDate.value === 'string' && closeDate.value < closedSince.slice(0, 10);
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
  const answer = await callPage(client, query.request, query.paging, cursor.at, variables);
  if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) };
  const all = rowsIn(answer.content, { rows: query.rows });
  const rows = rowsIn(answer.content, query);
  if (!all || !rows) return { ok: false, problem: problemOf(failure('odd')) };
  const at = nextPage(query.paging, cursor.at, all, answer.content);
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

/** A page's deals, a few at a time, with their history; ends with what keeps the run from going on, or null. */
async function* partsOf(
  client: Client,
  rows: readonly unknown[],
  options: ListOptions,
  context: ValueContext,
  now: () => number,
): AsyncGenerator<Pick<ListPage, 'readings' | 'ends'>, Failure | null> {
  const read = (row: unknown): ApiReading => toReading(client, row, options.own, context, now());
  const isWanted = (row: unknown): boolean =>
    idOf(client.block, row) !== null &&
    (options.since !== undefined || !closedBefore(closingOf(client, row, context), options.closedSince));
  const wanted = rows.filter(isWanted);
  for (let start = 0; start < wanted.length; start += HISTORY) {
    const some = wanted.slice(start, start + HISTORY);
    const histories = options.history === false ? null : await historiesOf(client, byId(client, some));
    if (histories?.ok === false) return histories.failure;
    for (let from = 0; from < some.length; from += PART) {
      const readings = some.slice(from, from + PART).map(read);
      const ends = start + from + PART >= wanted.length;
      yield {
        readings: histories ? readings.map((each) => withHistory(each, histories.of(each.deal.id))) : readings,
        ends,
      };
    }
  }
  if (wanted.length === 0) yield { readings: [], ends: true };
  return null;
}

function withHistory(reading: ApiReading, { changes, fields }: HistoryRead): ApiReading {
  return { ...reading, changes, historyOf: fields };
}

function byId({ block }: Client, rows: readonly unknown[]): Map<string, unknown> {
  return new Map(rows.map((row) => [idOf(block, row) ?? '', row]));
}
