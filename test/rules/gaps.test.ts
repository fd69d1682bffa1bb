import { describe, expect, test } from 'vitest';
import type { Gap } from '@/lib/domain/assessment';
import type { Deal, Field } from '@/lib/domain/deal';
import type { EvaluationInput } from '@/lib/rules/pack-result';
import { CLOCK, deal, empty, evaluate, money, pack, rows, unread, value } from './support';

const DAY = 86_400_000;
const ago = (days: number): string => new Date(CLOCK.now - days * DAY).toISOString();

function gapsOf(
  fields: Record<string, unknown>,
  values: Deal['fields'],
  lists: Deal['lists'] = {},
  more: Partial<EvaluationInput> = {},
): Gap[] {
  const found = evaluate(pack({ fields }), deal({ 'stage.label': value('Discovery'), ...values }, lists), more);
  expect(found.broken).toEqual([]);
  return found.gaps;
}
const brief = (gaps: readonly Gap[]): string[] => gaps.map((g) => `${g.due} ${g.field} ${g.kind}`);

describe('when a doubtful value is due', () => {
  const field = (from: string | undefined, more = {}) => ({
    nextStep: { ...(from === undefined ? {} : { requiredFrom: from }), ...more },
  });
  test.each<[string, string | undefined, Field, string[]]>([
    ['required here', 'discovery', value('TBD'), ['now nextStep junk']],
    ['required nowhere', undefined, value('TBD'), ['now nextStep junk']],
    ['required next', 'proposal', value('TBD'), ['soon nextStep junk']],
    ['required later: it will not stand then', 'won', value('TBD'), ['soon nextStep junk']],
    ['required later, still empty', 'won', empty, []],
    ['required later, unread', 'won', unread, []],
  ])('%s', (_name, from, read, expected) => {
    expect(brief(gapsOf(field(from), { nextStep: read }))).toEqual(expected);
  });

  test('what is not due yet need not be confirmed yet', () => {
    const changes = [{ field: 'nextStep' as const, from: empty, to: value('Demo'), seenAt: CLOCK.now - 99 * DAY }];
    const stale = (from: string): string[] =>
      brief(gapsOf(field(from, { freshness: 'P60D' }), { nextStep: value('Demo') }, {}, { changes }));
    expect([stale('proposal'), stale('won')]).toEqual([['soon nextStep stale'], []]);
  });
});

describe('freshness by dated evidence', () => {
  const FIELDS = {
    approved: { label: 'Confirmed on', type: 'date' },
    buyer: {
      label: 'Buyer',
      type: 'contact',
      requiredFrom: 'discovery',
      freshness: { within: 'P60D', by: [{ contact: { named: 'buyer' } }, { date: 'approved' }] },
    },
  };
  const kim = (last: Field) => ({ contacts: rows([{ name: value('Kim Lee'), lastActivityAt: last }]) });
  const buyer = { 'custom.buyer': value('Kim Lee'), 'custom.approved': empty };

  test.each<[string, Deal['fields'], Deal['lists'], string[]]>([
    ['in touch lately', buyer, kim(value(ago(10))), []],
    ['in touch too long ago', buyer, kim(value(ago(74))), ['now custom.buyer stale']],
    ['but confirmed by a date', { ...buyer, 'custom.approved': value('2026-06-01') }, kim(value(ago(74))), []],
    [
      'a date too long ago',
      { ...buyer, 'custom.approved': value('2026-04-02') },
      kim(empty),
      ['now custom.buyer stale'],
    ],
    ['nothing dated: nothing is claimed', buyer, kim(empty), []],
    ['the contacts cannot be read', buyer, {}, []],
    ['the date cannot be read', { ...buyer, 'custom.approved': unread }, kim(value(ago(74))), []],
    ['another contact only', { ...buyer, 'custom.buyer': value('Bo Ek') }, kim(value(ago(74))), []],
  ])('%s', (_name, values, lists, expected) => {
    expect(brief(gapsOf(FIELDS, values, lists))).toEqual(expected);
  });

  test('the gap says what confirmed it last, how long ago, and when that ran out', () => {
    expect(gapsOf(FIELDS, buyer, kim(value(ago(74))))[0]?.confirmed).toEqual({
      kind: 'contact',
      label: 'Kim Lee',
      at: CLOCK.now - 74 * DAY,
      ageDays: 74,
      expiresAt: CLOCK.now - 14 * DAY,
    });
  });

  test('a change of the field itself confirms it too', () => {
    const changes = [{ field: 'custom.buyer' as const, from: empty, to: value('Kim Lee'), seenAt: CLOCK.now - DAY }];
    expect(gapsOf(FIELDS, buyer, kim(value(ago(74))), { changes })).toEqual([]);
  });
});

