import { describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import { imagine } from '@/lib/assess/imagine';
import type { Assessment } from '@/lib/domain/assessment';
import { changesBetween } from '@/lib/domain/changes';
import type { Deal, FieldValue } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { History } from '@/lib/domain/facts';
import type { StepChange } from '@/lib/rules/types';
import { clock, contact, deal, EMPTY, FIRST, pack, rows, UNREAD, value, WATCHED } from './situation';

function assessed(of: Deal, history: History = WATCHED): Assessment {
  return assess({ deal: of, history, pack: pack(), clock });
}

function riskOf({ risk }: Assessment): number {
  if (risk.state !== 'band') throw new Error('no band');
  return risk.risk;
}

function effectOf(of: Deal, id: string, history: History = WATCHED): number | undefined {
  return assessed(of, history).steps.find((step) => step.id === id)?.effect;
}

const today = new Date(clock.now).toISOString();
const call = { type: value('Call'), at: value('2026-10-23'), done: value('true') };

/** The deal as it is read again once the step has really been done. */
const done: [id: string, after: Deal][] = [
  [
    'meet-buyer',
    deal({}, { contacts: rows([contact('Ada', 'User', '2026-10-23'), contact('Grace', 'Economic buyer', today)]) }),
  ],
  ['call', deal({}, { activities: rows([call, { type: value('Call'), at: value(today), done: value('true') }]) })],
  ['new-date', deal({ closeDate: value('2026-12-22') })],
  ['next-step', deal({ nextStep: value('Send the draft to Ada by Friday') })],
];

test.each(done)('%s: the effect shown is the effect it has', (id, after) => {
  const before = assessed(deal());
  const history: History = { ...WATCHED, changes: changesBetween(deal(), after) };
  expect(before.steps.find((step) => step.id === id)?.effect).toBe(riskOf(assessed(after, history)) - riskOf(before));
});

test('a step that puts the close date off bears the push it causes', () => {
  // without the push, 0.8 less; with it, 0.5 less
  const risk = 1 / (1 + Math.exp(-(2.3 - 0.8 + 0.3)));
  expect(effectOf(deal(), 'new-date')).toBe(Math.round(100 * risk) - 91);
});

test('a step may name a signal that it settles, or a fact that it sets', () => {
  const pushed: History = {
    ...WATCHED,
    changes: [{ field: 'closeDate', from: value('2026-10-01'), to: value('2026-11-01'), seenAt: clock.now - 1 }],
  };
  expect(effectOf(deal(), 'say-so')).toBe(effectOf(deal(), 'call'));
  expect(effectOf(deal(), 'fewer-pushes', pushed)).toBeLessThan(0);
});

describe('what is unknown stays unknown', () => {
  test('a step on a list that could not be read has no effect', () => {
    expect(effectOf(deal({}, { contacts: { state: 'unknown', reason: 'notOnPage' } }), 'meet-buyer')).toBe(0);
  });

  test('a step on a list shown in part gets no credit for what the rest may hold', () => {
    // The call with the buyer still ends the silence; that she is engaged may be so already.
    const part = deal({}, { contacts: rows([contact('Ada', 'User', '2026-10-23')], false) });
    const whole = deal({}, { contacts: rows([contact('Ada', 'User', '2026-10-23')]) });
    expect(effectOf(part, 'meet-buyer') ?? 0).toBeGreaterThan(effectOf(whole, 'meet-buyer') ?? 0);
  });

  test('filling in a field that could not be read has no effect', () => {
    const always = pack({
      steps: [{ id: 'next-step', title: 'x', when: 'true', minutes: 5, why: 'x', changes: [{ field: 'nextStep' }] }],
    });
    expect(assess({ deal: deal({ nextStep: UNREAD }), history: WATCHED, pack: always, clock }).steps[0]?.effect).toBe(
      0,
    );
    expect(
      assess({ deal: deal({ nextStep: value('TBD') }), history: WATCHED, pack: always, clock }).steps[0]?.effect,
    ).toBeLessThan(0);
  });

  test('without history, no push is counted against a new date', () => {
    const risk = 1 / (1 + Math.exp(-(2.3 - 0.8)));
    expect(effectOf(deal(), 'new-date', FIRST)).toBe(Math.round(100 * risk) - 91);
  });
});

function imagined(of: Deal, ...changes: StepChange<FieldValue>[]): Deal {
  return imagine({ deal: of, history: WATCHED, facts: deriveFacts(of, WATCHED, clock) }, changes, pack(), clock).deal;
}

describe('imagined contacts', () => {
  const two = deal({}, { contacts: rows([contact('Ada', 'User', '2026-11-20'), contact('Bob', 'Champion', null)]) });

  test.each<[string, StepChange<FieldValue>, (string | null)[][]]>([
    [
      'one of that role is engaged, not added',
      { contact: { role: 'champion', engaged: true } },
      [
        ['Ada', '2026-11-20'],
        ['Bob', today],
      ],
    ],
    [
      'one of another role is added',
      { contact: { role: 'Economic buyer', engaged: true } },
      [
        ['Ada', '2026-11-20'],
        ['Bob', null],
        [null, today],
      ],
    ],
    [
      'one of that name is engaged',
      { contact: { name: 'Bob', engaged: true } },
      [
        ['Ada', '2026-11-20'],
        ['Bob', today],
      ],
    ],
    [
      'no matter who: the one silent for longest',
      { contact: { engaged: true } },
      [
        ['Ada', '2026-11-20'],
        ['Bob', today],
      ],
    ],
    [
      'only named: added, but not engaged',
      { contact: { name: 'Eve' } },
      [
        ['Ada', '2026-11-20'],
        ['Bob', null],
        ['Eve', null],
      ],
    ],
  ])('%s', (_name, change, expected) => {
    const list = imagined(two, change).lists.contacts;
    const shown =
      list?.state === 'rows'
        ? list.rows.map((row) =>
            ['name', 'lastActivityAt'].map((key) => (row[key]?.state === 'value' ? row[key].value : null)),
          )
        : null;
    expect(shown).toEqual(expected);
  });

  test('when all are engaged, one more is added', () => {
    const engaged = deal({}, { contacts: rows([contact('Ada', 'User', '2026-11-20')]) });
    expect(imagined(engaged, { contact: { engaged: true } }).lists.contacts).toMatchObject({
      rows: [{}, { name: EMPTY }],
    });
  });
});

test.each<[string, StepChange<FieldValue>, Record<string, unknown>]>([
  [
    'an activity now is done',
    { activity: { type: 'Call' } },
    { type: value('Call'), at: value(today), done: value('true'), subject: EMPTY },
  ],
  [
    'an activity ahead is planned',
    { activity: { inDays: 7 } },
    { at: value('2026-11-29T09:00:00.000Z'), done: value('false'), type: EMPTY },
  ],
  ['unless the step says otherwise', { activity: { inDays: 7, done: true } }, { done: value('true') }],
])('imagined activities: %s', (_name, change, row) => {
  expect(imagined(deal(), change).lists.activities).toMatchObject({ rows: [call, row] });
});

test.each<[string, Partial<Deal['fields']>, StepChange<FieldValue>, FieldValue]>([
  ['a value as given', {}, { field: 'amount', value: { value: 5, currency: null } }, { value: 5, currency: null }],
  ['a text', { nextStep: value('TBD') }, { field: 'nextStep', value: null }, 'Filled in with the customer'],
  [
    'a date that lies ahead stays',
    { closeDate: value('2026-12-31') },
    { field: 'closeDate', value: null },
    '2026-12-31',
  ],
  [
    'a date that has passed moves',
    { closeDate: value('2026-11-01') },
    { field: 'closeDate', value: null },
    '2026-12-22',
  ],
  ['a number that is there stays', { discountPercent: value(10) }, { field: 'discountPercent', value: null }, 10],
  ['money that is missing', { amount: EMPTY }, { field: 'amount', value: null }, { value: 1, currency: null }],
])('imagined fields: %s', (_name, fields, change, expected) => {
  const after = imagined(deal(fields), change);
  expect('field' in change && after.fields[change.field]).toMatchObject({ state: 'value', value: expected });
});

test('imagining leaves the deal itself as it was', () => {
  const before = deal();
  imagined(before, { contact: { engaged: true } }, { activity: {} }, { field: 'nextStep', value: 'x' });
  expect(before).toEqual(deal());
});
