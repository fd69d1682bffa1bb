import { describe, expect, test } from 'vitest';
import { disputeLedger, type DealOutcome, type Dispute } from '@/lib/risk/dispute-ledger';

function dispute(dealId: string, parts: Partial<Dispute> = {}): Dispute {
  return {
    dealId,
    kind: 'signal',
    id: 'silent',
    title: 'Silent',
    claim: 'risk',
    reason: 'We talk by phone.',
    at: 100,
    withdrawnAt: null,
    ...parts,
  };
}

const ends: DealOutcome[] = [
  { dealId: 'won', won: true, closedAt: 1000 },
  { dealId: 'won2', won: true, closedAt: 1000 },
  { dealId: 'lost', won: false, closedAt: 1000 },
];

describe('who was right', () => {
  test.each<[string, Dispute[], { repRight: number | null; ruleRight: number | null; closed: number; open: number }]>([
    [
      'it said risk, and the deal was won: the rep',
      [dispute('won')],
      { repRight: 1, ruleRight: 0, closed: 1, open: 0 },
    ],
    [
      'it said risk, and the deal was lost: the rule',
      [dispute('lost')],
      { repRight: 0, ruleRight: 1, closed: 1, open: 0 },
    ],
    [
      'it said chance, and the deal was won: the rule',
      [dispute('won', { claim: 'chance' })],
      { repRight: 0, ruleRight: 1, closed: 1, open: 0 },
    ],
    ['the deal is open: no one yet', [dispute('open')], { repRight: 0, ruleRight: 0, closed: 0, open: 1 }],
    [
      'a gap says nothing of the outcome: no one',
      [dispute('won', { kind: 'gap', id: 'amount', claim: 'none' })],
      { repRight: null, ruleRight: null, closed: 1, open: 0 },
    ],
    [
      'disputed twice on one deal: counted once',
      [dispute('won'), dispute('won', { at: 200 })],
      { repRight: 1, ruleRight: 0, closed: 1, open: 0 },
    ],
    [
      'taken back after the deal closed: it stood when it counted',
      [dispute('won', { withdrawnAt: 1500 })],
      { repRight: 1, ruleRight: 0, closed: 1, open: 0 },
    ],
    [
      'taken back in time and disputed again: the second one',
      [dispute('won', { withdrawnAt: 150 }), dispute('won', { at: 200 })],
      { repRight: 1, ruleRight: 0, closed: 1, open: 0 },
    ],
  ])('%s', (_name, disputes, expected) => {
    const lines = disputeLedger(disputes, ends);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject(expected);
  });

  test.each<[string, Dispute]>([
    ['taken back before the deal closed', dispute('won', { withdrawnAt: 500 })],
    ['taken back, the deal still open', dispute('open', { withdrawnAt: 500 })],
    ['made when the deal had closed', dispute('won', { at: 1000 })],
  ])('%s: not counted', (_name, each) => {
    expect(disputeLedger([each], ends)).toEqual([]);
  });

  test('rules are apart, the most disputed first, each with the interval of its share', () => {
    const lines = disputeLedger(
      [
        dispute('won'),
        dispute('won2'),
        dispute('lost'),
        dispute('lost', { kind: 'criterion', id: 'buyer', title: 'Buyer', claim: 'none' }),
      ],
      ends,
    );
    expect(lines.map(({ kind, id, closed, won }) => [kind, id, closed, won])).toEqual([
      ['signal', 'silent', 3, 2],
      ['criterion', 'buyer', 1, 0],
    ]);
    expect(lines[0]?.share?.value).toBeCloseTo(2 / 3);
    expect(lines[0]?.share?.low).toBeLessThan(0.3);
    expect(lines[1]?.share?.value).toBe(0);
  });
});
