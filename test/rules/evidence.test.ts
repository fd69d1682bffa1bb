import { describe, expect, test } from 'vitest';
import type { CriterionResult } from '@/lib/domain/assessment';
import type { Deal, Field, Row } from '@/lib/domain/deal';
import type { EvaluationInput } from '@/lib/rules/pack-result';
import { CLOCK, deal, empty, errors, evaluate, input, pack, rows, STAGES, unread, value } from './support';

const DAY = 86_400_000;
const ago = (days: number): string => new Date(CLOCK.now - days * DAY).toISOString();

/** Verdict, labels and ages of a criterion met by this evidence. */
function judged(
  evidence: unknown,
  fields: Deal['fields'] = {},
  lists: Deal['lists'] = {},
  more: Partial<EvaluationInput> & { require?: string } = {},
): CriterionResult {
  const { require, ...rest } = more;
  const criterion = { id: 'c', title: 'C', why: 'w', evidence, ...(require === undefined ? {} : { require }) };
  const source = pack({
    fields: {
      buyer: { label: 'Buyer', type: 'contact' },
      approved: { label: 'Approved on', type: 'date' },
      plan: { label: 'Plan', type: 'text' },
    },
    stages: [{ ...STAGES[0], exit: [criterion] }, STAGES[1]],
  });
  const [result] = evaluate(source, deal({ 'stage.label': value('Discovery'), ...fields }, lists), rest).criteria;
  if (!result) throw new Error('no criterion');
  return result;
}

const brief = ({ verdict, evidence = [] }: CriterionResult): string =>
  [
    verdict.kind === 'unknown' ? `unknown ${verdict.inputs.map((i) => i.input).join()}` : verdict.kind,
    ...evidence.map((e) => `${e.label} ${e.ageDays}`),
  ].join(' · ');

const person = (name: string, role: Field, last: Field): Row => ({ name: value(name), role, lastActivityAt: last });
const BUYER = { contact: { role: ['Economic buyer', 'Entscheider'] }, within: 'P60D' };

describe('a contact with a role', () => {
  test.each<[string, Row[], boolean, string]>([
    [
      'met when in touch, whatever the case',
      [person('Ada', value('ECONOMIC BUYER'), value(ago(10)))],
      true,
      'met · Ada (ECONOMIC BUYER) 10',
    ],
    [
      'met by any of the roles',
      [person('Bo', value('Entscheider'), value(ago(60)))],
      true,
      'met · Bo (Entscheider) 60',
    ],
    [
      'expired after the time given, and shown as such',
      [person('Ada', value('Economic buyer'), value(ago(61)))],
      true,
      'notMet · Ada (Economic buyer) 61',
    ],
    ['not met by another role', [person('Ada', value('User'), value(ago(1)))], true, 'notMet'],
    ['not met without an activity', [person('Ada', value('Economic buyer'), empty)], true, 'notMet'],
    ['unknown when the role is not shown', [person('Ada', unread, value(ago(1)))], true, 'unknown contacts.role'],
    ['not met when the role is not shown but all is too old', [person('Ada', unread, value(ago(99)))], true, 'notMet'],
    [
      'unknown when the date is not shown',
      [person('Ada', value('Economic buyer'), unread)],
      true,
      'unknown contacts.lastActivityAt',
    ],
    ['unknown when there may be more', [person('Ada', value('User'), value(ago(1)))], false, 'unknown contacts'],
    [
      'met even when there may be more',
      [person('Ada', value('Economic buyer'), value(ago(1)))],
      false,
      'met · Ada (Economic buyer) 1',
    ],
    ['not met by nobody', [], true, 'notMet'],
  ])('%s', (_name, list, complete, expected) => {
    expect(brief(judged(BUYER, {}, { contacts: rows(list, complete) }))).toBe(expected);
  });

  test('unknown when the list cannot be read', () => {
    expect(brief(judged(BUYER, {}, { contacts: { state: 'unknown', reason: 'notOnPage' } }))).toBe('unknown contacts');
    expect(brief(judged(BUYER))).toBe('unknown contacts');
  });

  test('without a time it counts for ever, dated or not', () => {
    const ever = { contact: { role: 'Champion' } };
    const list = [person('Ada', value('Champion'), empty), person('Bo', value('Champion'), value(ago(900)))];
    expect(brief(judged(ever, {}, { contacts: rows(list) }))).toBe('met · Bo (Champion) 900 · Ada (Champion) null');
  });

  test('named by a field', () => {
    const named = { contact: { named: 'buyer' }, within: 'P30D' };
    const contacts = rows([person('Kim Lee', empty, value(ago(5))), person('Ada', empty, value(ago(1)))]);
    expect(brief(judged(named, { 'custom.buyer': value('kim  lee') }, { contacts }))).toBe('met · Kim Lee 5');
    expect(brief(judged(named, { 'custom.buyer': empty }, { contacts }))).toBe('notMet');
    expect(brief(judged(named, { 'custom.buyer': unread }, { contacts }))).toBe('unknown custom.buyer');
  });

  test('it carries its date and the moment it expires', () => {
    const [found] =
      judged(BUYER, {}, { contacts: rows([person('Ada', value('Entscheider'), value(ago(10)))]) }).evidence ?? [];
    expect(found).toEqual({
      kind: 'contact',
      label: 'Ada (Entscheider)',
      at: CLOCK.now - 10 * DAY,
      ageDays: 10,
      expiresAt: CLOCK.now + 50 * DAY,
    });
  });
});

