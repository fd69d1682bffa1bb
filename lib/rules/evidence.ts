import type { Evidence, MissingInput } from '@/lib/domain/assessment';
import { fieldOf, type Row } from '@/lib/domain/deal';
import { missingField } from '@/lib/domain/fact-parts';
import { doneOf, isAhead } from '@/lib/domain/list-facts';
import { textOf } from '@/lib/domain/text-of';
import { DAY_MS } from './cel/arithmetic';
import { both, cellOf, dated, isMissing, isOneOf, rowsOf, type Dated, type Told } from './evidence-rows';
import { fieldInfo } from './make-scope';
import { plainLabel } from './plain-label';
import type { EvaluationInput } from './pack-result';
import type { CompiledEvidence, RunnablePack } from './types';

type Pack = Pick<RunnablePack, 'fields'>;
type Of<K extends CompiledEvidence['kind']> = Extract<CompiledEvidence, { kind: K }>;

/** What was found: what counts now, what has expired, and what would have to be read to say that there is no more. */
export type Found = { counts: Evidence[]; expired: Evidence[]; missing: MissingInput[] };

/** Looks for evidence of any of these kinds; latest first. */
export function lookFor(sources: readonly CompiledEvidence[], input: EvaluationInput, pack: Pack): Found {
  const all = sources.map((source) => lookForOne(source, input, pack));
  return {
    counts: all.flatMap((found) => found.counts).toSorted(latestFirst),
    expired: all.flatMap((found) => found.expired).toSorted(latestFirst),
    missing: all.flatMap((found) => found.missing),
  };
}

function latestFirst(a: Evidence, b: Evidence): number {
  return (b.at ?? -Infinity) - (a.at ?? -Infinity) || 0;
}

function lookForOne(source: CompiledEvidence, input: EvaluationInput, pack: Pack): Found {
  switch (source.kind) {
    case 'contact':
      return contacts(source, input, pack);
    case 'activity':
      return activities(source, input);
    case 'change':
      return changes(source, input, pack);
    case 'date':
      return date(source, input, pack);
    case 'link':
      return link(source, input, pack);
  }
}

type Candidate = { kind: Evidence['kind']; label: string; match: Told; when: Dated; url?: string };

/** Puts a candidate where it belongs. What may match, or may be recent enough, keeps the answer open. */
function place(found: Found, { match, when, ...rest }: Candidate, withinDays: number | null, now: number): void {
  if (match === false) return;
  if (isMissing(when) && withinDays !== null) {
    found.missing.push(...(match === true ? [] : [match]), when);
    return;
  }
  const on = isMissing(when) ? null : when;
  if (on === null && withinDays !== null) return;
  const expiresAt = on === null || withinDays === null ? null : on.at + withinDays * DAY_MS;
  const counts =
    on === null || withinDays === null || (on.exact ? now <= on.at + withinDays * DAY_MS : on.days <= withinDays);
  const ageDays = on === null ? null : Math.max(0, on.days);
  if (match !== true) found.missing.push(...(counts ? [match] : []));
  else (counts ? found.counts : found.expired).push({ ...rest, at: on?.at ?? null, ageDays, expiresAt });
}

function nothing(missing: MissingInput | null = null): Found {
  return { counts: [], expired: [], missing: missing === null ? [] : [missing] };
}

function contacts({ roles, named, withinDays }: Of<'contact'>, input: EvaluationInput, pack: Pack): Found {
  const { rows, missing } = rowsOf(input.deal, 'contacts');
  const found = nothing(missing);
  for (const row of rows) {
    const match = both(isOneOf(row, 'contacts', 'role', roles), isNamed(row, named, input, pack));
    const when = dated(
      cellOf(row, 'lastActivityAt'),
      'contacts.lastActivityAt',
      'Contacts: last activity',
      input.clock,
    );
    place(found, { kind: 'contact', label: contactLabel(row), match, when }, withinDays, input.clock.now);
  }
  return found;
}

