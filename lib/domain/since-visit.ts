import { daysBetween, readMoment } from './calendar';
import { changesBetween } from './changes';
import type { Clock } from './clock';
import type { Change, Deal, Field, Money, Row } from './deal';
import type { FieldKey } from './fields';
import { isAhead } from './list-facts';
import { sameValue } from './same-value';
import { textOf } from './text-of';
import { peopleOf, type Seen } from './visits';

/** What a move means: `pushed` and `pulledIn` by days, `back` and `on` in the process, `cut` and `grown` of an amount. */
export type Turn = { kind: 'pushed' | 'pulledIn'; days: number } | { kind: 'back' | 'on' | 'cut' | 'grown' };

/** A field's move since a visit, from what it held then to what it holds now. */
export type FieldMove = {
  field: FieldKey;
  from: Field;
  to: Field;
  turn: Turn | null;
  /** ms; when it was last moved, by the CRM's own history; null when only known to lie between the two visits. */
  at: number | null;
};

/** All that moved on a deal since a visit. */
export type SinceVisit = {
  /** ms */
  since: number;
  /** Those that stand out first. */
  moves: readonly FieldMove[];
  contacts: { added: readonly string[]; gone: readonly string[] };
  /** What took place since then, the latest first. */
  activities: readonly { subject: string; type: string; at: number }[];
};

type Then = {
  seen: Seen;
  deal: Deal;
  changes: readonly Change[];
  /** Fields whose changes come with their true moment. */
  dated: ReadonlySet<FieldKey>;
  /** Where a stage stands in the process; null when it is not known. */
  stageIndex: (label: string) => number | null;
  clock: Clock;
};

/** Names say what ids say; and these follow from others. */
const UNSAID: ReadonlySet<string> = new Set(['account.id', 'owner.id', 'stage.id', 'createdAt', 'stageEnteredAt']);
const FIRST: readonly FieldKey[] = ['stage.label', 'closeDate', 'amount', 'nextStep', 'nextStepDate', 'owner.name'];

/** What moved since a visit: from the CRM's own history where it keeps one, else from the two readings. */
export function sinceVisit({ seen, deal, changes, dated, stageIndex, clock }: Then): SinceVisit {
  const before: Deal = { ...deal, readAt: seen.at, fields: seen.fields };
  const moves = changesBetween(before, deal).flatMap(({ field, from, to }): FieldMove[] => {
    if (UNSAID.has(field)) return [];
    return [
      { field, from, to, turn: turnOf(field, from, to, stageIndex), at: momentOf(field, to, seen, changes, dated) },
    ];
  });
  return {
    since: seen.at,
    moves: moves.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.field < b.field ? -1 : 1)),
    contacts: contactsSince(seen, deal),
    activities: activitiesSince(seen.at, deal, clock),
  };
}

/** Whether nothing at all moved. */
export function isQuiet({ moves, contacts, activities }: SinceVisit): boolean {
  return moves.length + contacts.added.length + contacts.gone.length + activities.length === 0;
}

function momentOf(
  field: FieldKey,
  to: Field,
  seen: Seen,
  changes: readonly Change[],
  dated: ReadonlySet<FieldKey>,
): number | null {
  if (!dated.has(field)) return null;
  const last = changes.findLast((change) => change.field === field && change.seenAt > seen.at);
  if (last === undefined) return null;
  const same = last.to.state === 'value' && to.state === 'value' ? sameValue(last.to, to) : last.to.state === to.state;
  return same ? last.seenAt : null; // the history speaks of another move
}

function turnOf(field: FieldKey, from: Field, to: Field, stageIndex: Then['stageIndex']): Turn | null {
  if (from.state !== 'value' || to.state !== 'value') return null;
  if (field === 'closeDate') {
    const days = daysBetween(textOf(from), textOf(to)) ?? 0;
    if (days === 0) return null;
    return days > 0 ? { kind: 'pushed', days } : { kind: 'pulledIn', days: -days };
  }
  if (field === 'stage.label') {
    const [was, is] = [stageIndex(textOf(from)), stageIndex(textOf(to))];
    return was === null || is === null || was === is ? null : { kind: is < was ? 'back' : 'on' };
  }
  const [a, b] = field === 'amount' ? [moneyOf(from), moneyOf(to)] : [null, null];
  if (a === null || b === null || a.currency !== b.currency || a.value === b.value) return null;
  return { kind: b.value < a.value ? 'cut' : 'grown' };
}

function moneyOf(field: Field): Money | null {
  if (field.state !== 'value' || typeof field.value === 'string') return null;
  return typeof field.value === 'number' ? { value: field.value, currency: null } : field.value;
}

/** Pushes, steps back and cuts first; then what every deal is told by; then the rest. */
function rankOf({ field, turn }: FieldMove): number {
  const bad = turn !== null && standsOut(turn);
  const place = FIRST.indexOf(field);
  return (bad ? 0 : 100) + (place < 0 ? FIRST.length : place);
}

/** Whether a move is one that a deal should not make. */
export function standsOut({ kind }: Turn): boolean {
  return kind === 'pushed' || kind === 'back' || kind === 'cut';
}

function contactsSince(seen: Seen, deal: Deal): SinceVisit['contacts'] {
  const now = peopleOf(deal);
  if (now === null || seen.contacts === null) return { added: [], gone: [] };
  const missing = (from: Seen['contacts'], names: Seen['contacts']): string[] =>
    (from ?? []).flatMap(({ name }) => (names?.some((each) => each.name === name) ? [] : [name]));
  return { added: missing(now, seen.contacts), gone: missing(seen.contacts, now) };
}

function activitiesSince(since: number, deal: Deal, clock: Clock): SinceVisit['activities'] {
  const list = deal.lists.activities;
  const rows = list?.state === 'rows' ? list.rows : [];
  const found = rows.flatMap((row) => {
    const at = atOf(row);
    if (at === null || at <= since || isAhead(row, clock)) return [];
    return [{ subject: textOf(row['subject']), type: textOf(row['type']), at }];
  });
  return found.toSorted((a, b) => b.at - a.at);
}

/** Only a moment: of a mere day nobody can tell whether it was before or after the visit. */
function atOf(row: Row): number | null {
  return readMoment(textOf(row['at']))?.ms ?? null;
}
