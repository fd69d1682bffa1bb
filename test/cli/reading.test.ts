import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isScalar, parseDocument, stringify } from 'yaml';
import { sourceOffsets } from '@/lib/cli/document/offsets';
import { openDocument } from '@/lib/cli/document/open';
import { quickest } from '../support/quickest';
import { fairlead } from './support';

const HEAD = 'fairlead: 1\nid: a\nversion: 1\ntitle: A\n';
const problems = (text: string, file = 'a.yaml'): { line: number; column: number; message: string; hint: string }[] => {
  const { out } = fairlead(['pack', 'lint', file, '--json'], { [file]: text });
  return (JSON.parse(out) as { problems: { line: number; column: number; message: string; hint: string }[] }).problems;
};

describe('YAML that a pack must not use', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
    .map(
      (name, i) =>
        `${name}: &${name} [${Array.from({ length: 9 }, () => `*${String.fromCharCode(97 + i)}`).join(', ')}]`,
    )
    .join('\n')}\n`;

  it.each([
    ['an alias bomb', `${HEAD}${bomb}`, /unfold|not known/],
    [
      'many uses of one alias',
      `${HEAD}x: &x [1]\ny: [${Array.from({ length: 150 }, () => '*x').join(', ')}]\n`,
      /more than 100 aliases/,
    ],
    ['a key written twice', `${HEAD}title: B\n`, /written twice/],
    ['a merge key', `${HEAD}fields:\n  a: &a { label: A, type: text }\n  b:\n    <<: *a\n`, /merge keys/],
    [
      'a merge key with __proto__',
      `${HEAD}fields:\n  <<: { __proto__: { polluted: 1 } }\n`,
      /merge keys|cannot be a name/,
    ],
    ['__proto__', `${HEAD}fields:\n  __proto__: { polluted: 1 }\n`, /"__proto__" cannot be a name/],
    ['constructor', `${HEAD}fields: { constructor: { prototype: 1 } }\n`, /"constructor" cannot be a name/],
    ['a custom tag', `${HEAD}fields: !!js/function 'function () {}'\n`, /tags/],
    ['a local tag', `${HEAD}fields: !evil { a: 1 }\n`, /tags/],
    ['a built-in tag', `${HEAD}fields: !!binary aGk=\n`, /tags/],
    ['an alias to nothing', `${HEAD}fields: *nothing\n`, /no anchor/],
    ['a key that is a list', `${HEAD}? [a, b]\n: 1\n`, /a key is a name/],
    ['two documents', `${HEAD}---\nid: b\n`, /one pack/],
  ])('%s is refused with its place', (_name, text, message) => {
    expect(quickest(1_000, () => problems(text))).toBeLessThan(1_000);
    const found = problems(text);
    expect(found.map((p) => p.message).join('\n')).toMatch(message);
    expect(found.every((p) => p.line >= 1 && p.hint !== undefined)).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('takes anchors and aliases that stay small', () => {
    expect(
      problems(
        `${HEAD}fields:\n  a: &a { label: A, type: text, requiredFrom: s, why: Somebody will ask for it. }\n  b: *a\nstages: [{ id: s, title: S, match: [S] }]\n`,
      ),
    ).toEqual([]);
  });
});

describe('slips of the hand in YAML', () => {
  it.each([
    ['an unquoted !', `${HEAD}applies: !blank(deal.name)\n`, 5, 'put text that starts with ! in quotes'],
    ['a tab', `${HEAD}fields:\n\ta: 1\n`, 6, 'use spaces'],
    ['a colon in text', `${HEAD}applies: a: b\n`, 5, 'put text with a colon in quotes'],
    ['a quote that does not end', `${HEAD}applies: "deal.amount > 5\n`, 6, 'look for a missing quote'],
    ['a wrong indentation', `${HEAD}signals:\n  - id: a\n   title: b\n`, 7, 'indent'],
  ])('%s: line %#', (_name, text, line, hint) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.line).toBe(line);
    expect(found[0]?.hint).toContain(hint);
  });

  it('shows each bad line once, all of them at once', () => {
    expect(problems(`${HEAD}applies: !x(a, b)\nid: c\nremove: [*y]\n`).map((p) => p.line)).toEqual([5, 6, 7]);
  });
});

describe('JSON', () => {
  it.each([
    ['a missing comma', '{\n  "fairlead": 1\n  "id": "a"\n}\n', 3],
    ['a comma too many', '{ "fairlead": 1, }', 1],
    ['a comment', '{\n  // a\n  "fairlead": 1 }', 2],
    ['an end too soon', '{\n"fairlead": 1', 2],
    ['a key written twice', '{\n"fairlead": 1,\n"fairlead": 1 }', 3],
    ['nothing', '', 1],
  ])('with %s is refused at its line', (_name, text, line) => {
    expect(problems(text, 'a.json')[0]?.line).toBe(line);
  });
});

describe('the way from an expression back to the text', () => {
  const place = (written: string): string => {
    const text = `${HEAD}signals:\n  - id: a\n    title: A\n    weight: 1\n    why: Because somebody asked for it.\n    when: ${written}\n`;
    const found = problems(text).find((p) => p.message.includes('nope'));
    const line = text.split('\n')[(found?.line ?? 1) - 1] ?? '';
    return line.slice((found?.column ?? 1) - 1, (found?.column ?? 1) + 3);
  };

  it.each([
    ['plain', 'deal.amount > 5 && nope > 3'],
    ['plain over two lines', 'deal.amount > 5 &&\n      nope > 3'],
    ['single quotes', "'deal.name == ''x'' && nope > 3'"],
    ['double quotes', '"deal.name == \\"\\x78\\u0078\\" && nope > 3"'],
    ['an escape beyond the basic plane', '"deal.name == \'\\U0001F600\' && nope > 3"'],
    ['a sign beyond the basic plane', `"deal.name == '😀' && nope > 3"`],
    ['double quotes over two lines', '"deal.amount > 5 &&\n      nope > 3"'],
    ['a literal block', '|\n      deal.amount > 5 &&\n        nope > 3'],
    ['a folded block', '>-\n      deal.amount > 5 &&\n      facts.pushes > 2 &&\n      nope > 3'],
    ['a folded block with an empty line', '>-\n      deal.amount > 5 &&\n\n      nope > 3'],
  ])('%s', (_name, written) => {
    expect(place(written)).toBe('nope');
  });

  it('finds every letter of a text however it is written', () => {
    const style = fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
    const word = fc.stringMatching(/^[a-z"'\\]{1,6}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), style, (words, type) => {
        const value = words.join(' ');
        const source = `key:\n  inner: ${stringify(value, {
          defaultStringType: type,
          lineWidth: 40,
          indent: 4,
        })
          .trimEnd()
          .replaceAll('\n', '\n    ')}\n`;
        const scalar = parseDocument(source).getIn(['key', 'inner'], true);
        if (!isScalar(scalar) || scalar.value !== value) return;
        const offsets = sourceOffsets(source, scalar);
        expect(offsets).toHaveLength(value.length + 1);
        value.split('').forEach((c, i) => {
          if (/[a-z]/.test(c)) expect(source.charAt(offsets[i] ?? -1)).toBe(c);
        });
      }),
    );
  });

  it('never throws, whatever it is given to read', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('a.yaml', 'a.json'), (text, file) => void openDocument(file, text)),
    );
  });
});
