import { addDays, instantOfMs } from '@/lib/domain/calendar';
import { changesBetween } from '@/lib/domain/changes';
import type { Clock } from '@/lib/domain/clock';
import { fieldOf, type Deal, type Field, type FieldValue, type RowList } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Fact, FactKey, Facts, History } from '@/lib/domain/facts';
import { DEAL_FIELDS, type FieldKey, type FieldType, type ListName } from '@/lib/domain/fields';
import type { RunnablePack, StepChange } from '@/lib/rules/types';
import { withActivity, withContact } from './imagine-rows';

type Changes = readonly StepChange<FieldValue>[];

/** A deal with what came before it, and the facts of both. */
export type Situation = { deal: Deal; history: History; facts: Facts };

/** A filled-in date with no value given lies this far ahead. */
const SOON_DAYS = 30;

/**
 * The situation once a step is done: fields and lists as the step's changes say, the history with the moves that this would
 * leave behind (a close date put off is a push, even by a step), facts derived anew. A list that could not be read stays
 * unknown: one imagined row does not tell what the others are.
 */
export function imagine(
  { deal, history }: Situation,
  changes: Changes,
  pack: Pick<RunnablePack, 'fields'>,
  clock: Clock,
): Situation {
  const after = changes.reduce((current, change) => applied(current, change, pack, clock), {
    ...deal,
    readAt: clock.now,
  });
  const moves = changesBetween(deal, after);
  const later: History = { changes: [...history.changes, ...moves], watchedSince: history.watchedSince ?? deal.readAt };
  return { deal: after, history: later, facts: overridden(deriveFacts(after, later, clock), changes) };
}

function applied(deal: Deal, change: StepChange<FieldValue>, pack: Pick<RunnablePack, 'fields'>, clock: Clock): Deal {
  if ('contact' in change) return withList(deal, 'contacts', withContact(deal.lists.contacts, change.contact, clock));
  if ('activity' in change)
    return withList(deal, 'activities', withActivity(deal.lists.activities, change.activity, clock));
  if (!('field' in change)) return deal;
  const field: Field = {
    state: 'value',
    value: change.value ?? filledIn(fieldOf(deal, change.field), typeOf(change.field, pack), clock),
    source: 'page',
  };
  return { ...deal, fields: { ...deal.fields, [change.field]: field } };
}

function withList(deal: Deal, name: ListName, list: RowList | undefined): Deal {
  return list === undefined ? deal : { ...deal, lists: { ...deal.lists, [name]: list } };
}

function typeOf(key: FieldKey, pack: Pick<RunnablePack, 'fields'>): FieldType {
  const canonical: Readonly<Record<string, { type: FieldType }>> = DEAL_FIELDS;
  return pack.fields.find((field) => field.key === key)?.type ?? canonical[key]?.type ?? 'text';
}

/** Some value that is neither blank nor junk: what a field holds when all that is known is that it was filled in. */
function filledIn(now: Field, type: FieldType, clock: Clock): FieldValue {
  const held = now.state === 'value' ? now.value : null;
  switch (type) {
    case 'date':
      return typeof held === 'string' && held >= clock.today ? held : (addDays(clock.today, SOON_DAYS) ?? clock.today);
    case 'instant':
      return instantOfMs(clock.now) ?? clock.today;
    case 'money':
      return typeof held === 'object' && held !== null ? held : { value: 1, currency: null };
    case 'number':
    case 'percent':
      return typeof held === 'number' ? held : 1;
    case 'text':
    case 'longText':
    case 'picklist':
      return 'Filled in with the customer';
  }
}

function overridden(facts: Facts, changes: Changes): Facts {
  const given = changes.flatMap((change): [FactKey, Fact][] =>
    'fact' in change && isFact(change.fact, facts) ? [[change.fact, { state: 'value', value: change.value }]] : [],
  );
  return given.length === 0 ? facts : { ...facts, ...Object.fromEntries(given) };
}

function isFact(key: string, facts: Facts): key is FactKey {
  return Object.hasOwn(facts, key);
}
