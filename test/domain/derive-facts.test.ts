import { describe, expect, test } from 'vitest';
import type { MissingInput } from '@/lib/domain/assessment';
import type { Change, Deal, Field, FieldValue, Row, RowList } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import { FACTS, type FactKey, type History } from '@/lib/domain/facts';
import type { FieldKey, ListName } from '@/lib/domain/fields';

const clock = { now: Date.UTC(2026, 10, 22, 9), today: '2026-11-22' };
const FIRST: History = { changes: [], watchedSince: null };
const WATCHED: History = { changes: [], watchedSince: Date.UTC(2026, 9, 1) };
const EMPTY: Field = { state: 'empty', source: 'page' };

function value(content: FieldValue): Field {
  return { state: 'value', value: content, source: 'page' };
}

function deal(fields: Partial<Record<FieldKey, Field>>, lists: Partial<Record<ListName, RowList>> = {}): Deal {
  return { id: '7', url: 'https://crm.example.com/7', readAt: clock.now, fields, lists };
}

function rows(list: readonly Row[], complete = true): RowList {
  return { state: 'rows', rows: list, complete };
}

function on(at: string, done?: string): Row {
  return done === undefined ? { at: value(at) } : { at: value(at), done: value(done) };
}

function contact(lastActivityAt: Field): Row {
  return { name: value('Ada'), lastActivityAt };
}

function change(field: FieldKey, from: FieldValue, to: FieldValue, day: string): Change {
  return { field, from: value(from), to: value(to), seenAt: Date.parse(day) };
}

function past(...changes: Change[]): History {
  return { changes, watchedSince: Date.UTC(2026, 0, 1) };
}

function missing(input: string, label: string, reason: MissingInput['reason'], raw?: string): MissingInput[] {
  return [raw === undefined ? { input, label, reason } : { input, label, reason, raw }];
}

type Case = [name: string, fact: FactKey, deal: Deal, history: History, expected: number | MissingInput[]];

const fields: Case[] = [
  ['age in calendar days', 'ageDays', deal({ createdAt: value('2026-10-23') }), FIRST, 30],
  ['age of an instant', 'ageDays', deal({ createdAt: value('2026-11-21T08:00:00.000Z') }), FIRST, 1],
  ['no creation date to read', 'ageDays', deal({}), FIRST, missing('createdAt', 'Created', 'notCovered')],
  [
    'a creation date that is odd',
    'ageDays',
    deal({ createdAt: { state: 'unknown', reason: 'odd', raw: 'long ago' } }),
    FIRST,
    missing('createdAt', 'Created', 'odd', 'long ago'),
  ],
  [
    'an amount where a date should be',
    'ageDays',
    deal({ createdAt: value(5) }),
    FIRST,
    missing('createdAt', 'Created', 'odd'),
  ],
  ['days to close', 'daysToClose', deal({ closeDate: value('2026-12-31') }), FIRST, 39],
  ['closes today', 'daysToClose', deal({ closeDate: value('2026-11-22') }), FIRST, 0],
  ['overdue', 'daysToClose', deal({ closeDate: value('2026-11-20') }), FIRST, -2],
  [
    'no close date: the CRM says blank',
    'daysToClose',
    deal({ closeDate: EMPTY }),
    FIRST,
    missing('closeDate', 'Close date', 'empty'),
  ],
  ['days to the next step', 'daysToNextStep', deal({ nextStepDate: value('2026-11-25') }), FIRST, 3],
  ['over the leap day', 'daysToClose', deal({ closeDate: value('2028-03-01') }), FIRST, 465],
];

const lists: Case[] = [
  ['contacts', 'contactsCount', deal({}, { contacts: rows([contact(EMPTY), contact(EMPTY)]) }), FIRST, 2],
  ['no contacts', 'contactsCount', deal({}, { contacts: rows([]) }), FIRST, 0],
  [
    'contacts in part',
    'contactsCount',
    deal({}, { contacts: rows([contact(EMPTY)], false) }),
    FIRST,
    missing('contacts', 'Contacts', 'notOnPage'),
  ],
  ['contacts not covered', 'contactsCount', deal({}), FIRST, missing('contacts', 'Contacts', 'notCovered')],
  [
    'engaged in the last 60 days',
    'contactsEngaged',
    deal({}, { contacts: rows([contact(value('2026-09-23')), contact(value('2026-09-22')), contact(EMPTY)]) }),
    FIRST,
    1,
  ],
  [
    'a contact whose last activity is not shown',
    'contactsEngaged',
    deal({}, { contacts: rows([contact(value('2026-11-20')), { name: value('Bob') }]) }),
    FIRST,
    missing('contacts.lastActivityAt', 'Contacts: last activity', 'notOnPage'),
  ],
  [
    'activities of the last 30 days',
    'activitiesLast30',
    deal(
      {},
      {
        activities: rows([
          on('2026-10-23'),
          on('2026-10-22'),
          on('2026-11-22'),
          on('2026-11-25'),
          on('2026-11-10', 'false'),
        ]),
      },
    ),
    FIRST,
    2,
  ],
  [
    'an activity with an odd date',
    'activitiesLast30',
    deal({}, { activities: rows([on('2026-11-20'), { at: { state: 'unknown', reason: 'odd', raw: 'soonish' } }]) }),
    FIRST,
    missing('activities.at', 'Activities: date', 'odd', 'soonish'),
  ],
  [
    'planned: ahead and not done, due today, undated and open',
    'openActivities',
    deal(
      {},
      {
        activities: rows([
          on('2026-11-25'),
          on('2026-11-25', 'false'),
          on('2026-11-25', 'true'),
          on('2026-11-22', 'false'),
          on('2026-11-22'),
          on('2026-11-01', 'false'),
          { at: EMPTY, done: value('offen') },
          { at: EMPTY },
          on('2026-11-22T15:00:00.000Z'),
        ]),
      },
    ),
    FIRST,
    5,
  ],
  [
    'silence since an activity',
    'daysSilent',
    deal({}, { activities: rows([on('2026-11-01'), on('2026-11-12'), on('2026-11-30')]) }),
    FIRST,
    10,
  ],
  [
    'a part of the timeline is enough',
    'daysSilent',
    deal({}, { activities: rows([on('2026-11-12')], false) }),
    FIRST,
    10,
  ],
  [
    'a contact heard of later than the deal',
    'daysSilent',
    deal({}, { activities: rows([on('2026-11-01')]), contacts: rows([contact(value('2026-11-19')), contact(EMPTY)]) }),
    FIRST,
    3,
  ],
  ['contacts alone', 'daysSilent', deal({}, { contacts: rows([contact(value('2026-11-19'))]) }), FIRST, 3],
  [
    'never an activity: since creation',
    'daysSilent',
    deal({ createdAt: value('2026-11-02') }, { activities: rows([]) }),
    FIRST,
    20,
  ],
  [
    'never an activity, and no creation date',
    'daysSilent',
    deal({}, { activities: rows([]) }),
    FIRST,
    missing('createdAt', 'Created', 'notCovered'),
  ],
  [
    'contacts without any activity say nothing of the deal',
    'daysSilent',
    deal({}, { contacts: rows([contact(EMPTY)]) }),
    FIRST,
    missing('activities', 'Activities', 'notCovered'),
  ],
  [
    'neither list',
    'daysSilent',
    deal({}, { activities: { state: 'unknown', reason: 'notOnPage' } }),
    FIRST,
    [...missing('activities', 'Activities', 'notOnPage'), ...missing('contacts', 'Contacts', 'notCovered')],
  ],
];

