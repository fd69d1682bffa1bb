import { describe, expect, it, vi } from 'vitest';
import { askedOf } from '@/lib/insight/ask';
import { bookOf } from '@/lib/insight/book';
import { discoveries } from '@/lib/insight/findings/discovery';
import { findPatterns, Q } from '@/lib/insight/findings/find';
import { fisherP, stratifiedP } from '@/lib/insight/findings/fisher';
import type { ActivityRow, ChangeRow, ContactRow, DealRow, Layout } from '@/lib/insight/layout';
import { EMPTY_LAYOUT } from '@/lib/insight/layout';
import { dayOf, dayText } from '@/lib/insight/periods';
import { chanceOf } from '@/lib/risk/seeded';

// A busy machine takes many times longer.
vi.setConfig({ testTimeout: 60_000 });

describe("Fisher's exact test", () => {
  it.each([
    ['the lady tasting tea: 3 of 4 and 1 of 4', { in: 4, inWon: 3, out: 4, outWon: 1 }, 0.485_714_285_7],
    ['all against none', { in: 5, inWon: 5, out: 5, outWon: 0 }, 0.007_936_507_9],
    ['no difference', { in: 10, inWon: 5, out: 10, outWon: 5 }, 1],
    ["R's example of twins: 2 of 12 and 15 of 18", { in: 12, inWon: 2, out: 18, outWon: 15 }, 0.000_536_724_1],
  ])('%s', (_, table, p) => expect(fisherP(table)).toBeCloseTo(p, 9));
});

it('a difference that only comes from the mix of two strata is none within them', () => {
  const strata = [
    { in: 80, inWon: 64, out: 20, outWon: 16 },
    { in: 20, inWon: 4, out: 80, outWon: 16 },
  ];
  expect(fisherP({ in: 100, inWon: 68, out: 100, outWon: 32 })).toBeLessThan(1e-6);
  expect(stratifiedP(strata)).toBeGreaterThan(0.9);
});

describe('discoveries', () => {
  const ps = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
  it('by Benjamini and Hochberg', () => {
    expect(discoveries(ps, 0.05, true).filter(Boolean)).toHaveLength(2);
  });
  it('by Benjamini and Yekutieli, who ask for more', () => {
    expect(discoveries(ps, 0.05).filter(Boolean)).toHaveLength(1);
  });
  it('none of none', () => expect(discoveries([], 0.05)).toEqual([]));
});

const FIRST = dayOf('2023-01-01') ?? 0;
const AS_OF = dayOf('2024-12-31') ?? 0;

type Made = { deal: DealRow; contacts: number; answerHours: number; firstIn: boolean };
type Effect = (made: Made) => number;

/** Closed deals whose every trait is drawn by chance; `effect` is what a trait adds to the chance to win. */
function layoutOf(seed: number, deals: number, effect: Effect): Layout {
  const { uniform } = chanceOf(seed);
  const one = <T>(items: readonly T[]): T => items[Math.floor(uniform() * items.length)] as T;
  const out = Array.from({ length: deals }, (_, i) => {
    const created = FIRST + Math.floor(uniform() * 600);
    const closed = created + 15 + Math.floor(uniform() * 90);
    const deal: DealRow = {
      deal_id: `D${i}`,
      name: null,
      account: `A${i % 12}`,
      owner: one(['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo']),
      team: one(['North', 'South']),
      segment: one(['Retail', 'Finance', 'Health', 'Public']),
      source: one(['Web', 'Event', 'Partner']),
      product: one(['P1', 'P2', 'P3']),
      pipeline: null,
      stage: null,
      outcome: 'lost',
      amount: Math.round(1000 * Math.exp(2 * uniform())),
      currency: 'EUR',
      created: dayText(created),
      closed: dayText(closed),
      close_date: null,
      probability: null,
    };
    const made = {
      deal,
      contacts: 1 + Math.floor(uniform() * 3),
      answerHours: uniform() * 48,
      firstIn: uniform() < 0.5,
    };
    if (uniform() < 0.45 + effect(made)) deal.outcome = 'won';
    return { ...made, created };
  });
  return {
    ...EMPTY_LAYOUT,
    deals: out.map(({ deal }) => deal),
    contacts: out.flatMap(({ deal, contacts, created }) =>
      Array.from({ length: contacts }, (_, c): ContactRow => {
        return { deal_id: deal.deal_id, contact_id: `C${c}`, role: null, first_day: dayText(created + c * 3) };
      }),
    ),
    activities: out.flatMap(({ deal, answerHours, firstIn, created }): ActivityRow[] => {
      const at = (hours: number): Pick<ActivityRow, 'day' | 'happened_at'> => {
        const day = dayText(created + 1 + Math.floor(hours / 24));
        return { day, happened_at: `${day}T${String(Math.floor(hours % 24)).padStart(2, '0')}:00:00Z` };
      };
      const base = { deal_id: deal.deal_id, kind: 'email' };
      const opener: ActivityRow = {
        ...base,
        day: dayText(created),
        happened_at: null,
        direction: firstIn ? 'in' : 'out',
      };
      return [opener, { ...base, ...at(0), direction: 'in' }, { ...base, ...at(answerHours), direction: 'out' }];
    }),
    changes: [] as ChangeRow[],
  };
}

const found = (layout: Layout) => {
  const book = bookOf(layout);
  return findPatterns(book, askedOf(book, { asOf: AS_OF }));
};

describe('what was planted is found, and nothing beside it', () => {
  it.each([
    ['a segment', (m) => (m.deal.segment === 'Public' ? -0.25 : 0), { code: 'segment', args: { level: 'Public' } }],
    ['a second person', (m) => (m.contacts >= 2 ? 0.25 : 0), { code: 'contacts', args: { least: 2, days: 14 } }],
    ['an answer within a day', (m) => (m.answerHours < 24 ? 0.25 : 0), { code: 'answeredWithin', args: { hours: 24 } }],
    ['who spoke first', (m) => (m.firstIn ? 0.25 : 0), { code: 'firstDirection', args: { direction: 'in' } }],
  ] as [string, Effect, object][])('%s', (_, effect, expected) => {
    const { findings } = found(layoutOf(5, 1500, effect));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject(expected);
    const [one] = findings;
    expect(one?.apart.low).toBeLessThan(one?.apart.value ?? 0);
    expect(one?.money?.value).toBeGreaterThan(0);
    expect(one?.deals.length).toBe((one?.apart.value ?? 0) < 0 ? one?.counts.in : one?.counts.out);
  });

  it('two at once, each given the other', () => {
    const effect: Effect = (m) => (m.deal.product === 'P1' ? 0.2 : 0) + (m.deal.source === 'Event' ? -0.25 : 0);
    const codes = found(layoutOf(9, 3000, effect)).findings.map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['product', 'source']);
  });
});

describe('on data without signal', () => {
  it('it reports a false finding in at most the share of teams it promises', () => {
    const TEAMS = 100;
    let wrong = 0;
    for (let seed = 1; seed <= TEAMS; seed++) if (found(layoutOf(seed, 300, () => 0)).findings.length > 0) wrong += 1;
    expect(wrong / TEAMS).toBeLessThanOrEqual(Q);
  }, 300_000);

  it('of too few closed deals it tests nothing', () => {
    expect(found(layoutOf(1, 40, () => 0))).toMatchObject({ findings: [], tested: 0, n: 40 });
  });
});
