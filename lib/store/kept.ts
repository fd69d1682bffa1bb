import Dexie from 'dexie';
import type { Assessment } from '@/lib/domain/assessment';
import type { Change, Deal, Field, RowList } from '@/lib/domain/deal';
import type { FieldKey, ListName } from '@/lib/domain/fields';
import { changesByDeal } from './changes';
import type { DealRow, FairleadDatabase } from './database';

/** One part of what is kept of a tenant, in the form that `lib/insight/kept.ts` describes; JSON, for it is passed on and written as it is. */
export type KeptPart = {
  text: string;
  deals: number;
  /** The id to go on after; null at the end. */
  next: string | null;
  /** When the readings were made, and how many came over the CRM's API; null of no deal. */
  read: { oldest: number; latest: number; overApi: number } | null;
};

/** Where a stage's label stands among the open stages, from 1, or how it ends a deal; null where no rule pack knows it. */
export type StageKnown = (label: string) => { position: number } | { ended: 'won' | 'lost' } | null;

export type KeptAsked = {
  tenant: string;
  /** Id to go on after; null from the beginning. */
  after: string | null;
  /** All fields and lists, for an export. */
  whole: boolean;
};

/** Deals in a part: few enough for the worker to answer others between two, many enough for ten thousand to take ten calls. */
const PART = 1_000;

/** What the tables of the layout are made of; the rest of a deal is for an export that is to hold everything. */
const FIELDS: ReadonlySet<FieldKey> = new Set([
  'name',
  'account.name',
  'account.industry',
  'owner.name',
  'leadSource',
  'pipeline',
  'stage.label',
  'amount',
  'createdAt',
  'closeDate',
  'probability',
]);
const MOVES: ReadonlySet<FieldKey> = new Set(['stage.label', 'amount', 'closeDate']);

/** Reads the deals after an id, with their changes, last assessments and past risks. */
export async function keptPart(
  database: FairleadDatabase,
  { tenant, after, whole }: KeptAsked,
  known: StageKnown,
): Promise<KeptPart> {
  const rows = await database.deals
    .where('[tenant+id]')
    .between([tenant, after ?? Dexie.minKey], [tenant, Dexie.maxKey], after === null, true)
    .limit(PART)
    .toArray();
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id];
  const next = rows.length < PART ? null : (last ?? null);
  if (first === undefined || last === undefined) return { text: EMPTY, deals: 0, next, read: null };
  const [lower, upper] = [
    [tenant, first, Dexie.minKey],
    [tenant, last, Dexie.maxKey],
  ];
  const [byDeal, assessments, log] = await Promise.all([
    changesByDeal(
      database,
      tenant,
      rows.map(({ id }) => id),
    ),
    // One question for all: a thousand for one each take twice as long.
    database.assessments.where('[tenant+dealId]').between([tenant, first], [tenant, last], true, true).toArray(),
    database.assessmentLog.where('[tenant+dealId+at]').between(lower, upper).toArray(),
  ]);
  const changes = [...byDeal].flatMap(([dealId, moves]) => moves.map((move): DealChange => ({ dealId, ...move })));
  const text = JSON.stringify({
    ...(whole ? await reviewsBetween(database, lower, upper) : {}),
    deals: rows.map((row) => dealOf(row, whole, known)),
    changes: changes.flatMap(({ dealId, field, from, to, seenAt }) =>
      whole || MOVES.has(field) ? [{ dealId, field, from: bare(from), to: bare(to), seenAt }] : [],
    ),
    assessments: assessments.map(({ assessment }) => assessmentOf(assessment)),
    risks: log.flatMap(({ dealId, at, risk }) => (risk.state === 'score' ? [{ dealId, at, risk: risk.risk }] : [])),
    stages: stagesOf(rows, changes, known),
  });
  return { text, deals: rows.length, next, read: readOf(rows) };
}

const NOTHING = { deals: [], changes: [], assessments: [], risks: [], stages: [], reviews: [], commitments: [] };
const EMPTY = JSON.stringify(NOTHING);

/** What was decided and promised in reviews of these deals: as it is kept, but for the tenant, which the file names once. */
async function reviewsBetween(database: FairleadDatabase, lower: unknown[], upper: unknown[]): Promise<object> {
  const [reviews, commitments] = await Promise.all([
    database.reviews.where('[tenant+dealId+day]').between(lower, upper).toArray(),
    database.commitments.where('[tenant+dealId+id]').between(lower, upper).toArray(),
  ]);
  return {
    reviews: reviews.map(({ tenant: _tenant, ...review }) => review),
    commitments: commitments.map(({ tenant: _tenant, ...commitment }) => commitment),
  };
}

