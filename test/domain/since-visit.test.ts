import { describe, expect, test } from 'vitest';
import type { Change, Deal, Field, FieldValue, Row } from '@/lib/domain/deal';
import { isQuiet, sinceVisit, type SinceVisit } from '@/lib/domain/since-visit';
import { lastVisit, visitsAfter, type Visits } from '@/lib/domain/visits';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const STAGES = ['Lead', 'Offer', 'Won'];

function is(value: FieldValue): Field {
  return { state: 'value', value, source: 'page' };
}

function deal(readAt: number, fields: Deal['fields'], contacts?: readonly Row[], activities?: readonly Row[]): Deal {
  const lists: Deal['lists'] = {
    ...(contacts ? { contacts: { state: 'rows', rows: contacts, complete: true } } : {}),
    ...(activities ? { activities: { state: 'rows', rows: activities, complete: false } } : {}),
  };
  return { id: '1', url: 'http://crm/1', readAt, fields, lists };
}

/** What is found at noon of a deal that was last seen an hour before. */
function found(before: Deal, now: Deal, changes: readonly Change[] = []): SinceVisit {
  const seen = visitsAfter(null, before).last;
  const dated = new Set(changes.map((change) => change.field));
  const stageIndex = (label: string): number | null => (STAGES.includes(label) ? STAGES.indexOf(label) : null);
  return sinceVisit({ seen, deal: now, changes, dated, stageIndex, clock: { now: NOON, today: '2026-11-22' } });
}

describe('what moved since a visit', () => {
  test.each<[string, Deal['fields'], Deal['fields'], unknown[]]>([
    [
      'a later close date is a push, by days',
      { closeDate: is('2026-12-01') },
      { closeDate: is('2026-12-31') },
      [['closeDate', { kind: 'pushed', days: 30 }]],
    ],
    [
      'an earlier one is none',
      { closeDate: is('2026-12-31') },
      { closeDate: is('2026-12-01') },
      [['closeDate', { kind: 'pulledIn', days: 30 }]],
    ],
    [
      'a stage nearer to the start is a step back',
      { 'stage.label': is('Offer') },
      { 'stage.label': is('Lead') },
      [['stage.label', { kind: 'back' }]],
    ],
    [
      'a stage the pack does not know has no direction',
      { 'stage.label': is('Offer') },
      { 'stage.label': is('Parked') },
      [['stage.label', null]],
    ],
    [
      'a smaller amount is cut',
      { amount: is({ value: 9, currency: 'EUR' }) },
      { amount: is({ value: 8, currency: 'EUR' }) },
      [['amount', { kind: 'cut' }]],
    ],
    [
      'another currency has no direction',
      { amount: is({ value: 9, currency: 'EUR' }) },
      { amount: is({ value: 8, currency: 'USD' }) },
      [['amount', null]],
    ],
    [
      'what was emptied moved',
      { nextStep: is('Call') },
      { nextStep: { state: 'empty', source: 'page' } },
      [['nextStep', null]],
    ],
    [
      'what cannot be read now did not move',
      { nextStep: is('Call') },
      { nextStep: { state: 'unknown', reason: 'notOnPage' } },
      [],
    ],
    ['an id says nothing that its name does not', { 'owner.id': is('7') }, { 'owner.id': is('8') }, []],
    [
      'pushes come before what is merely another',
      { name: is('A'), closeDate: is('2026-12-01') },
      { name: is('B'), closeDate: is('2026-12-02') },
      [
        ['closeDate', { kind: 'pushed', days: 1 }],
        ['name', null],
      ],
    ],
  ])('%s', (_name, before, now, expected) => {
    const { moves } = found(deal(NOON - HOUR, before), deal(NOON, now));
    expect(moves.map(({ field, turn }) => [field, turn])).toEqual(expected);
  });

  test('the moment is the CRM’s own where its history tells of this very move, and else is not claimed', () => {
    const at = NOON - HOUR / 2;
    const change = (field: 'closeDate' | 'amount', to: Field): Change => ({ field, from: is('x'), to, seenAt: at });
    const before = deal(NOON - HOUR, { closeDate: is('2026-12-01'), amount: is(5), nextStep: is('Call') });
    const now = deal(NOON, { closeDate: is('2026-12-09'), amount: is(7), nextStep: is('Meet') });
    const { moves } = found(before, now, [change('closeDate', is('2026-12-09')), change('amount', is(6))]);
    expect(Object.fromEntries(moves.map((move) => [move.field, move.at]))).toEqual({
      closeDate: at,
      amount: null,
      nextStep: null,
    });
  });

  test('contacts that came and went, and activities that took place since', () => {
    const person = (name: string): Row => ({ name: is(name) });
    const activity = (subject: string, at: string): Row => ({ subject: is(subject), type: is('Call'), at: is(at) });
    const { contacts, activities } = found(
      deal(NOON - HOUR, {}, [person('Ann'), person('Bob')]),
      deal(
        NOON,
        {},
        [person('Bob'), person('Cem')],
        [
          activity('Before', '2026-11-22T10:59:00Z'),
          activity('Since', '2026-11-22T11:30:00Z'),
          activity('Ahead', '2026-11-22T15:00:00Z'),
          activity('Some time that day', '2026-11-22'),
        ],
      ),
    );
    expect(contacts).toEqual({ added: ['Cem'], gone: ['Ann'] });
    expect(activities.map(({ subject }) => subject)).toEqual(['Since']);
  });

  test('contacts of which only a part is shown came from nowhere and went nowhere', () => {
    const before = deal(NOON - HOUR, {}, [{ name: is('Ann') }]);
    expect(isQuiet(found(before, deal(NOON, {})))).toBe(true);
  });
});

describe('visits', () => {
  const at = (ms: number, name = 'A'): Deal => deal(ms, { name: is(name) });

  test('the first visit has none before it, and going on within half an hour is the same visit', () => {
    const first = visitsAfter(null, at(NOON));
    expect(lastVisit(null, NOON)).toBeNull();
    expect(lastVisit(first, NOON + HOUR / 4)).toBeNull();
    expect(lastVisit(visitsAfter(first, at(NOON + HOUR / 4)), NOON + HOUR / 2)).toBeNull();
  });

  test('coming back later compares with the end of the visit before, for as long as the visit lasts', () => {
    const first = visitsAfter(null, at(NOON));
    expect(lastVisit(first, NOON + HOUR)?.at).toBe(NOON);
    const second = visitsAfter(first, at(NOON + HOUR, 'B'));
    expect(lastVisit(second, NOON + HOUR + 60_000)?.at).toBe(NOON);
    expect(lastVisit(second, NOON + 3 * HOUR)?.at).toBe(NOON + HOUR);
  });

  test('what could not be read this time is remembered from before; a late report changes nothing', () => {
    const first: Visits = visitsAfter(null, at(NOON));
    const blind = visitsAfter(first, deal(NOON + 1, { name: { state: 'unknown', reason: 'notOnPage' } }));
    expect(blind.last.fields).toEqual({ name: is('A') });
    expect(visitsAfter(first, at(NOON - 1, 'Z'))).toBe(first);
  });
});