/** Whether the row is the contact whose name a field of the deal holds. */
function isNamed(row: Row, key: Of<'contact'>['named'], { deal }: EvaluationInput, pack: Pack): Told {
  if (key === null) return true;
  const field = fieldOf(deal, key);
  if (field.state === 'unknown') return missingField(key, fieldInfo(pack, key).label, field);
  return field.state === 'value' && isOneOf(row, 'contacts', 'name', [plainLabel(textOf(field))]);
}

function contactLabel(row: Row): string {
  const [name, role] = ['name', 'role'].map((key) => textOf(row[key]));
  return name && role ? `${name} (${role})` : name || role || 'Contact';
}

/** Activities that took place: not ahead, and not a task still open. */
function activities({ types, directions, withinDays }: Of<'activity'>, input: EvaluationInput): Found {
  const { rows, missing } = rowsOf(input.deal, 'activities');
  const found = nothing(missing);
  for (const row of rows) {
    if (isAhead(row, input.clock) || doneOf(row) === false) continue;
    const match = both(isOneOf(row, 'activities', 'type', types), isOneOf(row, 'activities', 'direction', directions));
    const when = dated(cellOf(row, 'at'), 'activities.at', 'Activities: date', input.clock);
    const label = textOf(row['subject']) || textOf(row['type']) || 'Activity';
    place(found, { kind: 'activity', label, match, when }, withinDays, input.clock.now);
  }
  return found;
}

/** Moves of a field to some value. That there was none is known only as far back as the deal was watched. */
function changes({ field, withinDays }: Of<'change'>, input: EvaluationInput, pack: Pack): Found {
  const { label } = fieldInfo(pack, field);
  const known = historyCovers(input, withinDays);
  const found = nothing(known ? null : { input: 'changes', label: 'History', reason: 'noHistory' });
  for (const change of input.changes) {
    if (change.field !== field || change.to.state !== 'value') continue;
    place(
      found,
      { kind: 'change', label, match: true, when: instant(change.seenAt, input) },
      withinDays,
      input.clock.now,
    );
  }
  return found;
}

function instant(ms: number, { clock }: EvaluationInput): Dated {
  return { at: ms, days: Math.trunc((clock.now - ms) / DAY_MS), exact: true };
}

function historyCovers({ watchedSince, facts, clock }: EvaluationInput, withinDays: number | null): boolean {
  const { pushes } = facts;
  if (typeof watchedSince !== 'number')
    return pushes.state === 'value' || !pushes.inputs.some((i) => i.reason === 'noHistory');
  return withinDays === null ? watchedSince === 0 : clock.now - watchedSince >= withinDays * DAY_MS;
}

/** A date of the deal that is not ahead. */
function date({ field, withinDays }: Of<'date'>, input: EvaluationInput, pack: Pack): Found {
  const { label } = fieldInfo(pack, field);
  const when = dated(fieldOf(input.deal, field), field, label, input.clock);
  if (isMissing(when)) return nothing(when);
  const found = nothing();
  if (when !== null && when.days >= 0)
    place(found, { kind: 'date', label, match: true, when }, withinDays, input.clock.now);
  return found;
}

/** An address in a field, dated by the last change seen of it. */
function link({ field: key }: Of<'link'>, input: EvaluationInput, pack: Pack): Found {
  const { label } = fieldInfo(pack, key);
  const field = fieldOf(input.deal, key);
  if (field.state === 'unknown') return nothing(missingField(key, label, field));
  const url = /https?:\/\/[^\s<>"']+/i.exec(textOf(field))?.[0];
  const found = nothing();
  if (url === undefined) return found;
  const times = input.changes.filter((c) => c.field === key && c.to.state === 'value').map((c) => c.seenAt);
  const when = times.length === 0 ? null : instant(Math.max(...times), input);
  place(found, { kind: 'link', label, match: true, when, url }, null, input.clock.now);
  return found;
}
