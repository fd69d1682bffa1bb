import { describe, expect, test } from 'vitest';
import { ownProposals, type ProposalInput } from '@/lib/assess/own-proposals';
import type { Gap } from '@/lib/domain/assessment';
import type { Change, Deal, Field, FieldValue, Row } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';

const CLOCK = { now: Date.parse('2026-11-22T12:00:00Z'), today: '2026-11-22' };

function is(value: FieldValue): Field {
  return { state: 'value', value, source: 'api' };
}

const EMPTY: Field = { state: 'empty', source: 'api' };

function gap(field: FieldKey, kind: Gap['kind'] = 'missing'): Gap {
  return { field, label: field, kind, value: null, why: 'Because.', due: 'now' };
}

function deal(fields: Deal['fields'], lists: { activities?: readonly Row[]; contacts?: readonly Row[] } = {}): Deal {
  const rows = Object.entries(lists).map(([name, list]) => [name, { state: 'rows', rows: list, complete: true }]);
  return { id: '1', url: 'http://crm/1', readAt: CLOCK.now, fields, lists: Object.fromEntries(rows) as Deal['lists'] };
}

function proposed(field: FieldKey, more: Partial<ProposalInput>, kind: Gap['kind'] = 'missing'): unknown {
  const found = ownProposals({
    gaps: [gap(field, kind)],
    deal: deal({ [field]: EMPTY }),
    history: { changes: [], watchedSince: null },
    clock: CLOCK,
    accountDeals: [],
    contactFields: new Map([['custom.buyer', ['Economic buyer']]]),
    typeOf: (key) => (key === 'type' || key === 'stage.label' ? 'picklist' : key === 'closeDate' ? 'date' : 'text'),
    ...more,
  });
  return found.map(({ value, source }) => [value, source.kind]);
}

function activity(type: string, subject: string, at: string, done?: string): Row {
  return { type: is(type), subject: is(subject), at: is(at), ...(done === undefined ? {} : { done: is(done) }) };
}

function other(name: string, fields: Deal['fields']): ProposalInput['accountDeals'][number] {
  return { id: name, name, fields };
}

function change(field: FieldKey, from: FieldValue, to: Field): Change {
  return { field, from: is(from), to, seenAt: CLOCK.now - 1 };
}

const MET = activity('Meeting', 'Walk through the pilot', '2026-11-10T10:00:00Z');
const NEXT = activity('Call', 'Agree the price', '2026-11-25T10:00:00Z');

describe('what the data hold for a gap', () => {
  test.each<[string, unknown, unknown[]]>([
    [
      'the next planned activity is the next step',
      proposed('nextStep', { deal: deal({}, { activities: [MET, NEXT] }) }),
      [['Agree the price', 'planned']],
    ],
    [
      'and its day the next step’s date',
      proposed('nextStepDate', { deal: deal({}, { activities: [NEXT] }) }),
      [['2026-11-25', 'planned']],
    ],
    [
      'without one, the last meeting’s subject',
      proposed('nextStep', { deal: deal({}, { activities: [MET] }) }),
      [['Walk through the pilot', 'meeting']],
    ],
    [
      'an e-mail is no meeting',
      proposed('nextStep', { deal: deal({}, { activities: [activity('Email', 'Offer sent', '2026-11-10')] }) }),
      [],
    ],
    [
      'a meeting that did not take place is none',
      proposed('nextStep', {
        deal: deal({}, { activities: [activity('Meeting', 'Was cancelled', '2026-11-10', 'no')] }),
      }),
      [],
    ],
    [
      'a placeholder is proposed to nobody',
      proposed('nextStep', { deal: deal({}, { activities: [activity('Meeting', 'TBD', '2026-11-10')] }) }),
      [],
    ],
    [
      'the contact whose role is the field',
      proposed('custom.buyer', {
        deal: deal({}, { contacts: [{ name: is('Ann Bell'), role: is('economic BUYER') }] }),
      }),
      [['Ann Bell', 'role']],
    ],
    [
      'a contact of another role is not claimed',
      proposed('custom.buyer', { deal: deal({}, { contacts: [{ name: is('Ann Bell'), role: is('Champion') }] }) }),
      [],
    ],
    [
      'a choice that all other deals of the account share',
      proposed('type', {
        accountDeals: [other('A', { type: is('Renewal') }), other('B', { type: is('Renewal') }), other('C', {})],
      }),
      [['Renewal', 'account']],
    ],
    [
      'not where they disagree',
      proposed('type', { accountDeals: [other('A', { type: is('Renewal') }), other('B', { type: is('New') })] }),
      [],
    ],
    [
      'not what belongs to one deal alone',
      proposed('stage.label', { accountDeals: [other('A', { 'stage.label': is('Offer') })] }),
      [],
    ],
    [
      'not a free text of another deal',
      proposed('nextStep', { accountDeals: [other('A', { nextStep: is('Call Bob') })] }),
      [],
    ],
    [
      'what stood there before it was emptied',
      proposed('nextStep', { history: { changes: [change('nextStep', 'Send the contract', EMPTY)], watchedSince: 0 } }),
      [['Send the contract', 'before']],
    ],
    [
      'not a date that has passed since',
      proposed('closeDate', { history: { changes: [change('closeDate', '2026-01-31', EMPTY)], watchedSince: 0 } }),
      [],
    ],
    [
      'not what was replaced by something else',
      proposed('nextStep', { history: { changes: [change('nextStep', 'Call', is('Meet'))], watchedSince: 0 } }),
      [],
    ],
    [
      'not what the field holds already',
      proposed(
        'type',
        { deal: deal({ type: is('Renewal') }), accountDeals: [other('A', { type: is('Renewal') })] },
        'stale',
      ),
      [],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('of one other deal the name is said, of several the number', () => {
    const source = (deals: ProposalInput['accountDeals']): unknown =>
      ownProposals({
        gaps: [gap('type')],
        deal: deal({ type: EMPTY }),
        history: { changes: [], watchedSince: null },
        clock: CLOCK,
        accountDeals: deals,
        contactFields: new Map(),
        typeOf: () => 'picklist',
      })[0]?.source;
    const renewal = { type: is('Renewal') };
    expect(source([other('Portal', renewal)])).toEqual({ kind: 'account', deals: 1, name: 'Portal' });
    expect(source([other('Portal', renewal), other('Shop', renewal)])).toEqual({
      kind: 'account',
      deals: 2,
      name: null,
    });
  });
});
