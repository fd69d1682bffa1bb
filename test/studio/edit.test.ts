import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { applyEdit, editFor, type Wish } from '@/lib/studio/edit';

const PACK = `# Our process
fairlead: 1
id: acme   # never changes
version: 3
stages:
  - id: discovery
    match: [Discovery]
    exit:
      - id: budget
        title: "Budget: confirmed"
        when: deal.amount >= 20000   # small deals need none
        require: deal.custom.budget > 0
        why: >
          Deals without one
          are lost.
signals:
  - id: silent # nobody talks
    when: facts.daysSilent >= 14
    weight: 0.6
  - { id: late, when: deal.closeDate < now, weight: 0.8 }
`;

/** What a wish leaves of the text: the lines that are gone, and those that are new. */
function lines(text: string, wish: Wish): { gone: string[]; added: string[] } | null {
  const edit = editFor(text, wish);
  if (edit === null) return null;
  const [before, after] = [text.split('\n'), applyEdit(text, edit).split('\n')];
  return {
    gone: before.filter((line) => !after.includes(line)),
    added: after.filter((line) => !before.includes(line)),
  };
}

describe('a form changes its own node and nothing else', () => {
  const exit = ['stages', 0, 'exit', 0];
  test.each<[string, Wish, string[], string[]]>([
    [
      'a condition, with the comment behind it',
      { do: 'set', path: [...exit, 'when'], value: 'deal.amount >= 50000' },
      ['        when: deal.amount >= 20000   # small deals need none'],
      ['        when: deal.amount >= 50000   # small deals need none'],
    ],
    [
      'a text in quotes, which stays in quotes',
      { do: 'set', path: [...exit, 'title'], value: 'Budget agreed' },
      ['        title: "Budget: confirmed"'],
      ['        title: "Budget agreed"'],
    ],
    [
      'a text that needs quotes, and gets them',
      { do: 'set', path: [...exit, 'require'], value: 'deal.name == "a: b"' },
      ['        require: deal.custom.budget > 0'],
      [`        require: 'deal.name == "a: b"'`],
    ],
    [
      'a folded text',
      { do: 'set', path: [...exit, 'why'], value: 'They are lost.' },
      ['        why: >', '          Deals without one', '          are lost.'],
      ['        why: They are lost.'],
    ],
    ['a number', { do: 'set', path: ['version'], value: 4 }, ['version: 3'], ['version: 4']],
    [
      'a key that was not there',
      { do: 'set', path: [...exit, 'enforce'], value: 'block' },
      [],
      ['        enforce: block'],
    ],
    [
      'a value in braces',
      { do: 'set', path: ['signals', 1, 'weight'], value: 1.2 },
      ['  - { id: late, when: deal.closeDate < now, weight: 0.8 }'],
      ['  - { id: late, when: deal.closeDate < now, weight: 1.2 }'],
    ],
    [
      'a key that goes',
      { do: 'set', path: [...exit, 'when'], value: null },
      ['        when: deal.amount >= 20000   # small deals need none'],
      [],
    ],
    [
      'a rule that goes',
      { do: 'remove', path: ['signals', 1] },
      ['  - { id: late, when: deal.closeDate < now, weight: 0.8 }'],
      [],
    ],
    [
      'a rule that comes',
      { do: 'add', path: ['signals'], item: { id: 'new', weight: 0.2 } },
      [],
      ['  - id: new', '    weight: 0.2'],
    ],
    [
      'a list that comes with its first rule',
      { do: 'add', path: ['steps'], item: { id: 'call', minutes: 5 } },
      [],
      ['steps:', '  - id: call', '    minutes: 5'],
    ],
    [
      'a factor that is switched off, the first of its list',
      { do: 'add', path: ['withoutFactors'], item: 'owner' },
      [],
      ['withoutFactors:', '  - owner'],
    ],
  ])('%s', (_name, wish, gone, added) => {
    expect(lines(PACK, wish)).toEqual({ gone, added });
  });

  test('the last rule of a list leaves an empty list, which is still a list', () => {
    const text = 'signals:\n  - id: one\n    weight: 1\nsteps: []\n';
    const edit = editFor(text, { do: 'remove', path: ['signals', 0] });
    expect(edit && parse(applyEdit(text, edit))).toEqual({ signals: [], steps: [] });
  });

  test('a JSON document stays one', () => {
    const text = '{"version": 1, "signals": [{"id": "a", "weight": 1}]}';
    for (const wish of [
      { do: 'set', path: ['version'], value: 2 },
      { do: 'set', path: ['title'], value: 'x "y"' },
      { do: 'add', path: ['signals'], item: { id: 'b' } },
      { do: 'remove', path: ['signals', 0] },
    ] as const) {
      const edit = editFor(text, wish);
      expect(() => JSON.parse(applyEdit(text, edit ?? { from: 0, to: 0, insert: '!' }))).not.toThrow();
    }
  });

  test.each([
    ['a text that is no document', 'a: [', { do: 'set', path: ['a'], value: 1 }],
    ['a place that is not there', PACK, { do: 'remove', path: ['nowhere', 3] }],
    ['a way through a text', PACK, { do: 'set', path: ['id', 'x'], value: 1 }],
  ] as [string, string, Wish][])('nothing for %s', (_name, text, wish) => {
    expect(editFor(text, wish)).toBeNull();
  });
});

test('whatever is set in whatever document is what the document then says', () => {
  const scalar = fc.oneof(fc.string({ maxLength: 30 }), fc.integer(), fc.constant('a: b #c'), fc.constant('x\ny: z'));
  const map = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), scalar, { minKeys: 1, maxKeys: 4 });
  const document = fc.record({ rules: fc.array(map, { minLength: 1, maxLength: 3 }), id: scalar });
  fc.assert(
    fc.property(document, scalar, fc.nat(2), fc.boolean(), (value, to, n, flow) => {
      const text = flow ? JSON.stringify(value) : `# first\n${stringify(value)}# last\n`;
      const at = n % value.rules.length;
      for (const key of ['when', Object.keys(value.rules[at] ?? {})[0] ?? 'when']) {
        const edit = editFor(text, { do: 'set', path: ['rules', at, key], value: to });
        expect(edit).not.toBeNull();
        const after = applyEdit(text, edit ?? { from: 0, to: 0, insert: '' });
        const rules = value.rules.map((rule, i) => (i === at ? { ...rule, [key]: to } : rule));
        expect(parse(after)).toEqual({ ...value, rules });
        if (!flow) expect([after.startsWith('# first\n'), after.includes('# last')]).toEqual([true, true]);
      }
    }),
    { numRuns: 150 },
  );
});
