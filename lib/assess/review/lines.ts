import type { Field } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { isLate, type Call, type Commitment, type Review } from '@/lib/domain/review';
import type { QueueItem } from '@/lib/domain/queue';
import { ascending, quantile } from '@/lib/domain/quantiles';
import { sameValue } from '@/lib/domain/same-value';
import { textOf } from '@/lib/domain/text-of';
import type { Stake } from '../queue/stake';

/**
 * Why a deal is in the week's queue. All but `atRisk` put it there whatever it is worth; `days` without activity, in its stage, or
 * since it began: `old` is older than nine of ten won deals were, `slow` longer in its stage than nine of ten of them stayed there;
 * `stuck` is so for the fixed number of days, where too few won deals tell.
 */
export type Reason =
  | { kind: 'large' }
  | { kind: 'silent' | 'stuck' | 'slow' | 'old'; days: number }
  | { kind: 'pushed'; times: number }
  | { kind: 'bypassed'; criteria: number }
  | { kind: 'overdue' }
  | { kind: 'promised'; late: number }
  | { kind: 'atRisk' };

/** One open deal as a manager's list needs it. */
export type ReviewLine = Pick<
  QueueItem,
  'dealId' | 'name' | 'stage' | 'standing' | 'amount' | 'risk' | 'readAt' | 'source'
> & {
  owner: { id: string; name: string } | null;
  /** The CRM's own; null where it is empty or could not be read. */
  category: string | null;
  closeDate: string | null;
  gaps: number;
  /** Amount × risk ÷ 100: what is lost on average; `cut` is the risk itself. */
  stake: Stake;
  reasons: readonly Reason[];
  /** The latest review; null when there was none. */
  reviewed: { day: string; call: Call | null } | null;
  /** Whether stage, amount, close date or category moved since; null without an earlier review. */
  changed: boolean | null;
  /** Commitments that are not done. */
  promised: number;
};

/** What a line is made of; of the gaps their number. */
type Listed = Omit<QueueItem, 'gaps' | 'steps' | 'remembered' | 'url' | 'day' | 'at' | 'basis'> & {
  gaps: { length: number };
};

/** From when on a deal counts as stalled, in days: in its stage only where too few won deals tell how long they stayed. */
const SILENT_DAYS = 30;
const STUCK_DAYS = 60;
const PUSHES = 2;
/** A deal is large among so many of its currency, from this share of them on. */
const LARGE_AMONG = 10;
const LARGE_FROM = 0.9;
/** The deals that together hold this share of what is at risk in their currency. */
const AT_RISK_SHARE = 0.8;

/**
 * Every open deal with why it is to be reviewed this week; none of them reads the clock: `today` is the reviewer's day.
 * `reviews`: the latest review of each deal; `promises`: what is not done of each. `wonAge`: days that nine of ten won deals took at
 * most; null where too few tell. `wonStays`: the same of single stages, by the label that deals have.
 */
export function reviewLines(
  items: readonly Listed[],
  reviews: ReadonlyMap<string, Review>,
  promises: ReadonlyMap<string, readonly Commitment[]>,
  { today, wonAge = null, wonStays = new Map() }: { today: string; wonAge?: number | null; wonStays?: WonStays },
): ReviewLine[] {
  const open = items.filter(({ standing }) => standing !== 'closed');
  const limits = { large: largeFrom(open), wonAge, wonStays };
  const lines = open.map((item) =>
    lineOf(item, reviews.get(item.dealId) ?? null, promises.get(item.dealId) ?? [], limits, today),
  );
  return withMostAtRisk(lines);
}

/** What is lost on average of a deal: without a readable amount only its risk is known. */
export function atRiskOf({ amount, risk }: Pick<QueueItem, 'amount' | 'risk'>): Stake {
  const money = moneyIn(amount);
  const cut = risk?.risk ?? 0;
  if (money === null || !(money.value > 0)) return { value: null, currency: money?.currency ?? null, cut };
  return { value: (money.value * cut) / 100, currency: money.currency, cut };
}

/** Days that nine of ten won deals stayed in a stage at most, by its label. */
export type WonStays = ReadonlyMap<string, number>;

/** From where on a deal stands out among the others: the least large amount by currency, and the ages of won ones. */
type Limits = { large: ReadonlyMap<string | null, number>; wonAge: number | null; wonStays: WonStays };

function lineOf(
  item: Listed,
  review: Review | null,
  promises: readonly Commitment[],
  limits: Limits,
  today: string,
): ReviewLine {
  const { dealId, name, stage, standing, amount, risk, readAt, source, look, flags } = item;
  return {
    dealId,
    name,
    stage,
    standing,
    amount,
    risk,
    readAt,
    source,
    owner: ownerOf(item),
    category: look === undefined ? null : textOf(look.category) || null,
    closeDate: flags.closeDate,
    gaps: item.gaps.length,
    stake: atRiskOf(item),
    reasons: reasonsOf(item, promises, limits, today),
    reviewed: review && { day: review.day, call: review.call },
    changed: review && hasMoved(item, review),
    promised: promises.length,
  };
}

