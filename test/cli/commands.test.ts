import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '@/lib/cli/commands';
import { canonicalJson } from '@/lib/domain/canonical';
import { CHECKS } from '@/lib/rules/lint/checks';
import { compilePack } from '@/lib/rules/compile';
import { ACME, bundledText, fairlead } from './support';

const FILES = { 'acme.yaml': ACME };
const pack = (...line: string[]): string[] => ['pack', ...line];
const json = (out: string): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;

describe('the folder of commands', () => {
  const files = readdirSync(new URL('../../lib/cli/commands/', import.meta.url)).map((f) => f.replace(/\.ts$/, ''));

  it('has one file for each command, named after it', () => {
    expect(COMMANDS.map((c) => c.name).toSorted()).toEqual(files.filter((f) => f !== 'index').toSorted());
  });

  it.each(COMMANDS.map((c) => [c.name, c] as const))(
    '%s --help says what it takes, its options and examples',
    (name, command) => {
      const { code, out } = fairlead(pack(name, '--help'));
      expect(code).toBe(0);
      expect(out).toContain(`Usage: fairlead pack ${name} ${command.takes}`.trim());
      for (const option of Object.keys(command.options)) expect(out).toContain(`--${option}`);
      for (const example of command.examples) expect(out).toContain(`fairlead pack ${name} ${example}`.trim());
      expect(out).toContain('Exit codes: 0');
    },
  );
});

describe('usage', () => {
  it.each([
    ['nothing at all', [], 2],
    ['help', ['--help'], 0],
    ['help of the group', ['pack', '--help'], 0],
    ['the group alone', ['pack'], 2],
    ['an unknown group', ['deal', 'lint'], 2],
    ['an unknown command', ['pack', 'lnt', 'acme.yaml'], 2],
    ['an unknown option', ['pack', 'lint', 'acme.yaml', '--loud'], 2],
    ['a file too few', ['pack', 'lint'], 2],
    ['a file too many', ['pack', 'bundle', 'acme.yaml', 'acme.yaml'], 2],
    ['a file that is not there', ['pack', 'lint', 'nothing.yaml'], 2],
    ['an adapter that is not there', ['pack', 'lint', 'acme.yaml', '--crm', 'siebel'], 2],
    ['a file that cannot be written', ['pack', 'bundle', 'acme.yaml', '--out', '/readonly/a.json'], 2],
    ['several files to print', ['pack', 'format', 'acme.yaml', 'hygiene'], 2],
  ])('%s: exit code %#', (_name, line, code) => {
    const ran = fairlead(line, FILES);
    expect(ran.code).toBe(code);
    expect(`${ran.out}${ran.err}`.length).toBeGreaterThan(20);
  });
});

describe('lint', () => {
  it('finds nothing in a sound pack', () => {
    expect(fairlead(pack('lint', 'acme.yaml'), FILES)).toMatchObject({ code: 0, out: 'Nothing found.\n' });
  });

  it('shows the place, underlines it and says what to write instead', () => {
    const wrong = ACME.replace('deal.closeDate < now\n    weight', 'deal.closDate < now\n    weight');
    const { code, out } = fairlead(pack('lint', 'acme.yaml'), { 'acme.yaml': wrong });
    expect(code).toBe(1);
    expect(out).toBe(
      [
        'acme.yaml:26:16 error: there is no "closDate" here',
        '  26 |     when: deal.closDate < now',
        '     |                ^^^^^^^^ did you mean `closeDate`?',
        '',
        '1 error.',
        '',
      ].join('\n'),
    );
  });

  it('reports every error at once', () => {
    const wrong = ACME.replace('deal.closeDate < now\n    weight', 'deal.closDate < now\n    weight')
      .replace('field: budget }', 'field: bugdet }')
      .replace('expect: { budget-confirmed: met }', 'expect: { budget-confimed: met }');
    const result = json(fairlead(pack('lint', 'acme.yaml', '--json'), { 'acme.yaml': wrong }).out);
    expect(result['ok']).toBe(false);
    expect(result['problems']).toMatchObject([
      { line: 16, column: 23, endColumn: 29, severity: 'error', hint: expect.stringContaining('budget') as string },
      { line: 26, column: 16 },
      { line: 45, column: 15, endColumn: 30 },
    ]);
  });

  it('names the check, the rule and the place of a finding', () => {
    const weak = ACME.replace('weight: 0.7', 'weight: 0');
    const { code, out } = fairlead(pack('lint', 'acme.yaml', '--json'), { 'acme.yaml': weak });
    expect(code).toBe(1);
    expect(json(out)['problems']).toMatchObject([
      { check: 'weightless-signal', rule: 'close-date-past', line: 27, column: 13 },
    ]);
  });

  it('takes remarks for no failure', () => {
    const remark = ACME.replace('type: money }', 'type: money }\n  partner: { label: Partner, type: text }');
    const { code, out } = fairlead(pack('lint', 'acme.yaml'), { 'acme.yaml': remark });
    expect(code).toBe(0);
    expect(out).toContain('info unused-field');
  });

  it('says which checks there are, from what each says of itself', () => {
    const { code, out } = fairlead(pack('lint', '--checks'));
    expect(code).toBe(0);
    for (const { id, why, todo } of CHECKS) for (const text of [id, why, todo]) expect(out).toContain(text);
  });

  it('knows what an adapter can read, and the stages of the CRM', () => {
    const files = { ...FILES, 'stages.txt': 'Discovery\nProposal\nLegal\n' };
    const read = json(
      fairlead(pack('lint', 'acme.yaml', '--crm', 'salesforce', '--stages', 'stages.txt', '--json'), files).out,
    );
    expect((read['problems'] as { check: string }[]).map((p) => p.check).toSorted()).toEqual([
      'uncovered-stage',
      'unreadable-field',
    ]);
  });
});

