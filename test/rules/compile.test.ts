import { describe, expect, test } from 'vitest';
import { compilePack } from '@/lib/rules/compile';
import { packFields } from '@/lib/rules/pack-fields';
import { packJsonSchema } from '@/lib/rules/schema';
import { compiled, errors, FIELDS, pack, signals, STAGES } from './support';

const rule = (id: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  title: id,
  require: 'true',
  why: 'w',
  ...more,
});
const brief = (json: unknown, others: Record<string, unknown> = {}): string[] =>
  errors(json, others).map(
    (e) =>
      `${e.pack} ${e.path}: ${e.message}${e.text === undefined ? '' : ` [${e.text}]`}${e.hint === undefined ? '' : ` (${e.hint})`}`,
  );

describe('errors', () => {
  test('everything that is wrong is reported at once, with path, place, text and hint', () => {
    const source = pack({
      applies: 'deal.pipline == "New"',
      fields: {
        ...FIELDS,
        score: { label: 'Score' },
        amount: { type: 'text', requiredFrom: 'propsal', valid: 'deal.amount' },
      },
      stages: [
        {
          ...STAGES[0],
          exit: [
            rule('one', { when: 'deal.closeDat < now', require: 'deal.amount > "x"', fix: { field: 'bugdet' } }),
            rule('two', { require: '1 +' }),
          ],
        },
        { ...STAGES[1], match: ['  QUALIFICATION '], entry: [rule('one')] },
      ],
      signals: [{ id: 'sig', title: 'S', when: 'contact.exists(c, true)', weight: 1, why: 'w' }],
      steps: [
        {
          id: 'st',
          title: 'S',
          when: 'daySince(now) > 1',
          minutes: 5,
          why: 'w',
          changes: [{ signal: 'sgi' }, { fact: 'pushs', value: 1 }, { field: 'x', value: 'nope' }],
        },
      ],
      fills: [{ field: 'closeDate', value: 'deal.account', because: 'b' }],
      tests: [
        {
          name: 't',
          deal: { amout: 5, custom: { budgit: 1 } },
          unknown: ['contacs'],
          expect: { tow: 'met' },
          gaps: { amont: 'none' },
        },
      ],
    });
    expect(brief(source)).toMatchInlineSnapshot(`
      [
        "p stages[1].entry[0].id: "one" is used twice [one]",
        "p stages[1].match: "qualification" already belongs to stage "discovery" [qualification]",
        "p fields.score.type: a custom field needs a type [custom.score]",
        "p fields.amount.type: this field is a money [text]",
        "p fields.amount.requiredFrom: there is no stage "propsal" [propsal] (did you mean \`proposal\`?)",
        "p stages[0].exit[0].fix.field: there is no field "bugdet" [bugdet] (did you mean \`budget\`?)",
        "p steps[0].changes[0].signal: there is no signal "sgi" [sgi] (did you mean \`sig\`?)",
        "p steps[0].changes[1].fact: there is no fact "pushs" [pushs] (did you mean \`pushes\`?)",
        "p steps[0].changes[2].field: there is no field "x" [x]",
        "p tests[0].expect.tow: there is no rule "tow" [tow] (did you mean \`two\`?)",
        "p tests[0].gaps.amont: there is no field "amont" [amont] (did you mean \`amount\`?)",
        "p tests[0].unknown[0]: there is nothing called "contacs" [contacs] (did you mean \`contacts\`?)",
        "p tests[0].deal.amout: there is no field "amout" [amout] (did you mean \`amount\`?)",
        "p tests[0].deal.custom.budgit: there is no field "budgit" [budgit] (did you mean \`budget\`?)",
        "p applies: there is no "pipline" here [pipline] (did you mean \`pipeline\`?)",
        "p fields.amount.valid: this gives a number, not a condition that holds or not [deal.amount]",
        "p stages[0].exit[0].when: there is no "closeDat" here [closeDat] (did you mean \`closeDate\`?)",
        "p stages[0].exit[0].require: these do not go together: number > text [deal.amount > "x"]",
        "p stages[0].exit[1].require: Unexpected token: EOF []",
        "p signals[0].when: there is no "contact" [contact] (did you mean \`contacts\`?)",
        "p steps[0].when: there is no function "daySince" [daySince(now)] (did you mean \`daysSince\`?)",
        "p steps[0].changes[2].value: there is no "nope" [nope]",
        "p fills[0].value: name what of "deal.account" is meant [deal.account]",
      ]
    `);
  });

  test('the place counts lines and columns', () => {
    const [first] = errors(signals('deal.amount > 1 &&\n  deal.foo == 1'));
    expect(first?.position).toEqual({ start: 26, end: 29, line: 2, column: 8 });
    expect(first?.text).toBe('foo');
  });

  test.each([
    ['deal.closeDat < now', 'there is no "closeDat" here [closeDat] (did you mean `closeDate`?)'],
    ['has(deal.acount.name)', 'there is no "acount" here [acount] (did you mean `account`?)'],
    ['deal.account.nmae == "x"', 'there is no "nmae" here [nmae] (did you mean `name`?)'],
    ['deal.custom.bugdet > 1', 'there is no "bugdet" here [bugdet] (did you mean `budget`?)'],
    ['contacts.exists(c, c.rol == "x")', 'there is no "rol" here [rol] (did you mean `role`?)'],
    ['contacts.exists(c, has(c.rol))', 'there is no "rol" here [rol] (did you mean `role`?)'],
    ['facts.pushs > 1', 'there is no "pushs" here [pushs] (did you mean `pushes`?)'],
    ['deals.amount > 1', 'there is no "deals" [deals] (did you mean `deal`?)'],
    [
      'daysince(deal.closeDate) > 1',
      'there is no function "daysince" [daysince(deal.closeDate)] (did you mean `daysSince`?)',
    ],
    ['daysSince(deal.amount) > 1', 'daysSince cannot be used with (number) here [daysSince(deal.amount)]'],
    [
      'deal.closeDate < "2026-01-01"',
      'these do not go together: date < text [deal.closeDate < "2026-01-01"] (write a date as timestamp("2026-03-31"))',
    ],
    ['deal.amount', 'this gives a number, not a condition that holds or not [deal.amount]'],
    ['deal == null', 'these do not go together: deal == null [deal == null]'],
    ['has(deal.account)', 'name what of "deal.account" is meant [deal.account]'],
    ['timestamp("soon") < now', 'the text is not a date [timestamp("soon")]'],
    ['duration("a while") < days(1)', 'the text is not a duration such as 72h [duration("a while")]'],
    ['pushes("amount") > 1', '"amount" is not a date field of the deal ["amount"]'],
    ['deal.amount > 1u', 'this kind of value is not supported [1u]'],
    ['deal.amount > 99999999999999999', 'the number is too large [99999999999999999]'],
    ['type(1) == int', 'the function "type" is not supported [type(1)]'],
    ['deal.amount > 1 &', 'Unexpected character: & [&]'],
    ['team.winrate(stage) > 1', 'there is no function "winrate" [team.winrate(stage)] (did you mean `winRate`?)'],
  ])('%s → %s', (source, message) => {
    expect(brief(signals(source)).map((e) => e.replace(/^p signals\[0\]\.when: /, ''))).toContain(message);
  });

  test('unknown keys are named one by one, with a suggestion', () => {
    expect(brief({ ...pack(), signal: [], titel: 'x' })).toEqual([
      'p signal: "signal" is not known here [signal] (did you mean `signals`?)',
      'p titel: "titel" is not known here [titel] (did you mean `title`?)',
    ]);
  });

  test.each([undefined, null, 1, 'x', [], {}])('%j is no pack', (json) => {
    expect(compilePack(json).ok).toBe(false);
  });

  test('more than 1,000 rules are refused with a clean message', () => {
    const many = (from: number): Record<string, unknown>[] =>
      Array.from({ length: 600 }, (_, i) => ({ id: `s-${from + i}`, title: 's', when: 'true', weight: 1, why: 'w' }));
    const steps = many(600).map(({ weight: _weight, ...s }) => ({ ...s, minutes: 1 }));
    expect(brief(pack({ signals: many(0), steps }))).toEqual(['p : 1200 rules are too many: 1000 are allowed']);
  });
});