function ownerOf({ owner }: Listed): ReviewLine['owner'] {
  const [id, name] = [textOf(owner.id), textOf(owner.name)];
  return id === '' && name === '' ? null : { id: id || name, name: name || id };
}

function reasonsOf(
  { amount, look, flags, stage }: Listed,
  promises: readonly Commitment[],
  { large, wonAge, wonStays }: Limits,
  today: string,
): Reason[] {
  const money = moneyIn(amount);
  const from = money === null ? undefined : large.get(money.currency);
  const age = look?.ageDays ?? null;
  const late = promises.filter((each) => isLate(each, today)).length;
  const reasons: (Reason | false)[] = [
    promises.length > 0 && { kind: 'promised', late },
    money !== null && from !== undefined && money.value >= from && { kind: 'large' },
    flags.closeDate !== null && flags.closeDate < today && { kind: 'overdue' },
    look !== undefined && (look.pushes ?? 0) >= PUSHES && { kind: 'pushed', times: look.pushes ?? 0 },
    look !== undefined && (look.silentDays ?? 0) >= SILENT_DAYS && { kind: 'silent', days: look.silentDays ?? 0 },
    inStageTooLong(look?.stageDays ?? null, stage === null ? undefined : wonStays.get(stage)),
    age !== null && wonAge !== null && age > wonAge && { kind: 'old', days: age },
    look !== undefined && look.bypassed > 0 && { kind: 'bypassed', criteria: look.bypassed },
  ];
  return reasons.filter((reason) => reason !== false);
}

function inStageTooLong(days: number | null, wonDays: number | undefined): Reason | false {
  if (days === null) return false;
  if (wonDays === undefined) return days >= STUCK_DAYS && { kind: 'stuck', days };
  return days > wonDays && { kind: 'slow', days };
}

/** The least amount that is large, by currency; a currency with few deals has none. */
function largeFrom(items: readonly Listed[]): Map<string | null, number> {
  const amounts = new Map<string | null, number[]>();
  for (const { amount } of items) {
    const money = moneyIn(amount);
    if (money === null || !(money.value > 0)) continue;
    const values = amounts.get(money.currency);
    if (values) values.push(money.value);
    else amounts.set(money.currency, [money.value]);
  }
  return new Map(
    [...amounts].flatMap(([currency, values]) => {
      const from = values.length < LARGE_AMONG ? null : quantile(ascending(values), LARGE_FROM);
      return from === null ? [] : [[currency, from] as const];
    }),
  );
}

/** Those that hold most of what is at risk in their currency have that as a reason. */
function withMostAtRisk(lines: readonly ReviewLine[]): ReviewLine[] {
  const total = new Map<string | null, number>();
  for (const { stake } of lines) total.set(stake.currency, (total.get(stake.currency) ?? 0) + (stake.value ?? 0));
  const sum = new Map<string | null, number>();
  const chosen = new Set<string>();
  for (const { dealId, stake } of lines.toSorted((a, b) => (b.stake.value ?? 0) - (a.stake.value ?? 0))) {
    if (stake.value === null || stake.value === 0) break;
    const before = sum.get(stake.currency) ?? 0;
    if (before < AT_RISK_SHARE * (total.get(stake.currency) ?? 0)) chosen.add(dealId);
    sum.set(stake.currency, before + stake.value);
  }
  return lines.map((line) =>
    chosen.has(line.dealId) ? { ...line, reasons: [...line.reasons, { kind: 'atRisk' }] } : line,
  );
}

/** Whether a deal holds something else than at its review; what cannot be read now is no move. */
function hasMoved(item: Listed, { seen }: Review): boolean {
  const now: [FieldKey, Field][] = [
    ['stage.label', item.stage === null ? NOT_READ : { state: 'value', value: item.stage, source: 'api' }],
    ['amount', item.amount],
    ['closeDate', dayField(item.flags.closeDate)],
    ['forecastCategory', item.look?.category ?? NOT_READ],
  ];
  return now.some(([key, is]) => {
    const was = seen.fields[key];
    if (was === undefined || was.state === 'unknown' || is.state === 'unknown') return false;
    return was.state === 'value' && is.state === 'value' ? !sameValue(was, is) : was.state !== is.state;
  });
}

const NOT_READ: Field = { state: 'unknown', reason: 'notCovered' };

function dayField(day: string | null): Field {
  return day === null ? NOT_READ : { state: 'value', value: day, source: 'api' };
}

function moneyIn(field: Field): { value: number; currency: string | null } | null {
  return field.state === 'value' && typeof field.value === 'object' ? field.value : null;
}
