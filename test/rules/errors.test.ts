import { describe, expect, test } from 'vitest';
import { compilePack, type Positions } from '@/lib/rules/compile';
import { errorText } from '@/lib/rules/error-text';
import { errors, pack, STAGES } from './support';

const rule = (more: Record<string, unknown>): Record<string, unknown> => ({
  id: 'one',
  title: 'One',
  require: 'true',
  why: 'w',
  ...more,
});
const brief = (json: unknown): string[] =>
  errors(json).map(
    (e) => `${e.path}: ${e.message}${e.text === undefined ? '' : ` [${e.text}]`}${e.hint ? ` ${e.hint}` : ''}`,
  );

describe('all errors at once', () => {
  test('what the schema refuses does not hide what is wrong in the rest', () => {
    const source = pack({
      titel: 'x',
      stages: [{ ...STAGES[0], exit: [rule({ enforce: 'blok', why: undefined, require: 'deal.amont > 1' })] }],
      signals: [{ id: 'sig', title: 'S', when: 'deal.closeDat < now', weight: 'high', why: 'w' }],
      fills: [{ field: 'closDate', value: 'now', because: 'b' }],
    });
    expect(brief(source).toSorted()).toEqual([
      'fills[0].field: there is no field "closDate" [closDate] did you mean `closeDate`?',
      'signals[0].weight: Invalid input: expected number, received string [high]',
      'signals[0].when: there is no "closeDat" here [closeDat] did you mean `closeDate`?',
      'stages[0].exit[0].enforce: Invalid option: expected one of "block"|"warn"|"info" [blok] did you mean `block`?',
      'stages[0].exit[0].require: there is no "amont" here [amont] did you mean `amount`?',
      'stages[0].exit[0].why: "why" is missing',
      'titel: "titel" is not known here [titel] did you mean `title`?',
    ]);
  });

  test('but says nothing that only follows from what is refused', () => {
    const fields = { budget: { label: 'Budget', type: 'mony' } };
    const signals = [{ id: 's', title: 'S', when: 'deal.custom.budget > 1', weight: 1, why: 'w' }];
    expect(brief(pack({ fields, signals }))).toEqual([
      expect.stringMatching(/^fields\.budget\.type: Invalid option: .* \[mony\] did you mean `money`\?$/),
    ]);
    expect(
      brief(pack({ stages: [{ ...STAGES[0], id: 'Disco Very' }], fields: { amount: { requiredFrom: 'x' } } })),
    ).toEqual(['stages[0].id: lower-case words joined by hyphens [Disco Very]']);
  });

  test('a text given for each language is checked in each', () => {
    expect(brief(pack({ title: { en: 'ok', de: '' } }))).toEqual([
      'title.de: Too small: expected string to have >=1 characters []',
    ]);
  });
});

describe('places in the document', () => {
  const PLACES = new Map([
    ['', [1, 1]],
    ['signals', [10, 1]],
    ['signals[0]', [11, 3]],
    ['signals[0].when', [13, 11]],
    ['tests[0]', [20, 3]],
  ]);
  const positions: Positions = (path) => {
    const [line, column] = PLACES.get(path) ?? [];
    return line === undefined || column === undefined ? null : { line, column };
  };
  const placesOf = (json: unknown, others: Record<string, unknown> = {}) => {
    const result = compilePack(json, (id) => others[id], { positions });
    return result.ok ? [] : result.errors.map((e) => [e.path, e.place?.line, e.place?.column]);
  };
  const late = { id: 's', title: 'S', when: 'deal.closeDat < now', weight: 1, why: 'w' };

  test('an error stands where its path does, or the nearest that is known', () => {
    expect(
      placesOf(pack({ signals: [{ ...late, weight: 99 }], tests: [{ name: 't', deal: {}, expect: { no: 'met' } }] })),
    ).toEqual([
      ['signals[0].weight', 11, 3],
      ['tests[0].expect.no', 20, 3],
      ['signals[0].when', 13, 11],
    ]);
  });

  test('errors of another document have none', () => {
    const base = pack({ id: 'base', signals: [late] });
    expect(placesOf(pack({ extends: ['base'] }), { base })).toEqual([['signals[0].when', undefined, undefined]]);
  });

  test('a document that is no pack at all', () => {
    expect(placesOf([])[0]?.slice(1)).toEqual([1, 1]);
  });
});

describe('an error as text', () => {
  const [flaw] = errors(
    pack({ signals: [{ id: 's', title: 'S', when: 'deal.amount > 1 &&\n\tdeal.foo == 1', weight: 1, why: 'w' }] }),
  );

  test('underlines what is wrong in its line', () => {
    expect(flaw && errorText({ ...flaw, place: { line: 4, column: 9 } }, 'acme.yaml')).toBe(
      'acme.yaml:4:9 signals[0].when: there is no "foo" here\n  \tdeal.foo == 1\n  \t     ^^^',
    );
  });

  test.each([
    [{ pack: 'p', path: '', message: 'too large' }, 'p: too large'],
    [{ pack: '', path: '', message: 'no JSON', hint: 'look for a comma' }, 'pack: no JSON\n  look for a comma'],
    [{ pack: 'p', path: 'title', message: 'm', place: { line: 2, column: 3 } }, 'p:2:3 title: m'],
    [
      { pack: 'p', path: 'w', message: 'm', source: '1 +', position: { start: 3, end: 3, line: 1, column: 4 } },
      'p w: m\n  1 +\n     ^',
    ],
  ])('%j', (error, text) => {
    expect(errorText(error)).toBe(text);
  });
});