describe('an activity', () => {
  const act = (type: string, at: Field, more: Row = {}): Row => ({
    type: value(type),
    subject: value(`${type} with Ada`),
    at,
    done: empty,
    direction: empty,
    ...more,
  });
  const MEETING = { activity: { type: 'Meeting' }, within: 'P30D' };

  test.each<[string, Row, string]>([
    ['that took place', act('meeting', value(ago(3))), 'met · meeting with Ada 3'],
    ['of another type', act('Call', value(ago(3))), 'notMet'],
    ['still ahead', act('Meeting', value(ago(-3))), 'notMet'],
    ['not done', act('Meeting', value(ago(3)), { done: value('open') }), 'notMet'],
    ['too long ago', act('Meeting', value(ago(31))), 'notMet · Meeting with Ada 31'],
    ['without a date shown', act('Meeting', unread), 'unknown activities.at'],
  ])('%s', (_name, row, expected) => {
    expect(brief(judged(MEETING, {}, { activities: rows([row]) }))).toBe(expected);
  });

  test('any of a direction', () => {
    const inbound = { activity: { direction: ['Inbound', 'Eingehend'] } };
    const activities = rows([act('Email', value(ago(400)), { direction: value('eingehend') })]);
    expect(brief(judged(inbound, {}, { activities }))).toBe('met · Email with Ada 400');
  });
});

