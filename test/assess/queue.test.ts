import { describe, expect, test } from 'vitest';
import { queueView } from '@/lib/assess/queue/queue-view';
import { isDue, stakeOf } from '@/lib/assess/queue/stake';
import { isOwnedBy, ownerOfSignIn, ownersOf, type Me } from '@/lib/domain/me';
import type { Field, FieldValue } from '@/lib/domain/deal';
import type { QueueItem } from '@/lib/domain/queue';

const EMPTY: Field = { state: 'empty', source: 'api' };
const UNREAD: Field = { state: 'unknown', reason: 'notOnPage' };
const value = (content: FieldValue): Field => ({ state: 'value', value: content, source: 'api' });
const money = (amount: number, currency: string | null = 'EUR'): Field => value({ value: amount, currency });
const GAP: QueueItem['gaps'][number] = { field: 'nextStep', label: 'Next step', kind: 'missing', held: EMPTY };
const step = (effect: number) => ({ id: `s${effect}`, title: 'Call', minutes: 5, effect });
const EVA = { id: value('7'), name: value('Eva Seller') };
const I_AM_EVA: Me = { everybody: false, id: '7', name: 'Eva Seller' };

function item(parts: Partial<QueueItem>): QueueItem {
  return {
    dealId: '1',
    name: 'Acme',
    url: 'https://crm.example/1',
    stage: 'Proposal',
    standing: 'checked',
    owner: EVA,
    amount: money(10_000),
    risk: null,
    gaps: [GAP],
    steps: [],
    flags: { regressed: [], closeDate: null, nextStepDate: null },
    day: '2026-11-22',
    readAt: 1_000,
    source: 'api',
    at: 1_000,
    basis: '',
    remembered: { dealId: '1', at: 1_000, pack: { hash: '' }, criteria: [] },
    ...parts,
  };
}

describe('what is at stake on a deal', () => {
  test.each<[string, Partial<QueueItem>, ReturnType<typeof stakeOf>]>([
    [
      'the best open step counts, not their sum',
      { steps: [step(-12), step(-5)], amount: money(50_000) },
      { value: 6_000, currency: 'EUR', cut: 12 },
    ],
    ['a gap alone counts as one point', {}, { value: 100, currency: 'EUR', cut: 1 }],
    ['a gap beside a better step adds nothing', { steps: [step(-3)] }, { value: 300, currency: 'EUR', cut: 3 }],
    ['a step that would harm is worth nothing', { gaps: [], steps: [step(4)] }, { value: 0, currency: 'EUR', cut: 0 }],
    ['an empty amount is not zero: it is not known', { amount: EMPTY }, { value: null, currency: null, cut: 1 }],
    ['nor is one that could not be read', { amount: UNREAD }, { value: null, currency: null, cut: 1 }],
    ['an amount of nothing is none', { amount: money(0, 'USD') }, { value: null, currency: 'USD', cut: 1 }],
    ['a refund is none', { amount: money(-5) }, { value: null, currency: 'EUR', cut: 1 }],
    ['an amount may have no currency', { amount: money(200, null) }, { value: 2, currency: null, cut: 1 }],
  ])('%s', (_name, parts, expected) => {
    expect(stakeOf(item(parts))).toEqual(expected);
  });

  test.each<[string, Partial<QueueItem>, boolean]>([
    ['a gap is due', {}, true],
    ['a step that cuts risk is due', { gaps: [], steps: [step(-1)] }, true],
    ['a step without effect is not', { gaps: [], steps: [step(0)] }, false],
    ['nothing is not', { gaps: [] }, false],
  ])('%s', (_name, parts, expected) => {
    expect(isDue(item(parts))).toBe(expected);
  });
});