describe('extends', () => {
  const base = pack({
    id: 'base',
    fields: { amount: { requiredFrom: 'discovery', why: 'base' }, nextStep: { requiredFrom: 'proposal' } },
    stages: [{ ...STAGES[0], exit: [rule('a'), rule('b')] }, { ...STAGES[1] }, { ...STAGES[2] }],
    signals: [{ id: 'quiet', title: 'Quiet', when: 'facts.daysSilent > 30', weight: 1, why: 'w' }],
    fills: [{ field: 'closeDate', value: 'now + days(30)', because: 'b' }],
  });
  const other = pack({
    id: 'other',
    fields: { amount: { why: 'other' } },
    stages: [{ ...STAGES[0], exit: [rule('o')] }],
    signals: [{ id: 'quiet', title: 'Quieter', when: 'false', weight: 2, why: 'w' }],
  });

  test('overrides in place, adds, moves and removes', () => {
    const result = compiled(
      pack({
        extends: ['base'],
        remove: ['a'],
        stages: [
          { ...STAGES[0], exit: [rule('b', { title: 'B2' }), rule('quiet')] },
          { id: 'pilot', title: 'Pilot', match: ['Pilot'] },
        ],
        fills: [{ field: 'closeDate', value: 'now + days(60)', because: 'later' }],
      }),
      { base },
    );
    expect(result.stages.map((s) => s.id)).toEqual(['discovery', 'pilot', 'proposal', 'won']);
    expect(result.stages[0]?.exit.map((c) => c.title)).toEqual(['B2', 'quiet']);
    expect(result.signals).toEqual([]);
    expect(result.fills.map((f) => f.because)).toEqual(['later']);
    expect(result.fields.find((f) => f.key === 'nextStep')?.requiredFrom).toBe(2);
  });

  test('takes away what is inherited: fields, a demand on a field, fills, stages', () => {
    const result = compiled(
      pack({
        extends: ['base'],
        remove: ['fields.nextStep', 'fields.budget', 'fills.closeDate', 'won'],
        fields: { amount: { requiredFrom: null, freshness: null, valid: null } },
        stages: [],
      }),
      { base: { ...base, fields: { ...(base['fields'] as object), budget: { label: 'B', type: 'money' } } } },
    );
    expect(result.fields.map((f) => [f.key, f.requiredFrom, f.why])).toEqual([['amount', null, 'base']]);
    expect(result.fills).toEqual([]);
    expect(result.stages.map((s) => s.id)).toEqual(['discovery', 'proposal']);
  });

  test('a removal of what is not there says what was meant', () => {
    expect(
      brief(pack({ extends: ['base'], remove: ['fields.nextStp', 'fills.amount'], stages: [] }), { base }),
    ).toEqual([
      'p remove[0]: nothing inherited is called "fields.nextStp" [fields.nextStp] (did you mean `fields.nextStep`?)',
      'p remove[1]: nothing inherited is called "fills.amount" [fills.amount] (did you mean `fields.amount`?)',
    ]);
    expect(brief(pack({ extends: ['base'], remove: ['Fields x'], stages: [] }), { base })).toEqual([
      'p remove[0]: an id, or fields.<name> or fills.<name> [Fields x]',
    ]);
  });

  test('a removed field that a rule still reads is reported', () => {
    const reads = {
      ...base,
      fields: { budget: { label: 'B', type: 'money' } },
      signals: [rule('s', { when: 'deal.custom.budget > 1', weight: 1 })].map(({ require: _require, ...s }) => s),
    };
    expect(
      brief(pack({ extends: ['base'], remove: ['fields.budget'], fields: {}, stages: [] }), { base: reads }),
    ).toEqual([expect.stringMatching(/^base signals\[0\]\.when: /)]);
  });

  test('of two packs side by side the later wins, and fields are merged', () => {
    const result = compiled(pack({ fields: {}, stages: [], extends: ['base', 'other'] }), { base, other });
    expect(result.signals.map((s) => s.title)).toEqual(['Quieter']);
    expect(result.stages[0]?.exit.map((c) => c.id)).toEqual(['a', 'b', 'o']);
    expect(result.fields.find((f) => f.key === 'amount')).toMatchObject({ why: 'other', requiredFrom: 0 });
  });

  test('a pack reached by two ways counts once', () => {
    const left = pack({ id: 'left', extends: ['base'], fields: {}, stages: [] });
    const right = pack({ id: 'right', extends: ['base'], fields: {}, stages: [] });
    expect(compiled(pack({ extends: ['left', 'right'], stages: [] }), { base, left, right }).signals).toHaveLength(1);
  });

  test('errors of an extended pack name it', () => {
    const broken = { ...base, signals: [{ id: 'x', title: 'X', when: 'deal.nme == "x"', weight: 1, why: 'w' }] };
    expect(brief(pack({ extends: ['base'] }), { base: broken })).toEqual([
      'base signals[0].when: there is no "nme" here [nme] (did you mean `name`?)',
    ]);
    expect(brief(pack({ extends: ['base'] }), { base: { id: 'base', fairlead: 7 } })).toEqual([
      'base fairlead: format 7 needs a newer extension (this one reads format 1)',
    ]);
  });

  test('of a field merged from two documents, each error names the one it stands in', () => {
    const first = pack({ id: 'first', fields: { amount: { valid: 'deal.amont > 1', why: 'first' } }, stages: [] });
    const own = pack({ extends: ['first'], fields: { amount: { why: 'own', consistent: 'deal.nme == null' } } });
    expect(brief(own, { first }).map((e) => e.split(':')[0])).toEqual([
      'first fields.amount.valid',
      'p fields.amount.consistent',
    ]);
  });

  test('circles, missing packs and removals of nothing are errors', () => {
    const loop = { ...base, extends: ['p'] };
    expect(brief(pack({ extends: ['base', 'nowhere'], remove: ['quite'], stages: [] }), { base: loop })).toEqual([
      'base extends[0]: "p" would extend itself [p]',
      'p extends[1]: there is no pack "nowhere" [nowhere]',
      'p remove[0]: nothing inherited is called "quite" [quite] (did you mean `quiet`?)',
    ]);
  });

  test("the hash follows the extended packs' sources", () => {
    const own = pack({ extends: ['base'], stages: [] });
    expect(compiled(own, { base: { ...base, title: 'B' } }).hash).not.toBe(compiled(own, { base }).hash);
  });
});

