import type { AccountDeal } from '@/lib/domain/account-deal';
import type { Gap } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import { dateOfMs, readMoment } from '@/lib/domain/calendar';
import { fieldOf, type Deal, type FieldValue, type Row } from '@/lib/domain/deal';
import { shownRows } from '@/lib/domain/fact-parts';
import type { History } from '@/lib/domain/facts';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { doneOf, isAhead } from '@/lib/domain/list-facts';
import { sameValue } from '@/lib/domain/same-value';
import { textOf } from '@/lib/domain/text-of';
import { junkReason } from '@/lib/rules/junk';
import { plainLabel } from '@/lib/rules/plain-label';

/** Where a proposed value stands: nothing is proposed that does not stand somewhere. */
export type ProposalSource =
  /** The contact of this deal whose role is the field's own name. */
  | { kind: 'role'; role: string }
  /** The next activity that is planned. `at`: ms */
  | { kind: 'planned'; subject: string; at: number }
  /** The last meeting that took place. */
  | { kind: 'meeting'; at: number }
  /** All other deals of the account that hold the field hold this; `name` where it is but one. */
  | { kind: 'account'; deals: number; name: string | null }
  /** The field held it until it was emptied, at that moment (ms). */
  | { kind: 'before'; until: number };

export type OwnProposal = { field: FieldKey; value: FieldValue; source: ProposalSource };

export type ProposalInput = {
  gaps: readonly Gap[];
  deal: Deal;
  history: History;
  clock: Clock;
  accountDeals: readonly AccountDeal[];
  /** Fields that hold the name of a contact, with the names they go by. */
  contactFields: ReadonlyMap<FieldKey, readonly string[]>;
  typeOf: (field: FieldKey) => FieldType;
};

type Find = (field: FieldKey, input: ProposalInput) => Omit<OwnProposal, 'field'> | null;

/** The nearest source first. */
const SOURCES: readonly Find[] = [fromRole, fromPlanned, fromAccount, fromBefore, fromMeeting];

/** A value for each gap for which the deal's own data, or the account's other deals, hold one. */
export function ownProposals(input: ProposalInput): OwnProposal[] {
  const fields = [...new Set(input.gaps.map(({ field }) => field))];
  return fields.flatMap((field): OwnProposal[] => {
    const found = SOURCES.map((find) => find(field, input)).find(
      (each) => each !== null && isNews(field, each.value, input),
    );
    return found ? [{ field, ...found }] : [];
  });
}

/** What the field holds already, and what is no value at all, helps nobody. */
function isNews(field: FieldKey, value: FieldValue, { deal }: ProposalInput): boolean {
  if (typeof value === 'string' && junkReason(value) !== null) return false;
  const now = fieldOf(deal, field);
  return now.state !== 'value' || !sameValue(now, { state: 'value', value, source: now.source });
}

function fromRole(field: FieldKey, { deal, contactFields }: ProposalInput): ReturnType<Find> {
  const names = contactFields.get(field)?.map(plainLabel) ?? [];
  const row = shownRows(deal, 'contacts').find((each) => names.includes(plainLabel(textOf(each['role']))));
  const name = textOf(row?.['name']);
  return name === '' ? null : { value: name, source: { kind: 'role', role: textOf(row?.['role']) } };
}

function fromPlanned(field: FieldKey, { deal, clock }: ProposalInput): ReturnType<Find> {
  if (field !== 'nextStep' && field !== 'nextStepDate') return null;
  const ahead = shownRows(deal, 'activities').filter((row) => isAhead(row, clock) && doneOf(row) !== true);
  const [next] = ahead.flatMap((row) => timed(row)).toSorted((a, b) => a.at - b.at);
  if (!next || next.subject === '') return null;
  const value = field === 'nextStep' ? next.subject : dateOfMs(next.at);
  return value === null ? null : { value, source: { kind: 'planned', subject: next.subject, at: next.at } };
}

/** Words for a meeting in the languages that CRMs speak. */
const MEETING =
  /meeting|call|demo|visit|event|appointment|termin|besprechung|anruf|réunion|rendez-vous|appel|会議|打ち合わせ|訪問|電話/i;

function fromMeeting(field: FieldKey, { deal, clock }: ProposalInput): ReturnType<Find> {
  if (field !== 'nextStep') return null;
  const held = shownRows(deal, 'activities').filter(
    (row) => MEETING.test(textOf(row['type'])) && !isAhead(row, clock) && doneOf(row) !== false,
  );
  const [last] = held.flatMap((row) => timed(row)).toSorted((a, b) => b.at - a.at);
  return !last || last.subject === '' ? null : { value: last.subject, source: { kind: 'meeting', at: last.at } };
}

function timed(row: Row): { subject: string; at: number }[] {
  const moment = readMoment(textOf(row['at']));
  return moment === null ? [] : [{ subject: textOf(row['subject']), at: moment.ms ?? moment.order }];
}

/** What belongs to a deal alone says nothing about another. */
const OF_ONE_DEAL: ReadonlySet<string> = new Set([
  'stage.label',
  'stage.id',
  'forecastCategory',
  'owner.name',
  'owner.id',
]);

/** What is true of the account: choices, people and the account's own fields, where all its other deals agree. */
function fromAccount(field: FieldKey, input: ProposalInput): ReturnType<Find> {
  const { accountDeals, contactFields, typeOf } = input;
  const shared = field.startsWith('account.') || typeOf(field) === 'picklist' || contactFields.has(field);
  if (!shared || OF_ONE_DEAL.has(field)) return null;
  const held = accountDeals.flatMap(({ name, fields }) => {
    const there = fields[field];
    return there?.state === 'value' && !there.approximate ? [{ name, there }] : [];
  });
  const [first] = held;
  if (!first || !held.every(({ there }) => sameValue(first.there, there))) return null;
  return {
    value: first.there.value,
    source: { kind: 'account', deals: held.length, name: held.length === 1 ? first.name : null },
  };
}

/** A date that has passed since is no longer what anybody meant. */
function fromBefore(field: FieldKey, { gaps, history, clock, typeOf }: ProposalInput): ReturnType<Find> {
  if (!gaps.some((gap) => gap.field === field && gap.kind === 'missing')) return null;
  const last = history.changes.findLast((change) => change.field === field);
  if (last?.to.state !== 'empty' || last.from.state !== 'value' || last.from.approximate) return null;
  const { value } = last.from;
  if (typeOf(field) === 'date' && typeof value === 'string' && value < clock.today) return null;
  return { value, source: { kind: 'before', until: last.seenAt } };
}