describe('contradictory values', () => {
  const FIELDS = {
    closeDate: { consistent: 'deal.closeDate >= deal.createdAt' },
    probability: { consistent: 'stage != "discovery" || deal.probability < 50', valid: 'deal.probability <= 100' },
  };
  test.each<[string, Deal['fields'], string[]]>([
    [
      'close date before it was created',
      { closeDate: value('2026-05-01'), createdAt: value('2026-05-20T08:00:00Z') },
      ['now closeDate contradictory'],
    ],
    ['after', { closeDate: value('2026-07-01'), createdAt: value('2026-05-20T08:00:00Z') }, []],
    ['when it was created is unread', { closeDate: value('2026-05-01'), createdAt: unread }, []],
    ['probability against the stage', { probability: value(90) }, ['now probability contradictory']],
    ['not valid comes first', { probability: value(900) }, ['now probability invalid']],
    ['fine', { probability: value(20) }, []],
  ])('%s', (_name, values, expected) => {
    expect(brief(gapsOf(FIELDS, values))).toEqual(expected);
  });

  test('names what it does not agree with', () => {
    expect(gapsOf(FIELDS, { probability: value(90) })[0]?.against).toEqual(['Stage']);
    expect(
      gapsOf(FIELDS, { closeDate: value('2026-05-01'), createdAt: value('2026-05-20T08:00:00Z') })[0]?.against,
    ).toEqual(['Created']);
  });
});

describe('junk by the rest of the deal', () => {
  const LONG = 'They lose ten bookings a day by phone.';
  const FIELDS = {
    description: {},
    pain: { label: 'Pain', type: 'longText' },
    nextStep: {},
    amount: {},
    setup: { label: 'Set-up fee', type: 'money' },
    buyer: { label: 'Buyer', type: 'contact' },
    champion: { label: 'Champion', type: 'contact' },
  };
  const reasons = (values: Deal['fields']): string[] =>
    gapsOf(FIELDS, values).map((g) => `${g.field}: ${g.reason ?? g.kind}`);

  test.each<[string, Deal['fields'], string[]]>([
    [
      'the same text in two fields',
      { description: value(LONG), 'custom.pain': value(`  ${LONG.toUpperCase()} `) },
      ['custom.pain: The same text stands in “Description”.'],
    ],
    ['the same short text', { description: value('Rollout'), 'custom.pain': value('Rollout') }, []],
    ['one unread', { description: unread, 'custom.pain': value(LONG) }, []],
    [
      'a next step that repeats the stage',
      { nextStep: value('Discovery') },
      ['nextStep: This only repeats the stage: what happens next, and who does it?'],
    ],
    [
      'with words around it',
      { nextStep: value('Move to: discovery stage') },
      ['nextStep: This only repeats the stage: what happens next, and who does it?'],
    ],
    ['a next step in the stage', { nextStep: value('Discovery call with Ann') }, []],
    [
      'an amount of one',
      { amount: money(1) },
      ['amount: This looks like a stand-in for an amount that is not known yet.'],
    ],
    [
      'figures along the keyboard',
      { amount: money(123_456) },
      ['amount: This looks like a stand-in for an amount that is not known yet.'],
    ],
    ['a real amount', { amount: money(12_500) }, []],
    ['zero is for the pack to judge', { amount: money(0) }, []],
    ['another field of money', { 'custom.setup': money(1) }, []],
    [
      'the buyer is the rep',
      { 'owner.name': value('Lee, Kim'), 'custom.buyer': value('kim lee') },
      ['custom.buyer: This is the deal’s owner; it should be someone at the customer.'],
    ],
    ['another Kim', { 'owner.name': value('Kim Lee'), 'custom.buyer': value('Kim Berg') }, []],
    [
      'one person in two roles',
      {
        'custom.buyer': value('Maximiliane von der Heide'),
        'custom.champion': value('Maximiliane von der Heide'),
      },
      [],
    ],
  ])('%s', (_name, values, expected) => {
    expect(reasons(values)).toEqual(expected);
  });

  test('a pack that judges the amount itself keeps its word', () => {
    const own = { amount: { valid: 'deal.amount > 5' } };
    expect(brief(gapsOf(own, { amount: money(1) }))).toEqual(['now amount invalid']);
    expect(gapsOf({ amount: { junk: 'off' } }, { amount: money(1) })).toEqual([]);
  });

  test('every junk gap has its sentence', () => {
    for (const text of ['TBD', 'asdf', 'xxx', '?', 'x'])
      expect(gapsOf({ nextStep: {} }, { nextStep: value(text) })[0]?.reason).toMatch(/^Th(?:is|ese) .+\.$/);
    expect(gapsOf({ nextStep: { junk: 'strict' } }, { nextStep: value('follow up') })[0]?.reason).toContain(
      'colleague',
    );
  });
});
