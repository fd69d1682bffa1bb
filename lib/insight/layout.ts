/**
 * The table layout that every metric is defined over: in TypeScript (`lib/insight/metrics`), in SQL (`lib/insight/sql`), and as
 * files that `fairlead export` writes and `fairlead insight` reads. One row type a table; `README.md` beside this file explains it.
 *
 * - **Null** says that there is no value. Whether a field is empty in the CRM or could not be read is said by `flags` of the kind
 *   `field`: `notMet` is a gap, `unknown` could not be read, and neither is counted as the other.
 * - **Days** are `YYYY-MM-DD` in the team's own time zone: who makes the layout turns instants into days, once.
 *   Instants (`happened_at`) are UTC, `YYYY-MM-DDTHH:MM:SSZ`; they are only ever compared with each other.
 * - **Money** is a number and an ISO 4217 code beside it, null where the source shows none. Different currencies are never
 *   added up: every figure in money is a row for each currency, unless `inOneCurrency` was given rates.
 * - **Text** is compared as it stands; who makes the layout folds its spelling.
 */
export type Layout = {
  deals: readonly DealRow[];
  changes: readonly ChangeRow[];
  stages: readonly StageRow[];
  activities: readonly ActivityRow[];
  contacts: readonly ContactRow[];
  targets: readonly TargetRow[];
  calls: readonly CallRow[];
  flags: readonly FlagRow[];
  scores: readonly ScoreRow[];
};

/** A deal as it is now. */
export type DealRow = {
  deal_id: string;
  name: string | null;
  account: string | null;
  owner: string | null;
  team: string | null;
  segment: string | null;
  source: string | null;
  product: string | null;
  pipeline: string | null;
  stage: string | null;
  outcome: 'open' | 'won' | 'lost';
  amount: number | null;
  currency: string | null;
  created: string | null;
  /** The day it was won or lost; null while open. */
  closed: string | null;
  /** The day its owner expects; of closed deals as last said before, null where the CRM wrote the closing over it. */
  close_date: string | null;
  /** What the CRM says, 0–1. */
  probability: number | null;
};

/** A move of one field. `day`: when it became known; `seq` orders the moves of one deal within a day. */
export type ChangeRow = {
  deal_id: string;
  day: string;
  seq: number;
  field: 'stage' | 'amount' | 'close_date';
  old: string | null;
  new: string | null;
};

/** The open stages of a pipeline in order, from 1. */
export type StageRow = { pipeline: string | null; stage: string; position: number };

/** `day` in the team's time zone; `happened_at` the instant, null where only the day is known. */
export type ActivityRow = {
  deal_id: string;
  day: string;
  happened_at: string | null;
  kind: string | null;
  direction: 'in' | 'out' | null;
};

/** A person of the buyer's side on a deal; `first_day`: the first day they took part, null when never. */
export type ContactRow = { deal_id: string; contact_id: string; role: string | null; first_day: string | null };

/** What is to be won in a period that begins on that day; `owner` null: the whole team's. */
export type TargetRow = { period_start: string; owner: string | null; amount: number; currency: string | null };

/**
 * What somebody said on a day that a period will bring: a rep's call (`method` `rep`), or a computed forecast (`forecast`,
 * `weighted`, `runRate` …) with its interval.
 */
export type CallRow = {
  period_start: string;
  said_on: string;
  method: string;
  owner: string | null;
  value: number;
  low: number | null;
  high: number | null;
  currency: string | null;
};

/** What an assessment said of one rule or field on one deal: a row when it said so first, and whenever it said otherwise. */
export type FlagRow = {
  deal_id: string;
  day: string;
  kind: 'criterion' | 'signal' | 'field';
  rule: string;
  verdict: 'met' | 'notMet' | 'unknown' | 'notApplicable' | 'broken';
  /** Of a field that is `notMet`: `missing`, `junk`, `stale`, `invalid` or `contradictory`. */
  reason: string | null;
};

/** The chance to be won, 0–1, that the score gave on a day. */
export type ScoreRow = { deal_id: string; day: string; chance: number };

export type TableName = keyof Layout;

type ColumnType = 'text' | 'number' | 'integer' | 'day' | 'instant';

/** Every table's columns with their types, in the order of the files. */
export const TABLES = {
  deals: {
    deal_id: 'text',
    name: 'text',
    account: 'text',
    owner: 'text',
    team: 'text',
    segment: 'text',
    source: 'text',
    product: 'text',
    pipeline: 'text',
    stage: 'text',
    outcome: 'text',
    amount: 'number',
    currency: 'text',
    created: 'day',
    closed: 'day',
    close_date: 'day',
    probability: 'number',
  },
  changes: { deal_id: 'text', day: 'day', seq: 'integer', field: 'text', old: 'text', new: 'text' },
  stages: { pipeline: 'text', stage: 'text', position: 'integer' },
  activities: { deal_id: 'text', day: 'day', happened_at: 'instant', kind: 'text', direction: 'text' },
  contacts: { deal_id: 'text', contact_id: 'text', role: 'text', first_day: 'day' },
  targets: { period_start: 'day', owner: 'text', amount: 'number', currency: 'text' },
  calls: {
    period_start: 'day',
    said_on: 'day',
    method: 'text',
    owner: 'text',
    value: 'number',
    low: 'number',
    high: 'number',
    currency: 'text',
  },
  flags: { deal_id: 'text', day: 'day', kind: 'text', rule: 'text', verdict: 'text', reason: 'text' },
  scores: { deal_id: 'text', day: 'day', chance: 'number' },
} as const satisfies { readonly [T in TableName]: Readonly<Record<keyof Layout[T][number], ColumnType>> };

/** A layout without a row. */
export const EMPTY_LAYOUT: Layout = {
  deals: [],
  changes: [],
  stages: [],
  activities: [],
  contacts: [],
  targets: [],
  calls: [],
  flags: [],
  scores: [],
};

/** What a deal can be grouped by. */
export const DIMENSIONS = ['segment', 'source', 'product', 'owner', 'team', 'size'] as const;

export type Dimension = (typeof DIMENSIONS)[number];
