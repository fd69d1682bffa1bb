import { RE2JS } from '@bufbuild/re2';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from '@/lib/rules/cel/check';
import { vocabulary } from '@/lib/rules/cel/env';
import { machineOf } from '@/lib/rules/cel/pattern-machine';
import { MAX_PROGRAM } from '@/lib/rules/cel/pattern-match';
import { nativeOf } from '@/lib/rules/cel/pattern-native';
import { parsePattern } from '@/lib/rules/cel/pattern-parse';
import { programOf } from '@/lib/rules/cel/pattern-program';
import { deal, empty, evaluate, money, signals, unread, value } from './support';

/** A random expression beside what hand-written JavaScript makes of it. */
type Pair<T> = { cel: string; js: T };

const AMOUNT = 20_000;
const FIXED = deal({
  amount: money(AMOUNT),
  probability: value(40),
  name: value('Acme'),
  discountPercent: unread,
  nextStep: empty,
  nextStepDate: empty,
});

const numbers: fc.Arbitrary<Pair<number>> = fc.letrec<{ n: Pair<number> }>((tie) => ({
  n: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.integer({ min: -50, max: 50 }).map((n) => ({ cel: n < 0 ? `(${n}.0)` : `${n}.0`, js: n })),
    fc.constant({ cel: 'deal.amount', js: AMOUNT }),
    fc.constant({ cel: 'deal.probability', js: 40 }),
    fc.tuple(fc.constantFrom('+', '-', '*'), tie('n'), tie('n')).map(([op, a, b]) => ({
      cel: `(${a.cel} ${op} ${b.cel})`,
      js: op === '+' ? a.js + b.js : op === '-' ? a.js - b.js : a.js * b.js,
    })),
    tie('n').map((a) => ({ cel: `(-${a.cel})`, js: 0 - a.js })),
  ),
})).n;

const conditions: fc.Arbitrary<Pair<boolean>> = fc.letrec<{ c: Pair<boolean> }>((tie) => ({
  c: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.boolean().map((b) => ({ cel: String(b), js: b })),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), numbers, numbers).map(([op, a, b]) => ({
      cel: `${a.cel} ${op} ${b.cel}`,
      js: {
        '<': a.js < b.js,
        '<=': a.js <= b.js,
        '>': a.js > b.js,
        '>=': a.js >= b.js,
        '==': a.js === b.js,
        '!=': a.js !== b.js,
      }[op],
    })),
    fc.tuple(tie('c'), tie('c')).map(([a, b]) => ({ cel: `(${a.cel} && ${b.cel})`, js: a.js && b.js })),
    fc
      .tuple(tie('c'), tie('c'), tie('c'))
      .map(([a, b, c]) => ({ cel: `(${a.cel} || ${b.cel} || ${c.cel})`, js: a.js || b.js || c.js })),
    fc
      .tuple(tie('c'), tie('c'), tie('c'))
      .map(([a, b, c]) => ({ cel: `(${a.cel} ? ${b.cel} : ${c.cel})`, js: a.js ? b.js : c.js })),
    tie('c').map((a) => ({ cel: `!(${a.cel})`, js: !a.js })),
    fc
      .tuple(numbers, fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }))
      .map(([a, list]) => ({ cel: `${a.cel} in [${list.join(', ')}]`, js: list.includes(a.js) })),
  ),
})).c;

const WORDS = vocabulary({});
const fits = (cel: string): boolean => cel.length <= 2_000 && checkExpression(cel, WORDS, 'condition').ok;

test('arithmetic and conditions agree with JavaScript', () => {
  fc.assert(
    fc.property(fc.array(conditions, { minLength: 1, maxLength: 5 }), (pairs) => {
      const within = pairs.filter((p) => fits(p.cel));
      const verdicts = evaluate(signals(...within.map((p) => p.cel)), FIXED).signals.map((s) => s.verdict.kind);
      expect(verdicts).toEqual(within.map((p) => (p.js ? 'met' : 'notMet')));
    }),
    { numRuns: 150 },
  );
});