const histories: Case[] = [
  ['stage age from the CRM', 'stageAgeDays', deal({ stageEnteredAt: value('2026-11-12') }), FIRST, 10],
  [
    'stage age since the last move seen',
    'stageAgeDays',
    deal({}),
    past(change('stage.label', 'A', 'B', '2026-10-01T09:00Z'), change('stage.label', 'B', 'C', '2026-11-20T09:00Z')),
    2,
  ],
  [
    'stage age without any move seen',
    'stageAgeDays',
    deal({}),
    WATCHED,
    missing('facts.stageAgeDays', 'Time in stage', 'noHistory'),
  ],
  ['pushes on the first visit', 'pushes', deal({}), FIRST, missing('facts.pushes', 'Pushes', 'noHistory')],
  ['no pushes seen', 'pushes', deal({}), WATCHED, 0],
  [
    'moves later are pushes, moves earlier are not',
    'pushes',
    deal({}),
    past(
      change('closeDate', '2026-10-01', '2026-11-01', '2026-09-01'),
      change('closeDate', '2026-11-01', '2026-10-15', '2026-09-10'),
      change('closeDate', '2026-10-15', '2026-12-31', '2026-10-01'),
    ),
    2,
  ],
  [
    'pushed days add up',
    'pushedDays',
    deal({}),
    past(
      change('closeDate', '2026-10-01', '2026-11-01', '2026-09-01'),
      change('closeDate', '2026-11-01', '2026-11-11', '2026-09-10'),
    ),
    41,
  ],
  [
    'the CRM’s own history needs no earlier snapshot',
    'pushes',
    deal({}),
    { changes: [change('closeDate', '2026-10-01', '2026-11-01', '2026-09-01')], watchedSince: null },
    1,
  ],
  [
    'one move of id and label is one move',
    'stageMoves',
    deal({}),
    past(
      change('stage.label', 'A', 'B', '2026-10-01'),
      change('stage.id', '1', '2', '2026-10-01'),
      change('stage.id', '2', '3', '2026-11-01'),
    ),
    2,
  ],
  [
    'amount against the first one seen',
    'amountChangePercent',
    deal({ amount: value({ value: 80, currency: 'EUR' }) }),
    past(
      change('amount', { value: 100, currency: 'EUR' }, { value: 120, currency: 'EUR' }, '2026-09-01'),
      change('amount', { value: 120, currency: 'EUR' }, { value: 80, currency: 'EUR' }, '2026-10-01'),
    ),
    -20,
  ],
  ['amount unchanged', 'amountChangePercent', deal({ amount: value({ value: 80, currency: 'EUR' }) }), WATCHED, 0],
  ['amount not read', 'amountChangePercent', deal({}), WATCHED, missing('amount', 'Amount', 'notCovered')],
  [
    'amounts in two currencies',
    'amountChangePercent',
    deal({ amount: value({ value: 80, currency: 'USD' }) }),
    past(change('amount', { value: 100, currency: 'EUR' }, { value: 80, currency: 'USD' }, '2026-09-01')),
    missing('facts.amountChangePercent', 'Amount change', 'noHistory'),
  ],
];

describe.each([
  ['fields', fields],
  ['lists', lists],
  ['history', histories],
] as const)('facts from %s', (_group, cases) => {
  test.each(cases)('%s', (_name, fact, of, history, expected) => {
    const found = deriveFacts(of, history, clock)[fact];
    expect(found).toEqual(
      typeof expected === 'number' ? { state: 'value', value: expected } : { state: 'unknown', inputs: expected },
    );
  });
});

test('every fact of the table is derived, and none throws on a deal of which nothing was read', () => {
  const facts = deriveFacts(deal({}), FIRST, clock);
  expect(Object.keys(facts)).toEqual(Object.keys(FACTS));
  expect(Object.values(facts).every((fact) => fact.state === 'unknown' && fact.inputs.length > 0)).toBe(true);
});