type DealChange = Change & { dealId: string };

/** Every open stage that one of these deals is or was in, with its place. */
function stagesOf(rows: readonly DealRow[], changes: readonly DealChange[], known: StageKnown): unknown[] {
  const pipelines = new Map(rows.map(({ id, deal }) => [id, textOf(deal.fields.pipeline)]));
  const seen = new Map<string, unknown>();
  const note = (dealId: string, field: Field | undefined): void => {
    const stage = textOf(field);
    const place = stage === null ? null : known(stage);
    const pipeline = pipelines.get(dealId) ?? null;
    const key = JSON.stringify([pipeline, stage]);
    if (place !== null && 'position' in place && !seen.has(key))
      seen.set(key, { pipeline, stage, position: place.position });
  };
  for (const { id, deal } of rows) note(id, deal.fields['stage.label']);
  for (const { dealId, field, from, to } of changes)
    if (field === 'stage.label') for (const side of [from, to]) note(dealId, side);
  return [...seen.values()];
}

function textOf(field: Field | undefined): string | null {
  return field?.state === 'value' && typeof field.value === 'string' ? field.value : null;
}

/** What the CRM says; where it was not asked, the deal's stage does. */
function outcomeOf({ deal, outcome }: DealRow, known: StageKnown): 'open' | 'won' | 'lost' | null {
  if (outcome !== undefined && outcome !== null) return outcome;
  const stage = textOf(deal.fields['stage.label']);
  const place = stage === null ? null : known(stage);
  if (place === null) return null;
  return 'ended' in place ? place.ended : 'open';
}

function readOf(rows: readonly DealRow[]): KeptPart['read'] {
  const times = rows.map(({ deal }) => deal.readAt);
  const overApi = rows.filter(({ deal }) => Object.values(deal.fields).some(isOverApi)).length;
  return { oldest: Math.min(...times), latest: Math.max(...times), overApi };
}

function isOverApi(field: Field | undefined): boolean {
  return field?.state !== undefined && field.state !== 'unknown' && field.source === 'api';
}

function dealOf(row: DealRow, whole: boolean, known: StageKnown): unknown {
  const { deal } = row;
  const outcome = outcomeOf(row, known);
  const entries = Object.entries(deal.fields).flatMap(([key, field]) =>
    field !== undefined && (whole || FIELDS.has(key as FieldKey)) ? [[key, bare(field)] as const] : [],
  );
  const fields = Object.fromEntries(entries);
  if (!whole) return { outcome, deal: { id: deal.id, fields, lists: leanLists(deal.lists) } };
  const lists = Object.fromEntries(Object.entries(deal.lists).map(([name, list]) => [name, list && bareList(list)]));
  const { firstSeenAt } = row;
  return { outcome, firstSeenAt, deal: { id: deal.id, url: deal.url, readAt: deal.readAt, fields, lists } };
}

/** Where a value was read is not asked of it here. */
function bare(field: Field): unknown {
  return field.state === 'value' ? { state: 'value', value: field.value } : { state: field.state };
}

function bareList(list: RowList): unknown {
  if (list.state !== 'rows') return { state: 'unknown' };
  return { state: 'rows', rows: list.rows.map((row) => bareRow(row, () => true)), complete: list.complete };
}

function bareRow(row: Readonly<Record<string, Field>>, keep: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, field]) => (keep(key) ? [[key, bare(field)] as const] : [])),
  );
}

const ACTIVITY = new Set(['at', 'type', 'direction']);

function leanLists(lists: Deal['lists']): Partial<Record<ListName, unknown>> {
  const { activities, products } = lists;
  return {
    ...(activities?.state === 'rows'
      ? { activities: { state: 'rows', rows: activities.rows.map((row) => bareRow(row, (key) => ACTIVITY.has(key))) } }
      : {}),
    ...(products?.state === 'rows'
      ? { products: { state: 'rows', rows: products.rows.slice(0, 1).map((row) => bareRow(row, (k) => k === 'name')) } }
      : {}),
  };
}

function assessmentOf({ dealId, at, criteria, signals, gaps, read, risk }: Assessment): unknown {
  const rule = ({ id, verdict }: { id: string; verdict: { kind: string } }) => ({
    id,
    verdict: { kind: verdict.kind },
  });
  return {
    dealId,
    at,
    criteria: criteria.map(rule),
    signals: signals.map(rule),
    gaps: gaps.map(({ field, kind, due }) => ({ field, kind, due })),
    read: { unknown: read.unknown.map(({ input }) => ({ input })) },
    risk: risk.state === 'score' ? { state: 'score', risk: risk.risk } : { state: risk.state },
  };
}