/** Three-valued logic by its tables: true, false, or null for unknown. */
type Three = boolean | null;

const threes: fc.Arbitrary<Pair<Three>> = fc.letrec<{ t: Pair<Three> }>((tie) => ({
  t: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<Pair<Three>>(
      { cel: 'true', js: true },
      { cel: 'false', js: false },
      { cel: 'deal.discountPercent > 5', js: null },
      { cel: 'deal.amount > 5', js: true },
      { cel: 'deal.nextStepDate < now', js: false },
      { cel: 'deal.nextStepDate >= now', js: false },
      { cel: 'deal.nextStep == null', js: true },
      { cel: 'contacts.exists(c, true)', js: null },
    ),
    fc.tuple(tie('t'), tie('t')).map(([a, b]) => ({
      cel: `(${a.cel} && ${b.cel})`,
      js: a.js === false || b.js === false ? false : a.js === null || b.js === null ? null : true,
    })),
    fc.tuple(tie('t'), tie('t')).map(([a, b]) => ({
      cel: `(${a.cel} || ${b.cel})`,
      js: a.js === true || b.js === true ? true : a.js === null || b.js === null ? null : false,
    })),
    fc
      .tuple(tie('t'), tie('t'), tie('t'))
      .map(([a, b, c]) => ({ cel: `(${a.cel} ? ${b.cel} : ${c.cel})`, js: a.js === null ? null : a.js ? b.js : c.js })),
    tie('t').map((a) => ({ cel: `!(${a.cel})`, js: a.js === null ? null : !a.js })),
  ),
})).t;

test('unknown absorbs by the tables of three-valued logic', () => {
  fc.assert(
    fc.property(fc.array(threes, { minLength: 1, maxLength: 5 }), (pairs) => {
      const within = pairs.filter((p) => fits(p.cel));
      const verdicts = evaluate(signals(...within.map((p) => p.cel)), FIXED).signals.map((s) => s.verdict.kind);
      expect(verdicts).toEqual(within.map((p) => (p.js === null ? 'unknown' : p.js ? 'met' : 'notMet')));
    }),
    { numRuns: 150 },
  );
});

test('no text at all makes the checker throw', () => {
  const fragments = [
    'deal.',
    'amount',
    'contacts',
    '.exists(c, ',
    ')',
    '(',
    '"',
    "'",
    '&&',
    '||',
    '!',
    '? ',
    ':',
    '[',
    ']',
    '{',
    '}',
    '1',
    '.5',
    'u',
    'null',
    'has(',
    '\\',
    '\n',
    'now',
    '-',
    'matches("',
    '💥',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join('')),
      (source) => {
        const checked = checkExpression(source, WORDS, 'condition');
        if (!checked.ok)
          for (const { range } of checked.flaws)
            expect(range.start <= range.end && range.end <= Math.max(source.length, 1)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Pieces of which patterns of the native subset are made, and characters that come near their edges. */
const CHARACTERS = [
  'a',
  'b',
  'A',
  ' ',
  '\n',
  '\r',
  '\u00a0',
  '\u2028',
  '\u{1f600}',
  'ä',
  'ß',
  '０',
  '-',
  ']',
  '.',
  '_',
  '7',
  '\v',
  '\ud83d',
  'K',
  's',
  '\u017f',
  '\u212a',
  'İ',
  'Ä',
  'ς',
  'Σ',
];
const ATOMS = [
  'a',
  'b',
  'ab',
  'ä',
  '\u{1f600}',
  '.',
  '[ab]',
  '[^a]',
  '[a-c7]',
  '[^.\\n]',
  '[-a]',
  '[\\s.]',
  '\\s',
  '\\S',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\.',
  '\\-',
  '\\n',
  '０',
  '[０-９]',
  '\\b',
  '\\B',
  'k',
  's',
  '[k-t]',
  '[^S]',
];

const patterns = fc.letrec<{ p: string }>((tie) => ({
  p: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    fc.tuple(tie('p'), tie('p')).map(([a, b]) => a + b),
    fc.tuple(tie('p'), tie('p')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('p'), fc.constantFrom('?', '{0,2}', '{2}', '{1,3}?')).map(([a, q]) => `(?:${a})${q}`),
    fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom('*', '+', '?', '{2,}', '*?')).map(([a, q]) => `(${a})${q}`),
    tie('p').map((a) => `^${a}`),
    tie('p').map((a) => `${a}$`),
    fc.tuple(tie('p'), tie('p')).map(([a, b]) => `${a}|${b}`),
  ),
})).p;

const texts = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 12 }).map((c) => c.join(''));

