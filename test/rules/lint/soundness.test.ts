import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deal, Field } from '@/lib/domain/deal';
import { checkExpression } from '@/lib/rules/cel/check';
import type { Code } from '@/lib/rules/cel/code';
import { vocabulary } from '@/lib/rules/cel/env';
import { evaluatePack } from '@/lib/rules/evaluate';
import { formulaOf } from '@/lib/rules/lint/reason/formula';
import { simplify } from '@/lib/rules/lint/reason/simplify';
import { canHold } from '@/lib/rules/lint/reason/solve';
import { loadPack } from '@/lib/rules/load';
import type { CompiledPack } from '@/lib/rules/types';
import { compiled, deal, empty, input, money, rows, signals, value } from '../support';

const WORDS = vocabulary({});

const NUMBERS = [
  'deal.amount',
  'deal.probability',
  'facts.pushes',
  'count(contacts)',
  'facts.contactsCount',
  'facts.contactsEngaged',
  'daysUntil(deal.closeDate)',
  'facts.daysToClose',
  'daysSince(deal.createdAt)',
];
const TEXTS = ['deal.type', 'deal.nextStep', 'deal.type.lowerAscii()', 'stage'];
const LITERALS = ['"New"', '"new"', '"Renewal"', '"discovery"', '"proposal"', '""'];
const TIMES = [
  'deal.closeDate',
  'now',
  'now + days(3)',
  'now - duration("24h")',
  'timestamp("2026-06-15")',
  'timestamp("2026-06-20")',
  'deal.createdAt',
  'timestamp("2026-06-10T12:00:00Z")',
];

const pick = fc.constantFrom;
const order = pick('<', '<=', '>', '>=', '==', '!=');
const number = fc.oneof(
  pick(...NUMBERS),
  fc.integer({ min: -2, max: 12 }).map(String),
  fc.tuple(pick('0.5', '2', '-1'), pick(...NUMBERS)).map(([k, n]) => `${k} * ${n}`),
  fc.tuple(pick(...NUMBERS), pick(...NUMBERS)).map(([a, b]) => `(${a} - ${b})`),
);
const row = fc.oneof(
  fc.tuple(pick('==', '!='), pick('"Champion"', '"Buyer"')).map(([op, t]) => `c.role ${op} ${t}`),
  fc.tuple(pick('<', '>='), pick('3', '30')).map(([op, n]) => `daysSince(c.lastActivityAt) ${op} ${n}`),
  pick('blank(c.role)', 'has(c.lastActivityAt)', 'c.role.startsWith("Ch")', 'true'),
);
const atom = fc.oneof(
  fc.tuple(number, order, number).map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(pick(...TEXTS), pick('==', '!='), pick(...LITERALS)).map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(pick(...TEXTS), pick(...LITERALS), pick(...LITERALS)).map(([a, b, c]) => `${a} in [${b}, ${c}]`),
  fc
    .tuple(pick(...TEXTS), pick('contains', 'startsWith', 'endsWith'), pick('"e"', '"New"', '"N"'))
    .map(([a, f, b]) => `${a}.${f}(${b})`),
  fc.tuple(pick(...TIMES), pick('<', '<=', '>', '>='), pick(...TIMES)).map(([a, op, b]) => `${a} ${op} ${b}`),
  pick(
    'blank(deal.type)',
    'has(deal.amount)',
    'deal.closeDate == null',
    'deal.amount != null',
    'junk(deal.nextStep)',
    'blank(contacts)',
    'true',
    'false',
  ),
  fc
    .tuple(pick('exists', 'all', 'exists_one'), row, pick('&&', '||'), row)
    .map(([m, a, op, b]) => `contacts.${m}(c, ${a} ${op} ${b})`),
  fc.tuple(row, pick('> 0', '== 0', '>= 2')).map(([a, n]) => `count(contacts.filter(c, ${a})) ${n}`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atom,
    fc.tuple(tie('condition'), pick('&&', '||'), tie('condition')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('condition').map((a) => `!(${a})`),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}));