describe('whose deal it is', () => {
  test.each<[string, QueueItem['owner'], Me, boolean | 'unknown']>([
    ['the same id, whatever the name', { id: value('7'), name: value('E. S.') }, I_AM_EVA, true],
    ['another id with the same name is another person', { id: value('8'), name: value('Eva Seller') }, I_AM_EVA, false],
    ['by name where the page shows no id', { id: UNREAD, name: value('Seller, Eva') }, I_AM_EVA, true],
    [
      'an owner that could not be read is not mine, and not another’s',
      { id: UNREAD, name: UNREAD },
      I_AM_EVA,
      'unknown',
    ],
    ['a deal without an owner is nobody’s', { id: EMPTY, name: EMPTY }, I_AM_EVA, false],
    ['everybody’s are all', { id: UNREAD, name: UNREAD }, { everybody: true }, true],
    ['ids come as numbers, too', { id: value(7), name: UNREAD }, I_AM_EVA, true],
  ])('%s', (_name, owner, me, expected) => {
    expect(isOwnedBy(owner, me)).toBe(expected);
  });

  test('the owners of some deals, those of most first, each once', () => {
    const owners = [
      { id: value('8'), name: value('Max') },
      EVA,
      { id: value('7'), name: UNREAD },
      { id: UNREAD, name: UNREAD },
    ];
    expect(ownersOf(owners)).toEqual([
      { id: '7', name: 'Eva Seller', deals: 2 },
      { id: '8', name: 'Max', deals: 1 },
    ]);
  });

  test.each<[string, string | null, boolean]>([
    ['is the owner of that id', '7', true],
    ['is the owner of that name', 'eva seller', true],
    ['is nobody where it says nothing', null, false],
    ['is nobody where it is an address that no owner shows', 'eva@acme.example', false],
  ])('a sign-in %s', (_name, user, known) => {
    const lines = [{ id: '7', name: 'Eva Seller', deals: 3 }];
    expect(ownerOfSignIn(user, lines)).toEqual(known ? I_AM_EVA : null);
  });

  test('a name that two owners have is nobody’s', () => {
    const two = [
      { id: '7', name: 'Eva Seller', deals: 3 },
      { id: '9', name: 'Eva Seller', deals: 1 },
    ];
    expect(ownerOfSignIn('Eva Seller', two)).toBeNull();
  });
});

describe('the queue', () => {
  const ids = (view: ReturnType<typeof queueView>) =>
    view.groups.map(({ currency, hasAmount, rows }) => [
      hasAmount ? currency : 'none',
      rows.map(({ dealId }) => dealId),
    ]);

  test('holds the rep’s due deals by what is at stake, each currency by itself, those without an amount last', () => {
    const view = queueView(
      [
        item({ dealId: 'small', amount: money(1_000) }),
        item({ dealId: 'dollars', amount: money(9_999_999, 'USD') }),
        item({ dealId: 'large', amount: money(90_000) }),
        item({ dealId: 'blank', amount: EMPTY }),
        item({ dealId: 'blank-risky', amount: UNREAD, steps: [step(-20)] }),
        item({ dealId: 'fine', gaps: [] }),
        item({ dealId: 'others', owner: { id: value('8'), name: value('Max') } }),
        item({ dealId: 'won', standing: 'closed', gaps: [] }),
        item({ dealId: 'odd-stage', standing: 'stageUnknown', gaps: [] }),
        item({ dealId: 'no-owner', owner: { id: UNREAD, name: UNREAD } }),
      ],
      I_AM_EVA,
    );
    expect(ids(view)).toEqual([
      ['EUR', ['large', 'small']],
      ['USD', ['dollars']],
      ['none', ['blank-risky', 'blank']],
    ]);
    expect(view.counts).toEqual({ known: 9, mine: 7, checked: 6, due: 5, ownerUnknown: 1, notChecked: 1 });
  });

  test('equal stakes keep one order, by gaps and then by name', () => {
    const twice = [GAP, { ...GAP, field: 'closeDate' as const }];
    const items = [
      item({ dealId: 'b', name: 'B' }),
      item({ dealId: 'a', name: 'A' }),
      item({ dealId: 'c', name: 'C', gaps: twice }),
    ];
    expect(ids(queueView(items, I_AM_EVA))).toEqual([['EUR', ['c', 'a', 'b']]]);
    expect(ids(queueView(items.toReversed(), I_AM_EVA))).toEqual([['EUR', ['c', 'a', 'b']]]);
  });

  test('is nobody’s while nobody has said who he is, and still knows the owners to choose from', () => {
    const view = queueView([item({})], null);
    expect(view.groups).toEqual([]);
    expect(view.counts).toMatchObject({ known: 1, mine: 0, due: 0 });
    expect(view.owners).toHaveLength(1);
    expect(view.read).toBeNull();
  });

  test('says when the rep’s deals were read and where from', () => {
    const view = queueView(
      [
        item({ dealId: '1', readAt: 5, source: 'page' }),
        item({ dealId: '2', readAt: 9 }),
        item({ dealId: '3', readAt: 1, owner: { id: value('8'), name: UNREAD } }),
      ],
      I_AM_EVA,
    );
    expect(view.read).toEqual({ oldest: 5, latest: 9, overApi: 1 });
  });
});