/** Both ways a pattern can be run; the machine also where a native expression would do. */
function runs(pattern: string): { native: RegExp | null; machine: ReturnType<typeof machineOf> | null } {
  const parsed = parsePattern(pattern);
  const program = parsed === null ? null : programOf(parsed, MAX_PROGRAM);
  return { native: parsed === null ? null : nativeOf(parsed), machine: program === null ? null : machineOf(program) };
}

test.each([
  ['with case', ''],
  ['without', '(?i)'],
])(
  'a pattern says what RE2 says, natively and by the machine: %s',
  (_name, flag) => {
    const ran = { native: 0, machine: 0 };
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 1, maxLength: 6 }), (body, samples) => {
        const pattern = flag + body;
        const { native, machine } = runs(pattern);
        const re2 = new RE2JS(pattern);
        if (native) ran.native++;
        if (machine) ran.machine++;
        for (const text of samples) {
          const expected = re2.test(text);
          expect([pattern, text, native?.test(text) ?? expected, machine?.(text, Infinity).found ?? expected]).toEqual([
            pattern,
            text,
            expected,
            expected,
          ]);
        }
      }),
      { numRuns: 1_500, examples: [['\\B', ['a😀a']]] },
    );
    expect(Math.min(ran.native, ran.machine)).toBeGreaterThan(400);
  },
  30_000,
);

test('any text at all as a pattern is run only where RE2 takes it, with the same meaning', () => {
  const pieces = [
    ...ATOMS,
    ...'()[]{}|^$*+?\\-,:=!<i1'.split(''),
    '(?i)',
    '(?:',
    '\\pL',
    '[[:alpha:]]',
    '\\Q',
    '[]a]',
    '{,2}',
    '\\x41',
    '\\x{1f600}',
    '\\A',
    '\\z',
    '\\C',
    '(?s)',
  ];
  const anything = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((p) => p.join(''));
  fc.assert(
    fc.property(anything, texts, (pattern, text) => {
      const { native, machine } = runs(pattern);
      if (native) expect(native.test(text)).toBe(new RE2JS(pattern).test(text));
      if (machine) expect(machine(text, Infinity).found).toBe(new RE2JS(pattern).test(text));
    }),
    { numRuns: 5_000 },
  );
});

test('whatever is read as a pattern is one of RE2’s, counts within counts among them', () => {
  const counts = fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.constantFrom('', ',', ',+'),
    fc.integer({ min: 0, max: 40 }),
  );
  const counted = counts.map(([min, to, more]) => (to === ',+' ? `{${min},${min + more}}` : `{${min}${to}}`));
  const nested = fc
    .array(counted, { minLength: 1, maxLength: 4 })
    .map((all) => all.reduce((p, q) => `(?:${p}b)${q}`, 'a'));
  const read = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(nested, (pattern) => {
      const accepted = parsePattern(pattern) !== null;
      read[accepted ? 'accepted' : 'refused']++;
      if (accepted) expect(() => RE2JS.compile(pattern)).not.toThrow();
    }),
    { numRuns: 1_500, examples: [['(?:a{30}b){33}'], ['(?:a{40}b){40}'], ['(?:a{2,}b){501}']] },
  );
  expect(Math.min(read.accepted, read.refused)).toBeGreaterThan(100);
});
