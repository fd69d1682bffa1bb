import { describe, expect, test } from 'vitest';
import { junkReason } from '@/lib/rules/junk';
import { quickest } from '../support/quickest';
import { JUNK_SET, type Labelled } from './junk-set';

const isJunk = ({ text }: Labelled): boolean => junkReason(text) !== null;
const LEGITIMATE = JUNK_SET.filter((value) => !value.junk);

function f1(set: readonly Labelled[]): number {
  const found = set.filter(isJunk);
  const right = found.filter((value) => value.junk).length;
  const all = set.filter((value) => value.junk).length;
  return (2 * right) / (found.length + all);
}

describe('the labelled set', () => {
  test('is large enough to mean something, and says no value twice', () => {
    expect(JUNK_SET.length).toBeGreaterThanOrEqual(400);
    expect(LEGITIMATE.length).toBeGreaterThanOrEqual(150);
    for (const language of ['en', 'de', 'fr', 'ja']) {
      expect(JUNK_SET.filter((v) => v.language === language && v.junk).length).toBeGreaterThanOrEqual(25);
      expect(JUNK_SET.filter((v) => v.language === language && !v.junk).length).toBeGreaterThanOrEqual(25);
    }
    const twice = JUNK_SET.filter((v, i) => JUNK_SET.some((o, j) => j < i && o.text === v.text && o.junk !== v.junk));
    expect(twice).toEqual([]);
  });

  test('F1 is at least 0.95, in all and in each language', () => {
    expect(f1(JUNK_SET)).toBeGreaterThanOrEqual(0.95);
    for (const language of ['en', 'de', 'fr', 'ja'])
      expect(f1(JUNK_SET.filter((v) => v.language === language))).toBeGreaterThanOrEqual(0.95);
  });

  test('no legitimate value is taken for junk', () => {
    expect(LEGITIMATE.filter(isJunk).map((v) => v.text)).toEqual([]);
  });

  test('what is not found is known by name', () => {
    expect(JUNK_SET.filter((v) => v.junk && !isJunk(v)).map((v) => v.text)).toMatchInlineSnapshot(`
      [
        "-- select --",
        "string",
        "wqewqe",
        "dasdas",
        "tbd at kickoff",
        "pls ignore",
        "tset",
        "112233",
        "12121212",
        "nix",
        "XXXX株式会社",
      ]
    `);
  });
});

describe('junk', () => {
  test.each([
    ['TBD', 'placeholder'],
    ['asdf', 'keyboardMash'],
    ['xxx', 'repeated'],
    ['?', 'punctuation'],
    ['x', 'tooShort'],
    ['tbd / asdf', 'placeholder'],
    ['pending tbd', 'placeholder'],
    ['abcdef', 'keyboardMash'],
  ])('%s: %s', (text, reason) => {
    expect(junkReason(text)).toBe(reason);
  });

  test.each([
    ['follow up', 'vague'],
    ['Yes', 'vague'],
    ['検討中', 'vague'],
    ['TBD with Kim', 'placeholder'],
    ['NA', 'placeholder'],
    ['jo', 'tooShort'],
  ])('strict also takes %s: %s', (text, reason) => {
    expect(junkReason(text)).toBeNull();
    expect(junkReason(text, { mode: 'strict' })).toBe(reason);
  });

  test.each(['3M', 'QA', 'IBM', 'SAP', 'HP', 'Call Kim on Friday about the DPA', 'Kim Lee', '林'])(
    'strict leaves %s alone',
    (text) => {
      expect(junkReason(text, { mode: 'strict' })).toBeNull();
    },
  );

  test('blank is empty, not junk', () => {
    expect([junkReason(''), junkReason('   ')]).toEqual([null, null]);
  });

  test('long texts are looked at quickly', () => {
    const long = ['a'.repeat(10_000), 'ab'.repeat(5_000), 'lorem ipsum '.repeat(800), 'word '.repeat(2_000)];
    expect(quickest(200, () => long.forEach((text) => junkReason(text)))).toBeLessThan(200);
    expect(junkReason('a'.repeat(10_000))).toBe('repeated');
    expect(junkReason('We met the buyer. '.repeat(500))).toBeNull();
  });
});
