import { readMoment } from './calendar';
import type { Clock } from './clock';
import { fieldOf, type Deal, type Field, type Row } from './deal';
import { daysOfRows, daysSinceField, derive, missingField, shownRows, wholeList, type Known } from './fact-parts';
import { DEAL_FIELDS } from './fields';
import { isSamePerson } from './same-person';
import { textOf } from './text-of';

const ENGAGED_DAYS = 60;
const RECENT_DAYS = 30;
const DONE =
  /^(?:true|yes|y|1|done|complete|completed|closed|finished|ja|erledigt|abgeschlossen|oui|terminé|terminée|si|sí|はい|完了)$/i;
const NOT_DONE =
  /^(?:false|no|n|0|open|planned|scheduled|not started|in progress|nein|offen|geplant|non|ouvert|いいえ|未完了)$/i;

/** Contacts on the deal; its owner is none of the customer's. */
export function contactsCount(deal: Deal): Known<number> {
  return derive(wholeList(deal, 'contacts'), (rows) => rows.filter((row) => !isOwner(row, deal)).length);
}

/** Contacts that are the owner himself. Unknown while the owner is, unless there are no contacts. */
export function ownContacts(deal: Deal): Known<number> {
  const rows = wholeList(deal, 'contacts');
  if (!('value' in rows) || rows.value.length === 0) return derive(rows, () => 0);
  const owner = fieldOf(deal, 'owner.name');
  if (owner.state === 'unknown')
    return { missing: [missingField('owner.name', DEAL_FIELDS['owner.name'].label, owner)] };
  return { value: rows.value.filter((row) => isOwner(row, deal)).length };
}

/** By name, or by an address where the CRM shows one for the owner. What cannot be read makes nobody the owner. */
function isOwner(row: Row, deal: Deal): boolean {
  const owners = [fieldOf(deal, 'owner.name'), fieldOf(deal, 'owner.id')];
  return owners.some((owner) => [row['name'], row['email']].some((cell) => isSame(owner, cell)));
}

function isSame(a: Field, b: Field | undefined): boolean {
  return isSamePerson(textOf(a), textOf(b));
}

/** Contacts with an activity in the last 60 days; a contact whose last activity the CRM leaves blank is not engaged. */
export function contactsEngaged(deal: Deal, clock: Clock): Known<number> {
  const rows = derive(wholeList(deal, 'contacts'), (all) => all.filter((row) => !isOwner(row, deal)));
  if (!('value' in rows)) return rows;
  const days = daysOfRows(rows.value, 'contacts', 'lastActivityAt', 'last activity', clock);
  return derive(days, (all) => all.filter((count) => count !== null && count <= ENGAGED_DAYS).length);
}

export function activitiesLast30(deal: Deal, clock: Clock): Known<number> {
  const rows = wholeList(deal, 'activities');
  const days = 'value' in rows ? pastDays(rows.value, clock) : rows;
  return derive(days, (all) => all.filter((count) => count <= RECENT_DAYS).length);
}

/** Not done, and ahead or undated. What lies ahead is not done yet unless the page says so; what is due today or undated must say. */
export function openActivities(deal: Deal, clock: Clock): Known<number> {
  const rows = wholeList(deal, 'activities');
  if (!('value' in rows)) return rows;
  const days = daysOfRows(rows.value, 'activities', 'at', 'date', clock);
  return derive(days, (all) => rows.value.filter((row, index) => isOpen(row, all[index] ?? null, clock)).length);
}

/**
 * Days since the latest activity of the deal or of a contact, from the lists that could be read. A timeline shows the newest
 * first, so a part of it is enough. When there is a timeline and nothing ever happened: the days since creation.
 */
export function daysSilent(deal: Deal, clock: Clock): Known<number> {
  const activities = latestActivity(deal, clock);
  const contacts = latestContact(deal, clock);
  const known = [activities, contacts].flatMap((latest) =>
    'value' in latest && latest.value !== null ? [latest.value] : [],
  );
  if (known.length > 0) return { value: Math.min(...known) };
  if ('value' in activities) return derive(daysSinceField(deal, 'createdAt', clock), (days) => Math.max(0, days));
  return 'value' in contacts ? activities : { missing: [...activities.missing, ...contacts.missing] };
}

function latestActivity(deal: Deal, clock: Clock): Known<number | null> {
  const shown = pastDays(shownRows(deal, 'activities'), clock);
  const latest = derive(shown, minOrNull);
  if ('value' in latest && latest.value !== null) return latest;
  const whole = wholeList(deal, 'activities');
  return 'value' in whole ? latest : whole;
}

function latestContact(deal: Deal, clock: Clock): Known<number | null> {
  const rows = wholeList(deal, 'contacts');
  if (!('value' in rows)) return rows;
  const days = daysOfRows(rows.value, 'contacts', 'lastActivityAt', 'last activity', clock);
  return derive(days, (all) => minOrNull(all.flatMap((count) => (count === null ? [] : [Math.max(0, count)]))));
}

/** Days since each activity that took place: dated, not ahead, and not a task that is still open. */
function pastDays(rows: readonly Row[], clock: Clock): Known<number[]> {
  const days = daysOfRows(rows, 'activities', 'at', 'date', clock);
  return derive(days, (all) =>
    all.flatMap((count, index) =>
      count === null || isAhead(rows[index], clock) || doneOf(rows[index]) === false ? [] : [count],
    ),
  );
}

function isOpen(row: Row, days: number | null, clock: Clock): boolean {
  const done = doneOf(row);
  if (done === true) return false;
  return isAhead(row, clock) || (done === false && (days === null || days === 0));
}

/** Whether a row's `at` lies after the clock. */
export function isAhead(row: Row | undefined, clock: Clock): boolean {
  const field = row?.['at'];
  const moment = field?.state === 'value' && typeof field.value === 'string' ? readMoment(field.value) : null;
  if (!moment) return false;
  return moment.ms === null ? moment.date > clock.today : moment.ms > clock.now;
}

/** Whether a row says that it is done; null when it does not say. */
export function doneOf(row: Row | undefined): boolean | null {
  const field = row?.['done'];
  if (field?.state !== 'value' || typeof field.value !== 'string') return null;
  if (DONE.test(field.value)) return true;
  return NOT_DONE.test(field.value) ? false : null;
}

function minOrNull(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers);
}
