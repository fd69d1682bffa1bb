import { assess } from '@/lib/assess/assess';
import type { Learned } from '@/lib/assess/learned';
import { remember, type Remembered } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { History } from '@/lib/domain/facts';
import { basisOf, queueItem, type QueueItem } from '@/lib/domain/queue';
import { drive, type Run } from '@/lib/learn/drive';
import type { RunnablePack } from '@/lib/rules/types';
import type { Progress } from '@/lib/risk/rows';
import type { DealRow, FairleadDatabase } from '@/lib/store/database';
import { changeQueue, dealIds, dealsBetween, historiesBetween, itemsOf } from '@/lib/store/queue';

export type Judging = { tenant: string; pack: RunnablePack; learned: Learned | null; clock: Clock };

/** A deal that the engine could not judge, and why: a fault of ours, which is to hold up no other deal. */
export type Unjudged = { id: string; reason: unknown };

/** What a run did: how many deals there are, how many were judged anew, and which could not be. */
export type Judged = { deals: number; judged: number; unjudged: readonly Unjudged[] };

/** An item before and after; `before` null for a deal that was not in the queue, `after` null for one that is closed. */
export type ItemChange = { before: QueueItem | null; after: QueueItem | null };

/** Deals read at once: few enough for one read to hold nothing up. */
const CHUNK = 100;

/**
 * Brings the queue of a tenant up to date: every open deal whose rules, model, day or reading differ from what its item rests
 * on is judged, with pauses in which the worker answers others. Stopped by the run's signal, what was done so far stays.
 */
export async function assessDeals(
  database: FairleadDatabase,
  judging: Judging,
  run: Run,
  onChange: (changes: readonly ItemChange[]) => Promise<void> = () => Promise.resolve(),
): Promise<Judged> {
  const { tenant } = judging;
  const ids = await dealIds(database, tenant);
  const unjudged: Unjudged[] = [];
  let judged = 0;
  for (let start = 0; start < ids.length; start += CHUNK) {
    run.signal.throwIfAborted();
    const chunk = ids.slice(start, start + CHUNK);
    // One chunk after the other, each written before the next is read.
    const rows = await dealsBetween(database, tenant, chunk[0] ?? '', chunk.at(-1) ?? '');
    const changes = await judgeRows(database, judging, rows, run, unjudged);
    if (changes.length > 0) await keep(database, tenant, changes);
    judged += changes.length;
    await onChange(changes.map(({ before, after }) => ({ before, after })));
    run.report({ phase: 'Judging', done: start + chunk.length, total: ids.length });
    await run.pause();
  }
  return { deals: ids.length, judged, unjudged };
}

/** Judges these deals now, whatever their items rest on. */
export async function assessThese(
  database: FairleadDatabase,
  judging: Judging,
  ids: readonly string[],
): Promise<ItemChange[]> {
  const rows = (await database.deals.bulkGet(ids.map((id): [string, string] => [judging.tenant, id]))).filter(
    (row) => row !== undefined,
  );
  const changes: Change[] = [];
  for (const row of rows) {
    // Few deals, that lie apart.
    const [before = null] = await itemsOf(database, judging.tenant, [row.id]);
    const history = (await historiesBetween(database, judging.tenant, [row])).get(row.id);
    changes.push(isClosed(row) ? { id: row.id, before, after: null } : judge(row, before, history, judging, null));
  }
  await keep(database, judging.tenant, changes);
  return changes;
}

type Change = ItemChange & { id: string };

async function keep(database: FairleadDatabase, tenant: string, changes: readonly Change[]): Promise<void> {
  const items = changes.flatMap(({ after }) => (after === null ? [] : [after]));
  const closed = changes.filter(({ after }) => after === null).map(({ id }) => id);
  await changeQueue(database, tenant, items, closed);
}

async function judgeRows(
  database: FairleadDatabase,
  judging: Judging,
  rows: readonly DealRow[],
  run: Run,
  unjudged: Unjudged[],
): Promise<Change[]> {
  const { tenant } = judging;
  const ids = rows.map(({ id }) => id);
  const before = new Map((await itemsOf(database, tenant, ids)).map((item, at) => [ids[at], item]));
  const closed = rows.filter((row) => isClosed(row) && before.get(row.id)).map(gone);
  const stale = rows.filter((row) => !isClosed(row) && before.get(row.id)?.basis !== basisFor(row, judging));
  if (stale.length === 0) return closed;
  const [histories, seen] = await Promise.all([
    historiesBetween(database, tenant, stale),
    database.assessments.bulkGet(stale.map(({ id }): [string, string] => [tenant, id])),
  ]);
  const previous = new Map(seen.flatMap((row) => (row ? [[row.dealId, remember(row.assessment)] as const] : [])));
  const steps = judgeEach(stale, judging, { before, histories, previous }, unjudged);
  return [...closed, ...(await drive(steps, { ...run, report: () => undefined }))];

  function gone({ id }: DealRow): Change {
    return { id, before: before.get(id) ?? null, after: null };
  }
}

type Known = {
  before: ReadonlyMap<string | undefined, QueueItem | null>;
  histories: ReadonlyMap<string, History>;
  previous: ReadonlyMap<string, Remembered>;
};

function* judgeEach(
  rows: readonly DealRow[],
  judging: Judging,
  { before, histories, previous }: Known,
  unjudged: Unjudged[],
): Generator<Progress, Change[]> {
  const changes: Change[] = [];
  for (const row of rows) {
    const { id } = row;
    try {
      changes.push(judge(row, before.get(id) ?? null, histories.get(id), judging, previous.get(id) ?? null));
    } catch (reason) {
      unjudged.push({ id, reason });
    }
    yield { phase: 'Judging', done: changes.length, total: rows.length };
  }
  return changes;
}

function judge(
  { id, deal, hash }: DealRow,
  before: QueueItem | null,
  history: History = { changes: [], watchedSince: null },
  { pack, learned, clock }: Judging,
  seen: Remembered | null,
): Change {
  const previous = laterOf(before?.remembered ?? null, seen);
  const assessment = assess({
    deal,
    history,
    pack,
    clock,
    snapshot: hash,
    ...(previous === null ? {} : { previous }),
    ...(learned === null ? {} : { learned }),
  });
  const facts = deriveFacts(deal, history, clock);
  return { id, before, after: queueItem(deal, assessment, facts, clock.today, remember(assessment)) };
}

function laterOf(a: Remembered | null, b: Remembered | null): Remembered | null {
  if (a === null || b === null) return a ?? b;
  return b.at > a.at ? b : a;
}

/** The CRM itself says so; where it was not asked, the stage does. */
function isClosed({ outcome }: DealRow): boolean {
  return outcome === 'won' || outcome === 'lost';
}

function basisFor({ hash, deal }: DealRow, { pack, learned, clock }: Judging): string {
  const parts = { pack: pack.hash, model: learned?.hash ?? null, today: clock.today };
  return basisOf({ ...parts, snapshot: hash, readAt: deal.readAt });
}
