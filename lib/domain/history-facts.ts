import type { MissingInput } from './assessment';
import { daysBetween, daysSince, instantOfMs } from './calendar';
import type { Clock } from './clock';
import { fieldOf, type Change, type Deal, type Field, type Money } from './deal';
import { daysSinceField, missingField, type Known } from './fact-parts';
import type { FactKey, History } from './facts';

type Push = { days: number };

/** The close date's moves to a later day. */
function pushesOf(changes: readonly Change[]): Push[] {
  return changes.flatMap(({ field, from, to }) => {
    const days = field === 'closeDate' ? daysBetween(textOf(from), textOf(to)) : null;
    return days !== null && days > 0 ? [{ days }] : [];
  });
}

export function pushes(history: History): Known<number> {
  return watched(history, 'pushes', 'Pushes') ?? { value: pushesOf(history.changes).length };
}

/** Days of all pushes; a move to an earlier day takes nothing off. */
export function pushedDays(history: History): Known<number> {
  const days = pushesOf(history.changes).reduce((sum, push) => sum + push.days, 0);
  return watched(history, 'pushedDays', 'Pushed by') ?? { value: days };
}

export function stageMoves(history: History): Known<number> {
  return watched(history, 'stageMoves', 'Stage moves') ?? { value: stageChanges(history.changes).length };
}

/** Days in the stage by the CRM's own date, else since the last move that was seen. */
export function stageAgeDays(deal: Deal, history: History, clock: Clock): Known<number> {
  const stored = daysSinceField(deal, 'stageEnteredAt', clock);
  if ('value' in stored) return stored;
  const moves = stageChanges(history.changes).map((change) => change.seenAt);
  const last = moves.length === 0 ? null : instantOfMs(Math.max(...moves));
  const days = last === null ? null : daysSince(last, clock);
  return days === null ? noHistory('stageAgeDays', 'Time in stage') : { value: days };
}

/** Change of the amount since it was first seen, in percent with one decimal. */
export function amountChangePercent(deal: Deal, history: History): Known<number> {
  const missing = watched(history, 'amountChangePercent', 'Amount change');
  if (missing) return missing;
  const field = fieldOf(deal, 'amount');
  const now = moneyOf(field);
  if (!now) return { missing: [missingField('amount', 'Amount', field)] };
  const moves = history.changes.filter((change) => change.field === 'amount').toSorted((a, b) => a.seenAt - b.seenAt);
  const first = moves.map((change) => moneyOf(change.from)).find((money) => money !== null && money.value !== 0);
  if (!first) return { value: 0 };
  const otherCurrency = first.currency !== null && now.currency !== null && first.currency !== now.currency;
  return otherCurrency
    ? noHistory('amountChangePercent', 'Amount change')
    : { value: Math.round(((now.value - first.value) / Math.abs(first.value)) * 1000) / 10 };
}

/** A CRM gives a stage by id, by label or both; one move is one change, however it shows. */
function stageChanges(changes: readonly Change[]): Change[] {
  const labels = changes.filter((change) => change.field === 'stage.label');
  const seen = new Set(labels.map((change) => change.seenAt));
  return [...labels, ...changes.filter((change) => change.field === 'stage.id' && !seen.has(change.seenAt))];
}

/** Null when there is a past to look at: an earlier snapshot, or changes from the CRM's own history. */
function watched(history: History, fact: FactKey, label: string): { missing: readonly MissingInput[] } | null {
  return history.watchedSince !== null || history.changes.length > 0 ? null : noHistory(fact, label);
}

function noHistory(fact: FactKey, label: string): { missing: readonly MissingInput[] } {
  return { missing: [{ input: `facts.${fact}`, label, reason: 'noHistory' }] };
}

function textOf(field: Field): string {
  return field.state === 'value' && typeof field.value === 'string' ? field.value : '';
}

function moneyOf(field: Field): Money | null {
  if (field.state !== 'value' || typeof field.value === 'string') return null;
  return typeof field.value === 'number' ? { value: field.value, currency: null } : field.value;
}