test('packFields says what a reader must look for', () => {
  const fields = {
    budget: { label: 'Budget', type: 'money', labels: ['Budget', 'Budget (EUR)'], crm: { salesforce: 'Budget__c' } },
    buyer: { label: 'Buyer', type: 'contact' },
    amount: {},
  };
  expect(packFields(compiled(pack({ fields })))).toEqual([
    {
      key: 'custom.budget',
      label: 'Budget',
      type: 'money',
      labels: ['Budget', 'Budget (EUR)'],
      crm: { salesforce: 'Budget__c' },
    },
    { key: 'custom.buyer', label: 'Buyer', type: 'text', labels: ['Buyer'], crm: {}, contact: true },
  ]);
});

test('the JSON Schema knows every key that the packs here use', () => {
  const names = new Set<string>();
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, inner] of Object.entries(node)) {
      if (key === 'properties' && typeof inner === 'object' && inner !== null)
        for (const name of Object.keys(inner)) names.add(name);
      collect(inner);
    }
  };
  const schema = packJsonSchema();
  collect(schema);
  expect(schema).toMatchObject({ title: 'Fairlead rule pack', type: 'object', additionalProperties: false });
  for (const key of [
    'extends',
    'remove',
    'requiredFrom',
    'freshness',
    'junk',
    'valid',
    'match',
    'closed',
    'require',
    'enforce',
    'fix',
    'weight',
    'minutes',
    'because',
    'expect',
  ]) {
    expect(names).toContain(key);
  }
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});
