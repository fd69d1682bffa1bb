import type { ApiPullHistory } from '@/lib/crm/adapter-api-schema';
import type { Failure } from './answer';
import { rowsIn, type Client } from './client';
import { historyIn, historyOfOne, joined, together, valuesOf, type HistoryRead } from './history';
import { callHistory } from './history-call';
import { contextFor } from './lookups';
import { find, plainText, rowsAt } from './path';
import type { ValueContext } from './value';

/** How many ids one call asks for when the adapter says nothing. */
const SIZE = 100;

/** Each deal's history, put together only when it is asked for, or what should be waited for first. */
export type Histories = { ok: true; of: (id: string) => HistoryRead } | { ok: false; failure: Failure };

/** What passes, or needs someone: a run waits with it. Anything else leaves the history unknown. */
const STOPS: ReadonlySet<Failure['kind']> = new Set(['limited', 'offline', 'signedOut']);

/** What each deal's history is read from, by the deal's id; none: nothing told of it yet. */
type Told = Map<string, (() => HistoryRead[])[]>;

/** Deals of a page by id, each with its row. */
type Asked = ReadonlyMap<string, unknown>;

/**
 * The histories of a page's deals, asked for by as few calls as the CRM allows. A refused call leaves them unknown.
 * What the calls answer is kept as it came: made into moves for all deals at once, it would outlive several collections.
 */
export async function historiesOf(client: Client, asked: Asked): Promise<Histories> {
  const told: Told = new Map([...asked.keys()].map((id) => [id, []]));
  for (const plan of client.block.pull?.history ?? []) {
    // One after the other: these calls count against the CRM's limits.
    const failure = await ask(client, plan, asked, told);
    if (failure) return { ok: false, failure };
  }
  return { ok: true, of: (id) => together((told.get(id) ?? []).flatMap((read) => read())) };
}

async function ask(client: Client, plan: ApiPullHistory, asked: Asked, told: Told): Promise<Failure | null> {
  const context = await contextFor(client, plan.reads.flatMap(valuesOf));
  if (!plan.steps) {
    for (const [id, row] of asked) told.get(id)?.push(() => inRoot(plan, row, context));
    return null;
  }
  const ids = [...asked.keys()].filter((id) => !plan.instead || told.get(id)?.length === 0);
  const size = plan.size ?? SIZE;
  for (let start = 0; start < ids.length; start += size) {
    const some = ids.slice(start, start + size);
    const called = await callHistory(client, plan, { ids: some, id: some[0] });
    if (!called.ok) return called.failure && STOPS.has(called.failure.kind) ? called.failure : null;
    const { contents } = called;
    const of = size === 1 ? () => historyOfOne(plan, contents, context) : splitter(plan, contents, context);
    for (const id of some) told.get(id)?.push(() => of(id));
  }
  return null;
}

/** Gives each deal its own of what several were asked for; sorted once, as the rows are many. */
function splitter(
  plan: ApiPullHistory,
  contents: readonly unknown[],
  context: ValueContext,
): (id: string) => HistoryRead[] {
  if (plan.in !== undefined) {
    const records = contents.flatMap((content) => rowsAt(content, plan.in ?? '') ?? []);
    const byId = byDeal(records, plan.deal ?? '');
    return (id) => inRoot(plan, byId.get(id)?.[0] ?? null, context);
  }
  const sorted = plan.reads.map((read) => {
    const rows = joined(contents.map((content) => rowsIn(content, read)));
    return { read, rows: rows && byDeal(rows, read.deal ?? '') };
  });
  return (id) => sorted.map(({ read, rows }) => historyIn(read, rows && (rows.get(id) ?? []), context));
}

function inRoot(plan: ApiPullHistory, root: unknown, context: ValueContext): HistoryRead[] {
  return plan.reads.map((read) => historyIn(read, root === null ? [] : rowsIn(root, read), context));
}

function byDeal(rows: readonly unknown[], path: string): Map<string, unknown[]> {
  const sorted = new Map<string, unknown[]>();
  for (const row of rows) {
    const found = find(row, path);
    const id = found.state === 'value' ? plainText(found.value) : null;
    if (id === null) continue;
    const own = sorted.get(id);
    if (own) own.push(row);
    else sorted.set(id, [row]);
  }
  return sorted;
}