describe('test', () => {
  it('runs the tests of a pack', () => {
    const { code, out } = fairlead(pack('test', 'acme.yaml'), FILES);
    expect(code).toBe(0);
    expect(out).toBe('✓ a small deal needs no budget\n✓ a large one does\n✓ and has it\n3 passed, 0 failed\n');
  });

  it('says what a failed test expected, what came out, and where it stands', () => {
    const wrong = ACME.replace('expect: { budget-confirmed: met }', 'expect: { budget-confirmed: notMet }');
    const { code, out } = fairlead(pack('test', 'acme.yaml'), { 'acme.yaml': wrong });
    expect(code).toBe(1);
    expect(out).toContain(
      '✗ and has it  (acme.yaml:43)\n    budget-confirmed: expected notMet, came out met\n2 passed, 1 failed\n',
    );
  });

  it('fails with the errors of a pack that does not compile', () => {
    expect(fairlead(pack('test', 'a.yaml'), { 'a.yaml': 'fairlead: 1\n' }).code).toBe(1);
  });

  it('runs the tests named by --only', () => {
    const { tests } = json(fairlead(pack('test', 'acme.yaml', '--only', 'large', '--json'), FILES).out);
    expect((tests as { name: string }[]).map((t) => t.name)).toEqual(['a large one does']);
  });

  it('says how far it is when it takes more than a second', () => {
    let at = 0;
    const slow = fairlead(pack('test', 'hygiene'), {}, { now: () => (at += 700) });
    expect(slow.err).toMatch(/^Running tests: \d+ of \d+ \(\d+ s\)\n/);
  });
});

describe('schema', () => {
  it('prints the JSON Schema of packs', () => {
    const { code, out } = fairlead(pack('schema'));
    expect(code).toBe(0);
    expect(json(out)).toMatchObject({ title: 'Fairlead rule pack', type: 'object' });
  });
});

describe('bundle', () => {
  it.each(['hygiene', 'meddpicc'])('compiles %s to the same bytes as the engine', (id) => {
    const compiled = compilePack(JSON.parse(bundledText(id) ?? ''), (other) => JSON.parse(bundledText(other) ?? ''));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const { out } = fairlead(pack('bundle', id, '--compiled'));
    expect(out).toBe(`${canonicalJson(compiled.pack)}\n`);
  });

  it('writes from YAML the JSON that the engine takes, with the same identity', () => {
    const { files, err } = fairlead(pack('bundle', 'acme.yaml', '--out', 'acme.json'), FILES);
    const compiled = compilePack(JSON.parse(files.get('acme.json') ?? ''));
    expect(compiled.ok && err.includes(compiled.pack.hash)).toBe(true);
  });

  it('is the same whatever the order of keys and the way of writing', () => {
    const canonical = fairlead(pack('bundle', 'acme.yaml'), FILES).out;
    expect(fairlead(pack('bundle', 'acme.json'), { 'acme.json': canonical }).out).toBe(canonical);
    const formatted = fairlead(pack('format', 'acme.yaml'), FILES).out;
    expect(fairlead(pack('bundle', 'acme.yaml'), { 'acme.yaml': formatted }).out).toBe(canonical);
  });

  it('writes nothing for a pack with errors', () => {
    const { code, files } = fairlead(pack('bundle', 'a.yaml', '--out', 'a.json'), { 'a.yaml': 'fairlead: 1\nid: a\n' });
    expect([code, files.has('a.json')]).toEqual([1, false]);
  });
});

