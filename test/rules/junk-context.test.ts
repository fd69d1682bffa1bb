import { describe, expect, test } from 'vitest';
import { amountJunk, copiedAcross, quarterEnds, repeatsStage } from '@/lib/rules/junk-context';
import { deal, unread, value } from './support';

test.each([
  [1, true],
  [0.01, true],
  [-1, true],
  [11_111, true],
  [1_111, false],
  [123_456, true],
  [12_345, true],
  [12_346, false],
  [999_999, true],
  [99_999, false],
  [0, false],
  [2, false],
  [111_111.5, false],
])('an amount of %d: %s', (amount, junk) => {
  expect(amountJunk({ value: amount, currency: null })).toBe(junk);
  expect(amountJunk(amount)).toBe(junk);
});

test.each([
  ['Proposal', true],
  ['  PROPOSAL. ', true],
  ['Stage: Proposal', true],
  ['move deal to proposal', true],
  ['Advance to Proposal stage', true],
  ['in Proposal', true],
  ['Phase Proposal', true],
  ['Send proposal', false],
  ['Proposal to Ann by Friday', false],
  ['stage', false],
  ['', false],
])('%j repeats the stage: %s', (text, repeats) => {
  expect(repeatsStage(text, ['Proposal', null])).toBe(repeats);
});

describe('texts copied across deals', () => {
  const TEXT = 'Customer wants to modernise its infrastructure.';
  const of = (id: string, text: string | null) => ({
    ...deal({ description: text === null ? unread : value(text) }),
    id,
  });

  test('those that many share, most shared first', () => {
    const deals = [
      of('a', TEXT),
      of('b', TEXT.toUpperCase()),
      of('c', `${TEXT} `),
      of('d', 'Something of their own here'),
    ];
    expect(copiedAcross(deals, ['description'])).toEqual([
      { field: 'description', text: TEXT, dealIds: ['a', 'b', 'c'] },
    ]);
  });

  test.each<[string, (string | null)[]]>([
    ['two are too few', [TEXT, TEXT]],
    ['short texts', ['Rollout', 'Rollout', 'Rollout']],
    ['unread', [null, null, null]],
    ['nothing', []],
  ])('%s: none', (_name, texts) => {
    expect(
      copiedAcross(
        texts.map((text, i) => of(String(i), text)),
        ['description'],
      ),
    ).toEqual([]);
  });

  test('a deal read twice is one deal; two are enough when asked for', () => {
    expect(copiedAcross([of('a', TEXT), of('a', TEXT), of('a', TEXT)], ['description'])).toEqual([]);
    expect(copiedAcross([of('a', TEXT), of('b', TEXT)], ['description'], 2)).toHaveLength(1);
  });
});

describe('close dates on the last day of a quarter', () => {
  const closing = (...dates: (string | null)[]) =>
    dates.map((date, i) => ({ ...deal({ closeDate: date === null ? unread : value(date) }), id: String(i) }));
  const ENDS = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31', '2027-03-31'];

  test('all of them', () => {
    expect(quarterEnds(closing(...ENDS))).toEqual({ dated: 5, dealIds: ['0', '1', '2', '3', '4'], heaped: true });
  });

  test.each<[string, (string | null)[], boolean, number]>([
    ['most of them', [...ENDS, '2026-05-12'], true, 5],
    ['half', [...ENDS.slice(0, 3), '2026-05-12', '2026-04-30', '2026-02-28'], false, 3],
    ['too few to say', ENDS.slice(0, 4), false, 4],
    ['unread ones do not count', [...ENDS, null, null, null], true, 5],
    ['no deal', [], false, 0],
  ])('%s', (_name, dates, heaped, count) => {
    const found = quarterEnds(closing(...dates));
    expect([found.heaped, found.dealIds.length]).toEqual([heaped, count]);
  });

  test('a financial year that begins in February', () => {
    expect(quarterEnds(closing('2026-04-30', '2026-01-31', '2026-03-31'), 2).dealIds).toEqual(['0', '1']);
  });
});
