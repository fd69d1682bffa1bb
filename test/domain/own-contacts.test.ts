import { describe, expect, test } from 'vitest';
import type { Deal, Field, Row } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import { isSamePerson } from '@/lib/domain/same-person';

const value = (text: string): Field => ({ state: 'value', value: text, source: 'page' });
const unread: Field = { state: 'unknown', reason: 'notOnPage' };
const clock = { now: Date.UTC(2026, 5, 15, 12), today: '2026-06-15' };

const ADA: Row = { name: value('Ada Ek'), email: value('ada@customer.example'), lastActivityAt: value('2026-06-10') };
const KIM: Row = { name: value('Lee, Kim'), email: value('kim@seller.example'), lastActivityAt: value('2026-06-14') };

function facts(fields: Deal['fields'], rows: readonly Row[]): (number | string)[] {
  const deal: Deal = {
    id: '1',
    url: 'https://crm.example/1',
    readAt: clock.now,
    fields,
    lists: { contacts: { state: 'rows', rows, complete: true } },
  };
  const derived = deriveFacts(deal, { changes: [], watchedSince: 0 }, clock);
  return (['contactsCount', 'contactsEngaged', 'ownContacts'] as const).map((key) => {
    const fact = derived[key];
    return fact.state === 'value' ? fact.value : fact.inputs.map((i) => i.input).join();
  });
}

describe('contacts that are the owner', () => {
  test.each<[string, Deal['fields'], Row[], (number | string)[]]>([
    ['by name, in either order', { 'owner.name': value('Kim Lee') }, [ADA, KIM], [1, 1, 1]],
    ['by address', { 'owner.name': value('Owner'), 'owner.id': value('KIM@seller.example') }, [ADA, KIM], [1, 1, 1]],
    ['none of them', { 'owner.name': value('Bo Berg') }, [ADA, KIM], [2, 2, 0]],
    ['no contacts', { 'owner.name': unread }, [], [0, 0, 0]],
    ['the owner is not read', { 'owner.name': unread }, [ADA, KIM], [2, 2, 'owner.name']],
    ['the names are not read', { 'owner.name': value('Kim Lee') }, [{ ...KIM, name: unread }], [1, 1, 0]],
  ])('%s', (_name, fields, rows, expected) => {
    expect(facts(fields, rows)).toEqual(expected);
  });
});

test.each([
  ['Kim Lee', 'lee, KIM', true],
  ['Zoë Ek', 'Zoe Ek', true],
  ['Kim Lee', 'Kim', false],
  ['Kim Lee', 'Kim Leeson', false],
  ['kim@a.example', 'Kim@A.example', true],
  ['kim@a.example', 'kim a example', false],
  ['', '', false],
  ['田中', '田中', true],
])('%j and %j are one person: %s', (a, b, same) => {
  expect(isSamePerson(a, b)).toBe(same);
});