const maybe = (field: fc.Arbitrary<Field>): fc.Arbitrary<Field> => fc.oneof(field, fc.constant(empty));
const day = pick('2026-06-10', '2026-06-14', '2026-06-15', '2026-06-16', '2026-06-18', '2026-06-20', '2026-07-15').map(
  value,
);
const instant = pick(
  '2026-05-01T08:00:00Z',
  '2026-06-10T12:00:00Z',
  '2026-06-14T20:00:00Z',
  '2026-06-15T11:00:00Z',
).map(value);
const contact = fc.record({ role: maybe(pick('Champion', 'Buyer').map(value)), lastActivityAt: maybe(instant) });
const deals: fc.Arbitrary<Deal> = fc
  .record({
    amount: maybe(fc.integer({ min: -2, max: 12 }).map(money)),
    probability: maybe(fc.integer({ min: -2, max: 12 }).map(value)),
    closeDate: maybe(day),
    createdAt: maybe(instant),
    type: maybe(pick('New', 'new', 'Renewal').map(value)),
    nextStep: maybe(pick('New', 'tbd', 'Renewal').map(value)),
    stage: maybe(pick('Discovery', 'Proposal', 'Elsewhere').map(value)),
    contacts: fc.array(contact, { maxLength: 3 }),
  })
  .map(({ stage, contacts, ...fields }) =>
    deal({ ...fields, 'stage.label': stage }, { contacts: rows(contacts), activities: rows([]) }),
  );

function codeOf(source: string): Code | null {
  const checked = checkExpression(source, WORDS, 'condition');
  return checked.ok ? checked.code : null;
}

const BASE = compiled(signals('true'));

/** The verdict of each expression on a deal, by the evaluator. */
function verdicts(codes: readonly Code[], d: Deal): string[] {
  const list = codes.map((when, i) => ({ id: `s${i}`, title: 's', why: 'w', when, weight: 1 }));
  const loaded = loadPack({ ...BASE, signals: list } satisfies CompiledPack);
  return loaded.ok ? evaluatePack(loaded.pack, input(d)).signals.map((s) => s.verdict.kind) : [];
}

describe('the reasoning behind the checks agrees with the evaluator', () => {
  it('never calls impossible what some deal satisfies', () => {
    const types = new Map(BASE.fields.map((f) => [f.key, f.type] as const));
    fc.assert(
      fc.property(condition, fc.array(deals, { minLength: 12, maxLength: 12 }), (source, some) => {
        const code = codeOf(source);
        if (code === null) return;
        const answers = [true, false].map((truth) => canHold([formulaOf(simplify(code), truth, types)], { types }));
        const seen = new Set(some.flatMap((d) => verdicts([code], d)));
        expect({ source, impossible: answers[0] === 'no' && seen.has('met') }).toEqual({ source, impossible: false });
        expect({ source, certain: answers[1] === 'no' && seen.has('notMet') }).toEqual({ source, certain: false });
      }),
      { numRuns: 300 },
    );
  });

  it('simplifies without changing what is true', () => {
    fc.assert(
      fc.property(condition, deals, (source, d) => {
        const code = codeOf(source);
        if (code === null || JSON.stringify(simplify(code)).includes('row0')) return;
        const [before, after] = verdicts([code, simplify(code)], d);
        if (before === 'met' || before === 'notMet') expect({ source, after }).toEqual({ source, after: before });
      }),
      { numRuns: 300 },
    );
  });

  it('finds most of what no deal satisfies', () => {
    const types = new Map(BASE.fields.map((f) => [f.key, f.type] as const));
    const impossible = (source: string): boolean => {
      const code = codeOf(source);
      return code !== null && canHold([formulaOf(simplify(code), true, types)], { types }) === 'no';
    };
    fc.assert(
      fc.property(condition, (source) => {
        // A condition and its opposite exclude each other, whatever it is.
        if (codeOf(source) !== null && source.length < 150)
          expect({ source, no: impossible(`(${source}) && !(${source})`) }).toEqual({ source, no: true });
      }),
      { numRuns: 300 },
    );
  });
});