describe('explain', () => {
  it('says in sentences what a rule needs, when, why, what it reads and which tests there are', () => {
    const { code, out } = fairlead(pack('explain', 'acme.yaml', 'budget-confirmed'), FILES);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'Budget confirmed (budget-confirmed)',
        'A criterion for leaving "Discovery"; it blocks the stage.',
        'Applies when Amount is at least 50,000.',
        'Needs that Confirmed budget is at least 0.8 × Amount.',
        'Put right by filling in Confirmed budget.',
        'Why: Without money set aside the proposal answers nobody.',
        'Reads Confirmed budget, Amount. Where one cannot be read and matters, the rule is unknown.',
        'Tests: "a small deal needs no budget" expects notApplicable; "a large one does" expects notMet; "and has it" expects met.',
        'Written at acme.yaml:11.',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['close-date-past', 'Fires when Close date is before today.'],
    ['close-date-past', 'the odds of losing are multiplied by 2.01'],
    ['set-close-date', 'Once it is done: Close date is today + 30 days.'],
  ])('%s: %s', (rule, words) => {
    expect(fairlead(pack('explain', 'acme.yaml', rule), FILES).out).toContain(words);
  });

  it('has a sentence for every rule of bundled packs', () => {
    for (const id of ['hygiene', 'meddpicc', 'bant', 'spiced']) {
      const all = JSON.parse(fairlead(pack('explain', id, '--json')).out) as { lines: string[] }[];
      expect(all.length).toBeGreaterThan(15);
      expect(all.flatMap((e) => e.lines).filter((line) => /undefined|\[object|NaN/.test(line))).toEqual([]);
    }
  });

  it('lists the rules without one, and says what a slip of the hand meant', () => {
    expect(fairlead(pack('explain', 'acme.yaml'), FILES).out).toContain('budget-confirmed');
    const { code, err } = fairlead(pack('explain', 'acme.yaml', 'budget-confirmd'), FILES);
    expect([code, err]).toEqual([
      1,
      'There is no rule "budget-confirmd" in this pack: did you mean `budget-confirmed`?\n',
    ]);
  });
});

describe('diff', () => {
  const NEW = ACME.replace('version: 1', 'version: 2').replace('deal.amount >= 50000', 'deal.amount >= 20000');
  const DEALS = JSON.stringify([
    { stage: 'Discovery', amount: 30000 },
    { stage: 'Discovery', amount: 40000 },
    { stage: 'Discovery', amount: 60000 },
    { deal: { stage: 'Discovery', amount: 10 } },
  ]);

  it('speaks in meaning and counts the deals newly concerned', () => {
    const files = { 'old.yaml': ACME, 'new.yaml': NEW, 'deals.json': DEALS };
    const { code, out } = fairlead(pack('diff', 'old.yaml', 'new.yaml', '--deals', 'deals.json'), files);
    expect(code).toBe(0);
    expect(out).toBe(
      'acme is version 2 instead of 1\nbudget-confirmed now applies from 20,000 instead of 50,000 (Amount): 2 deals newly concerned\n',
    );
  });

  it.each([
    ['weight: 0.7', 'weight: 0.4', 'close-date-past now weighs 0.4 instead of 0.7'],
    ['enforce: block', 'enforce: warn', 'budget-confirmed now warns instead of blocks'],
    ['minutes: 10', 'minutes: 25', 'set-close-date now takes 25 minutes instead of 10'],
    [
      '>= 0.8 * deal',
      '>= 0.5 * deal',
      'budget-confirmed now needs that Confirmed budget is at least 0.5 × Amount, instead of that Confirmed budget is at least 0.8 × Amount',
    ],
    ['type: money }', 'type: money, requiredFrom: proposal }', 'budget is now required from "Proposal"'],
    ['match: [Proposal]', 'match: [Proposal, Quote]', 'proposal now also means "quote"'],
    [
      'when: deal.closeDate < now\n    weight',
      'when: deal.closeDate < now && deal.amount > 5\n    weight',
      'close-date-past now fires when Close date is before today and Amount is more than 5, instead of when Close date is before today',
    ],
    ['        when: deal.amount >= 50000 # large ones only\n', '', 'budget-confirmed now applies to every deal'],
    ['title: Acme\n', 'title: Acme\napplies: deal.type == "New"\n', 'acme is now for deals only when Type is "New"'],
  ])('%j → %j: %s', (from, to, words) => {
    const { out } = fairlead(pack('diff', 'old.yaml', 'new.yaml'), {
      'old.yaml': ACME,
      'new.yaml': ACME.replace(from, to),
    });
    expect(out.split('\n').filter((line) => !line.includes('a step'))).toContain(words);
  });

  it('names what was added and removed', () => {
    const renamed = ACME.replaceAll('close-date-past', 'date-past');
    const { out } = fairlead(pack('diff', 'old.yaml', 'new.yaml'), { 'old.yaml': ACME, 'new.yaml': renamed });
    expect(out).toBe('close-date-past is gone\ndate-past is new: "Close date is past", a signal\n');
  });

  it('says so when there is no difference', () => {
    expect(fairlead(pack('diff', 'hygiene', 'hygiene')).out).toBe('No difference in meaning.\n');
  });

  it.each([['{}'], ['[{"stage": [1]}]'], ['[']])('refuses deals it cannot read: %s', (deals) => {
    expect(fairlead(pack('diff', 'hygiene', 'hygiene', '--deals', 'd.json'), { 'd.json': deals }).code).toBe(2);
  });
});

describe('format', () => {
  const formatted = (text: string, name = 'acme.yaml'): string => fairlead(pack('format', name), { [name]: text }).out;

  it('puts keys in the order of the schema and keeps comments', () => {
    const out = formatted(ACME);
    expect(out.indexOf('fields:')).toBeLessThan(out.indexOf('stages:'));
    expect(out).toContain("# Acme's own process\nfairlead: 1");
    expect(out).toContain('when: deal.amount >= 50000 # large ones only');
  });

  it('takes away quotes that are not needed, and keeps those that are', () => {
    const out = formatted(
      ACME.replace('title: Acme', 'title: "Acme"').replace(
        'deal.closeDate < now\n    weight',
        '"!blank(deal.nextStep)"\n    weight',
      ),
    );
    expect(out).toContain('title: Acme\n');
    expect(out).toContain("when: '!blank(deal.nextStep)'");
  });

  it.each([
    [
      'comments everywhere',
      ACME.replace('signals:', '# what raises the risk\nsignals: # two of them').replace(
        '    weight',
        '    # found out last year\n    weight',
      ),
    ],
    ['a list with its comment first', 'title: A # the title\n# the id\nid: a\nfairlead: 1\nversion: 1\n'],
    [
      'blocks of text',
      ACME.replace(
        'why: Without money set aside the proposal answers nobody.',
        'why: >-\n          Without money set aside\n          the proposal answers nobody.',
      ),
    ],
    [
      'a long list in brackets',
      ACME.replace(
        '[Discovery, Qualification]',
        `[${Array.from({ length: 12 }, (_, i) => `Discovery of needs ${i}`).join(', ')}]`,
      ),
    ],
  ])('twice is once, with the same meaning: %s', (_name, text) => {
    const once = formatted(text);
    expect(formatted(once)).toBe(once);
    expect((once.match(/#/g) ?? []).length).toBe((text.match(/#/g) ?? []).length);
    const meaning = (t: string): string => fairlead(pack('bundle', 'a.yaml'), { 'a.yaml': t }).out;
    expect(meaning(once)).toBe(meaning(text));
  });

  it('formats every bundled pack to the same pack, once and for all', () => {
    const folder = new URL('../../public/packs/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const once = formatted(text, file);
      expect(formatted(once, file)).toBe(once);
      expect(canonicalJson(JSON.parse(once))).toBe(canonicalJson(JSON.parse(text)));
    }
  });

  it('--check says which are not formatted, --write changes them', () => {
    const check = fairlead(pack('format', 'acme.yaml', '--check'), FILES);
    expect([check.code, check.out]).toEqual([1, 'acme.yaml is not formatted\n']);
    const { files } = fairlead(pack('format', 'acme.yaml', '--write'), FILES);
    expect(fairlead(pack('format', 'acme.yaml', '--check'), { 'acme.yaml': files.get('acme.yaml') ?? '' }).code).toBe(
      0,
    );
  });
});
