import Dexie from 'dexie';
import { remember, type Assessment, type Basis, type PastRisk } from '@/lib/domain/assessment';
import { hash } from '@/lib/domain/canonical';
import type { Deal } from '@/lib/domain/deal';
import type { FairleadDatabase } from './database';
import type { AssessmentLogRow } from './rows-4';

/** A deal keeps this many; the oldest go first. */
const KEPT_PER_DEAL = 200;

export type Logged = { tenant: string; deal: Deal; assessment: Assessment; basis: Basis; engine: string };

/**
 * Writes down what an assessment rests on, so that it can be made again. One that says what the last one of that day said, of
 * the same reading by the same rules, adds nothing. The compiled pack is kept apart: see `keepPackForm`.
 */
export function logAssessment(database: FairleadDatabase, logged: Logged): Promise<void> {
  const { assessmentLog, histories } = database;
  return database.transaction('rw', [assessmentLog, histories], async () => {
    const row = rowOf(logged);
    const last = await lastLogged(database, row.tenant, row.dealId, Infinity);
    if (last !== null && (row.at < last.at || saysTheSame(last, row))) return;
    const { tenant, dealId } = row;
    await histories.put({ tenant, dealId, hash: row.history, history: logged.basis.history });
    await assessmentLog.add(row);
    await trim(database, tenant, dealId);
  });
}

function rowOf({ tenant, deal, assessment, basis, engine }: Logged): AssessmentLogRow {
  return {
    tenant,
    dealId: deal.id,
    at: assessment.at,
    today: basis.today,
    language: basis.language,
    pack: assessment.pack.hash,
    snapshot: assessment.snapshotHash,
    readAt: deal.readAt,
    model: assessment.model ?? null,
    history: hash(basis.history),
    previous: basis.previous && remember(basis.previous),
    bytes: hash(assessment),
    engine,
    risk: assessment.risk,
  };
}

function saysTheSame(a: AssessmentLogRow, b: AssessmentLogRow): boolean {
  const key = ({ today, language, pack, snapshot, model, history, engine, risk }: AssessmentLogRow): string =>
    hash({ today, language, pack, snapshot, model, history, engine, risk });
  return key(a) === key(b);
}

/** The last assessment at or before a moment; null when there is none. */
export async function lastLogged(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  at: number,
): Promise<AssessmentLogRow | null> {
  const upTo = Number.isFinite(at) ? at : Dexie.maxKey;
  const row = await database.assessmentLog
    .where('[tenant+dealId+at]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, upTo], true, true)
    .last();
  return row ?? null;
}

/** Every assessment kept of a deal, in order of time. */
export function assessmentsOf(database: FairleadDatabase, tenant: string, dealId: string): Promise<AssessmentLogRow[]> {
  return ofDeal(database, tenant, dealId).toArray();
}

function ofDeal(database: FairleadDatabase, tenant: string, dealId: string) {
  return database.assessmentLog
    .where('[tenant+dealId+at]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey]);
}

/** Histories go with the last entry that rests on them. */
async function trim(database: FairleadDatabase, tenant: string, dealId: string): Promise<void> {
  const keys = await ofDeal(database, tenant, dealId).primaryKeys();
  if (keys.length <= KEPT_PER_DEAL) return;
  await database.assessmentLog.bulkDelete(keys.slice(0, keys.length - KEPT_PER_DEAL));
  const used = new Set((await assessmentsOf(database, tenant, dealId)).map((row) => row.history));
  await database.histories
    .where('[tenant+dealId+hash]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey])
    .filter((row) => !used.has(row.hash))
    .delete();
}

/** Keeps the compiled form of a pack by its hash; the first one stays, for that is what the assessments were made by. */
export async function keepPackForm(
  database: FairleadDatabase,
  hashOf: string,
  makeCompiled: () => unknown,
  at: number,
): Promise<void> {
  await database.transaction('rw', database.packForms, async () => {
    if ((await database.packForms.where('hash').equals(hashOf).count()) > 0) return;
    const compiled = makeCompiled();
    await database.packForms.put({ hash: hashOf, at, compiled, bytes: hash(compiled) });
  });
}

/** A reading of a deal by the hash that assessments carry; null when it is no longer kept. */
export async function snapshotByHash(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  snapshot: string,
): Promise<Deal | null> {
  const row = await database.snapshots
    .where('[tenant+dealId+at]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey])
    .filter((each) => each.hash === snapshot)
    .first();
  return row?.deal ?? null;
}

/** Earlier days that are at hand for the story of a deal. */
const DAYS_AT_HAND = 8;

/** The last risk of each of the latest earlier days, the newest first. */
export async function riskTrail(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  today: string,
): Promise<PastRisk[]> {
  const days = new Map<string, PastRisk>();
  for (const { today: day, at, model, risk } of await assessmentsOf(database, tenant, dealId))
    if (day < today) days.set(day, { at, model, risk });
  return [...days.values()].toReversed().slice(0, DAYS_AT_HAND);
}
