import { daysSince, readMoment } from './calendar';
import type { Clock } from './clock';
import { fieldOf, type Change, type Deal, type Field, type Row } from './deal';
import { shownRows } from './fact-parts';
import type { FactKey, History } from './facts';
import { doneOf, isAhead } from './list-facts';
import { textOf } from './text-of';

/** What sets a clock back to zero. */
type Cause =
  | { kind: 'activity'; subject: string; type: string }
  | { kind: 'contact'; name: string }
  | { kind: 'created' }
  /** By the CRM's own date. */
  | { kind: 'entered' }
  /** A move of the stage that was seen, or that the CRM's history tells of. */
  | { kind: 'moved'; from: string; to: string };

/** The event that a count of days starts from. `at`: ms; a calendar day is its midnight UTC, and then not `exact`. */
export type ClockEvent = Cause & { at: number; exact: boolean };

type Candidate = { event: ClockEvent; days: number };

/** The facts that are clocks: something sets them back to zero. */
const CLOCKS = {
  daysSilent: lastHeard,
  stageAgeDays: stageEntered,
  ageDays: created,
} as const satisfies Partial<Record<FactKey, (deal: Deal, history: History, clock: Clock) => Candidate[]>>;

/** The event from which that fact counts its days; null where it is no clock, or nothing at hand happened that long ago. */
export function clockEvent(
  fact: string,
  days: number,
  { deal, history, clock }: { deal: Deal; history: History; clock: Clock },
): ClockEvent | null {
  if (!isClock(fact)) return null;
  const from = CLOCKS[fact](deal, history, clock).filter((each) => each.days === days);
  return from.toSorted((a, b) => b.event.at - a.event.at)[0]?.event ?? null;
}

function isClock(fact: string): fact is keyof typeof CLOCKS {
  return Object.hasOwn(CLOCKS, fact);
}

/** Activities that took place; without any of that day, word from a contact, and in the end the deal's creation. */
function lastHeard(deal: Deal, history: History, clock: Clock): Candidate[] {
  const activities = shownRows(deal, 'activities')
    .filter((row) => !isAhead(row, clock) && doneOf(row) !== false)
    .flatMap((row) => counted(row['at'], { kind: 'activity', ...wordsOf(row) }, clock));
  const contacts = shownRows(deal, 'contacts').flatMap((row) =>
    counted(row['lastActivityAt'], { kind: 'contact', name: textOf(row['name']) }, clock),
  );
  const heard = [...activities, ...contacts];
  return heard.length > 0 ? heard : created(deal, history, clock);
}

function wordsOf(row: Row): { subject: string; type: string } {
  return { subject: textOf(row['subject']), type: textOf(row['type']) };
}

function created(deal: Deal, _history: History, clock: Clock): Candidate[] {
  return counted(fieldOf(deal, 'createdAt'), { kind: 'created' }, clock);
}

/** By the CRM's own date, else by the last move that was seen; a move on that date says more than the date. */
function stageEntered(deal: Deal, history: History, clock: Clock): Candidate[] {
  const entered = counted(fieldOf(deal, 'stageEnteredAt'), { kind: 'entered' }, clock);
  const moves = history.changes.filter(({ field }) => field === 'stage.label');
  const last = moves.toSorted((a, b) => a.seenAt - b.seenAt).at(-1);
  const moved = last === undefined ? [] : [movedIn(last, clock)];
  return entered.length === 0 || entered[0]?.days === moved[0]?.days
    ? [...moved, ...(moved.length > 0 ? [] : entered)]
    : entered;
}

const DAY_MS = 86_400_000;

function movedIn({ from, to, seenAt }: Change, { now }: Clock): Candidate {
  const event: ClockEvent = { kind: 'moved', from: textOf(from), to: textOf(to), at: seenAt, exact: true };
  return { event, days: Math.trunc((now - seenAt) / DAY_MS) };
}

function counted(field: Field | undefined, cause: Cause, clock: Clock): Candidate[] {
  const text = textOf(field);
  const moment = readMoment(text);
  const days = daysSince(text, clock);
  if (moment === null || days === null) return [];
  const event = { ...cause, at: moment.ms ?? moment.order, exact: moment.ms !== null };
  return [{ event, days: Math.max(0, days) }];
}
