import { describe, expect, test } from 'vitest';
import { buildFn } from '@/lib/rules/cel/build';
import type { Code } from '@/lib/rules/cel/code';
import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import type { CompiledPack } from '@/lib/rules/types';
import { compiled, deal, errors, input, judge, pack, rows, runnable, signals, value } from './support';

/** The quickest of five runs: the machine may be busy with something else. */
function quickest(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const flawOf = (source: string): { message: string; text: string | undefined; at: number | undefined } => {
  const [first] = errors(signals(source));
  return { message: first?.message ?? 'accepted', text: first?.text, at: first?.position?.start };
};

describe('T01 names that reach for JavaScript objects', () => {
  const NAMES = ['constructor', '__proto__', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'];
  const FORMS: readonly (readonly [form: string, write: (name: string) => string])[] = [
    ['a dot', (n) => `deal.${n} == null`],
    ['a dot on a row', (n) => `contacts.exists(c, c.${n} == null)`],
    ['a dot on text', (n) => `deal.name.${n} == null`],
    ['an index', (n) => `deal["${n}"] == null`],
    ['an index of a map', (n) => `{"a": 1}["${n}"] == 1`],
    ['has()', (n) => `has(deal.${n})`],
    ['a macro variable', (n) => `contacts.exists(${n}, true)`],
    ['a bound name', (n) => `cel.bind(${n}, 1, true)`],
    ['a map key', (n) => `{"${n}": 1}.size() == 1`],
    ['a variable', (n) => `${n} == 1`],
    ['a function', (n) => `${n}(1) == 1`],
    ['a method', (n) => `deal.name.${n}() == "x"`],
  ];

  for (const [form, write] of FORMS) {
    test.each(NAMES)(`${form}: %s is refused at its exact place`, (name) => {
      const source = write(name);
      const found = flawOf(source);
      expect(found.message).toBe(`"${name}" cannot be used here`);
      expect(found.text).toContain(name);
      expect(source.slice(found.at)).toMatch(/^[."[]?/);
      if (form !== 'a function' && form !== 'a method') expect(found.text?.replaceAll('"', '')).toBe(name);
    });
  }

  test('all of them are found in one pass', () => {
    expect(errors(signals('deal.constructor == null && has(deal.__proto__) && deal["toString"] == null'))).toHaveLength(
      3,
    );
  });

  test('a computed key finds own entries only', () => {
    expect(judge('{"a": 1}["con" + "structor"] == 1')).toBe('broken: no such key: constructor');
    expect(judge('["a"].exists(k, {"b": 1}["__pro" + "to__"] == 1)')).toBe('broken: no such key: __proto__');
  });

  test('the words may be text like any other', () => {
    expect(judge('deal.name == "constructor"', deal({ name: value('constructor') }))).toBe('met');
  });

  test('a row whose data carry such keys shows only known ones', () => {
    const row = JSON.parse('{"name":{"state":"value","value":"Ann","source":"page"},"__proto__":{"polluted":true}}');
    expect(judge('contacts.exists(c, c.name == "Ann")', deal({}, { contacts: rows([row]) }))).toBe('met');
    expect(judge('contacts.exists(c, c.role == "x")', deal({}, { contacts: rows([row]) }))).toBe(
      'unknown: contacts.role',
    );
  });
});

describe('T02 patterns', () => {
  test('a pattern that backtracks elsewhere answers at once', () => {
    const text = 'a'.repeat(10_000) + 'b';
    const d = deal({ name: value(text) });
    const run = runnable(signals('deal.name.matches("(a+)+$")'));
    expect(evaluatePack(run, input(d)).signals[0]?.verdict.kind).toBe('notMet');
    expect(quickest(() => evaluatePack(run, input(d)))).toBeLessThan(20);
  });

  test('64 kB of text stop a pattern rather than the page', () => {
    const d = deal({ name: value('a'.repeat(65_536) + 'b') });
    expect(judge('deal.name.matches("(a+)+$")', d)).toBe(
      'broken: a text of 65537 characters is too long for a pattern',
    );
  });

  test.each([
    ['deal.name.matches("(a)\\\\1")', '\\\\1'],
    ['deal.name.matches(r"(a)\\1")', '\\1'],
    ['deal.name.matches("x(?=y)")', '(?='],
    ['deal.name.matches("x(?<!y)")', '(?<!y)'],
    ['deal.name.matches("a{2000}")', '{2000}'],
    ['deal.name.matches("[a")', '[a'],
    ['deal.name.matches("\\\\p{Greek}")', '\\\\p{Greek}'],
  ])('%s is an authoring error at %s', (source, text) => {
    const found = flawOf(source);
    expect(found.text).toBe(text);
    expect(found.message).not.toBe('accepted');
  });

  test('a pattern that is computed is refused', () => {
    expect(flawOf('deal.name.matches(deal.nextStep)')).toMatchObject({
      text: 'deal.nextStep',
      message: 'a pattern is written out in quotes, not computed',
    });
  });
});

describe('T03 loops', () => {
  test('three deep is refused, two deep and side by side are not', () => {
    const three = 'contacts.exists(a, contacts.exists(b, contacts.exists(c, a == b && b == c)))';
    expect(flawOf(three).message).toBe('loops (exists) may be nested 2 deep at most');
    expect(errors(signals('contacts.exists(a, contacts.exists(b, a.name == b.name))'))).toEqual([]);
    expect(errors(signals('contacts.filter(a, has(a.name)).map(a, a.name).exists(n, n == "x")'))).toEqual([]);
  });

  test('a 60⁴ loop forced into the stored form stops, and the others stand', () => {
    const list: Code = ['list', ...Array.from({ length: 60 }, (_, i): Code => ['k', i])];
    const deep = [0, 1, 2, 3].reduce<Code>((body, local) => ['exists', list, local, body], ['k', false]);
    const base = compiled(signals('deal.amount > 1', 'true'));
    const forced: CompiledPack = { ...base, signals: base.signals.map((s, i) => (i === 0 ? { ...s, when: deep } : s)) };
    const loaded = loadPack(JSON.parse(JSON.stringify(forced)));
    if (!loaded.ok) throw new Error(loaded.reason);
    const result = evaluatePack(loaded.pack, input(deal()));
    expect(quickest(() => evaluatePack(loaded.pack, input(deal())))).toBeLessThan(20);
    expect(result.signals.map((s) => s.verdict)).toEqual([
      { kind: 'broken', reason: 'it took too many steps' },
      { kind: 'met' },
    ]);
    expect(result.broken).toEqual([{ id: 's0', title: 'deal.amount > 1', reason: 'it took too many steps' }]);
  });

  test('many costly rules stop at the budget of the pack', () => {
    const costly = 'contacts.exists(a, contacts.exists(b, a.name == b.name + "x"))';
    const d = deal({}, { contacts: rows(Array.from({ length: 200 }, (_, i) => ({ name: value(`n${i}`) }))) });
    const source = signals(...Array.from({ length: 30 }, () => costly), 'deal.amount == null || true');
    const run = loadPack(compiled(source));
    if (!run.ok) throw new Error(run.reason);
    const result = evaluatePack(run.pack, input(d));
    expect(quickest(() => evaluatePack(run.pack, input(d)))).toBeLessThan(400);
    expect(result.broken.length).toBe(30);
    expect(result.signals.at(-1)?.verdict).toEqual({ kind: 'met' });
  });
});

describe('T04 growth', () => {
  test.each([
    ['a chain of 20,000 terms', '1' + ' + 1'.repeat(20_000) + ' > 0', /2000 characters/],
    ['20,000 parentheses', '('.repeat(20_000) + 'true' + ')'.repeat(20_000), /2000 characters/],
    ['900 parentheses', '('.repeat(900) + 'true' + ')'.repeat(900), /too long or nests too deep/],
    ['300 negations', '!'.repeat(290) + 'true', /nests 291 deep/],
    ['1,900 negations', '!'.repeat(1_900) + 'true', /too long or nests too deep/],
    ['400 terms', '1' + '+1'.repeat(400) + ' > 0', /too long or nests too deep/],
    ['a list of 900', `1 in [${'1,'.repeat(900)}1]`, /too long or nests too deep/],
    ['a ladder of ternaries', 'true ? true : '.repeat(100) + 'true', /too long or nests too deep/],
  ])('%s is refused without a stack overflow', (_name, source, message) => {
    expect(flawOf(source).message).toMatch(message);
  });

  const doubling = (first: string, times: number): string => {
    const names = Array.from({ length: times }, (_, i) => `v${i}`);
    return names.reduceRight(
      (body, name, i) => `cel.bind(${name}, ${i === 0 ? first : `v${i - 1} + v${i - 1}`}, ${body})`,
      `size(v${times - 1}) > 0`,
    );
  };

  test('doubling a text or a list ends in a broken rule', () => {
    const built = (first: Code, times: number): Code => {
      let body: Code = ['>', ['size', ['x', times - 1]], ['k', 0]];
      for (let i = times - 1; i > 0; i--) body = ['bind', i, ['+', ['x', i - 1], ['x', i - 1]], body];
      return ['bind', 0, first, body];
    };
    const scope = { inputs: [], locals: [], left: 50_000, now: 0, today: 0, dayShift: 0, team: {} };
    expect(buildFn(built(['k', 'x'.repeat(64)], 24), () => 0)(scope)).toMatchObject({
      t: 'error',
      reason: 'the text became too long',
    });
    expect(buildFn(built(['list', ['k', 1]], 24), () => 0)({ ...scope, left: 50_000 })).toMatchObject({
      t: 'error',
      reason: 'the list became too long',
    });
    expect(errors(signals(doubling('"x"', 30)))[0]?.message).toMatch(/deep/);
  });

  test('a pack nested 10,000 deep or with 200,000 values is refused', () => {
    let nested: unknown = 1;
    for (let i = 0; i < 10_000; i++) nested = [nested];
    expect(errors(pack({ tests: nested }))[0]?.message).toBe('the pack nests too deep');
    expect(errors(pack({ tests: Array.from({ length: 200_000 }, () => 1) }))[0]?.message).toBe('the pack is too large');
  });
});

describe('T09 keys that pollute', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s as a key is refused wherever it stands', (key) => {
    const polluting = JSON.parse(
      `{"fields":{"${key}":{"label":"x","type":"text"}},"tests":[{"name":"t","deal":{"custom":{"${key}":{"polluted":1}}}}]}`,
    );
    const found = errors({ ...pack(), ...polluting });
    expect(found.map((e) => e.path).toSorted()).toEqual([`fields.${key}`, `tests[0].deal.custom.${key}`]);
    expect(
      errors(JSON.parse(`{"fairlead":1,"id":"p","version":1,"title":"P","${key}":{"polluted":true}}`))[0]?.path,
    ).toBe(key);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('T31 what is newer than this extension', () => {
  test('a pack of a newer format is refused whole, with one message', () => {
    expect(errors({ ...pack(), fairlead: 2, novel: true })).toEqual([
      { pack: 'p', path: 'fairlead', message: 'format 2 needs a newer extension (this one reads format 1)' },
    ]);
  });

  test('an unknown operator breaks its rule, never silently true or false', () => {
    const base = compiled(signals('true', 'true'));
    const forced = {
      ...base,
      signals: base.signals.map((s, i) =>
        i === 0 ? { ...s, when: ['||', ['k', true], ['similarity', ['k', 'a']]] } : s,
      ),
    };
    const loaded = loadPack(forced);
    if (!loaded.ok) throw new Error(loaded.reason);
    const result = evaluatePack(loaded.pack, input(deal()));
    expect(result.signals.map((s) => s.verdict)).toEqual([
      { kind: 'broken', reason: 'needs a newer extension' },
      { kind: 'met' },
    ]);
  });

  test('a newer stored form is refused whole', () => {
    expect(loadPack({ ...compiled(pack()), compiled: 99 })).toEqual({ ok: false, reason: 'needs a newer extension' });
  });
});