describe('a change, a date, a link', () => {
  const moved = (days: number, to: Field = value('x')) => ({
    changes: [{ field: 'custom.plan' as const, from: empty, to, seenAt: CLOCK.now - days * DAY }],
  });
  const CHANGE = { change: 'plan', within: 'P14D' };

  test.each<[string, Partial<EvaluationInput>, string]>([
    ['seen in time', moved(14), 'met · Plan 14'],
    ['seen too long ago', moved(15), 'notMet · Plan 15'],
    ['to nothing is none', moved(1, empty), 'notMet'],
    ['never seen since long', { changes: [], watchedSince: CLOCK.now - 20 * DAY }, 'notMet'],
    ['never seen, but watched for less', { changes: [], watchedSince: CLOCK.now - 5 * DAY }, 'unknown changes'],
  ])('a change %s', (_name, more, expected) => {
    expect(brief(judged(CHANGE, {}, {}, more))).toBe(expected);
  });

  test('a change is unknown for a deal never watched before', () => {
    const d = deal({});
    const { facts } = input(d);
    const noHistory = { inputs: [{ input: 'facts.pushes', label: 'Pushes', reason: 'noHistory' as const }] };
    const first = { ...facts, pushes: { state: 'unknown' as const, ...noHistory } };
    expect(brief(judged(CHANGE, {}, {}, { facts: first }))).toBe('unknown changes');
    expect(brief(judged(CHANGE, {}, {}, { facts: first, watchedSince: null }))).toBe('unknown changes');
  });

  test.each<[string, Field, string]>([
    ['in time', value('2026-06-01'), 'met · Approved on 14'],
    ['on the last day', value('2026-05-16'), 'met · Approved on 30'],
    ['the day after', value('2026-05-15'), 'notMet · Approved on 31'],
    ['ahead', value('2026-07-01'), 'notMet'],
    ['blank', empty, 'notMet'],
    ['unread', unread, 'unknown custom.approved'],
  ])('a date %s', (_name, field, expected) => {
    expect(brief(judged({ date: 'approved', within: 'P30D' }, { 'custom.approved': field }))).toBe(expected);
  });

  test('a link is an address, with when it was put there', () => {
    const plan = { 'custom.plan': value('Plan: https://docs.example/p/1 (v2)') };
    const link = { link: 'plan' };
    expect(judged(link, plan, {}, moved(3)).evidence).toEqual([
      {
        kind: 'link',
        label: 'Plan',
        at: CLOCK.now - 3 * DAY,
        ageDays: 3,
        expiresAt: null,
        url: 'https://docs.example/p/1',
      },
    ]);
    expect(brief(judged(link, { 'custom.plan': value('javascript:alert(1)') }))).toBe('notMet');
    expect(brief(judged(link, { 'custom.plan': unread }))).toBe('unknown custom.plan');
  });
});

describe('evidence beside a condition', () => {
  const none = { contacts: rows([]) };
  test.each([
    ['the condition alone is enough', 'has(deal.name)', { name: value('x') }, none, 'met'],
    ['neither', 'has(deal.name)', { name: empty }, none, 'notMet'],
    ['what cannot be told keeps it open', 'has(deal.name)', { name: empty }, {}, 'unknown contacts'],
    ['both unknown', 'deal.name == "x"', { name: unread }, {}, 'unknown name,contacts'],
    ['an open list wins over a broken rule', '1 / 0 > 1', {}, {}, 'unknown contacts'],
    ['a broken rule', '1 / 0 > 1', {}, none, 'broken'],
  ])('%s', (_name, require, fields, lists, expected) => {
    expect(brief(judged(BUYER, fields, lists, { require }))).toBe(expected);
  });

  test('any of several kinds, latest first', () => {
    const several = [{ date: 'approved', within: 'P1Y' }, BUYER];
    const contacts = rows([person('Ada', value('Entscheider'), value(ago(2)))]);
    expect(brief(judged(several, { 'custom.approved': value('2026-06-01') }, { contacts }))).toBe(
      'met · Ada (Entscheider) 2 · Approved on 14',
    );
  });
});

test.each<[unknown, string]>([
  [{ date: 'buyer' }, '"buyer" is a text; this needs date or instant'],
  [{ change: 'plam' }, 'there is no field "plam"'],
  [{ contact: { named: 'approved' } }, '"approved" is a date; this needs text'],
  [{ contact: {} }, 'say which contact: by role or by named'],
  [
    { email: 'x' },
    'evidence is one of {contact}, {activity}, {change}, {date}, {link}, each but the last with "within"',
  ],
  [undefined, 'a criterion needs require or evidence'],
])('%j: %s', (evidence, message) => {
  expect(() => judged(evidence)).toThrow();
  const source = pack({
    fields: {
      buyer: { label: 'B', type: 'contact' },
      approved: { label: 'A', type: 'date' },
      plan: { label: 'P', type: 'text' },
    },
    stages: [{ ...STAGES[0], exit: [{ id: 'c', title: 'C', why: 'w', evidence }] }],
  });
  expect(errors(source).map((e) => e.message)).toContain(message);
});
