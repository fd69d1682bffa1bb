import { describe, expect, test } from 'vitest';
import type { Deal, Field } from '@/lib/domain/deal';
import { deal, empty, errors, evaluate, money, pack, STAGES, unread, value } from './support';

const criterion = (id: string, require: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  title: id,
  require,
  why: 'w',
  enforce: 'block',
  ...more,
});

const SOURCE = pack({
  fields: {
    budget: { label: 'Budget', type: 'money', requiredFrom: 'proposal' },
    nextStep: { requiredFrom: 'discovery', valid: 'size(deal.nextStep) > 3' },
  },
  stages: [
    {
      ...STAGES[0],
      exit: [
        criterion('named', 'has(deal.name)', { exception: 'sales-ops@acme.example' }),
        criterion('sized', 'deal.amount >= 1000', { when: 'deal.amount != null' }),
      ],
    },
    STAGES[1],
  ],
  signals: [{ id: 'late', title: 'Late', when: 'deal.closeDate < now', weight: 0.5, why: 'w' }],
  steps: [{ id: 'call', title: 'Call', when: 'blank(deal.nextStep)', minutes: 5, why: 'w' }],
  variants: [
    {
      id: 'dach',
      title: 'DACH',
      when: 'deal.account.region == "DACH"',
      fields: { budget: { requiredFrom: 'discovery' }, nextStep: { valid: null } },
      rules: {
        named: { enforce: 'warn', exception: 'dach-ops@acme.example' },
        sized: { require: 'deal.amount >= 5000', when: 'true' },
        late: { weight: 0.9 },
        call: { off: true },
      },
    },
    {
      id: 'team-ann',
      when: 'deal.owner.name in ["Ann", "Bo"]',
      fields: { budget: { requiredFrom: null } },
      rules: { sized: { off: true }, late: { when: 'false', weight: 0.1 } },
    },
  ],
});

const ELSEWHERE = value('Nordics');
const DACH = value('DACH');
const ANN = value('Ann');
const KIM = value('Kim');

function judged(region: Field, owner: Field, fields: Deal['fields'] = {}) {
  return evaluate(
    SOURCE,
    deal({
      'stage.label': value('Discovery'),
      'account.region': region,
      'owner.name': owner,
      name: empty,
      amount: money(2000),
      closeDate: value('2026-06-01'),
      nextStep: empty,
      'custom.budget': empty,
      ...fields,
    }),
  );
}

const brief = (region: Field, owner: Field, fields: Deal['fields'] = {}): Record<string, unknown> => {
  const { criteria, signals, gaps, steps, variants } = judged(region, owner, fields);
  return {
    ...Object.fromEntries(criteria.map((c) => [c.id, `${c.verdict.kind} ${c.enforce}`])),
    late: signals.map((s) => `${s.verdict.kind} ${s.weight}`).join(),
    gaps: gaps.map((g) => `${g.due} ${g.field} ${g.kind}`),
    steps: steps.map((s) => s.id),
    variants: variants.map((v) => `${v.id} ${v.state}`),
  };
};

describe('a variant', () => {
  test('that does not apply changes nothing', () => {
    expect(brief(ELSEWHERE, KIM)).toEqual({
      named: 'notMet block',
      sized: 'met block',
      late: 'met 0.5',
      gaps: ['soon custom.budget missing', 'now nextStep missing'],
      steps: ['call'],
      variants: [],
    });
  });

  test('that applies changes criteria, weights, demands and steps', () => {
    expect(brief(DACH, KIM)).toEqual({
      named: 'notMet warn',
      sized: 'notMet block',
      late: 'met 0.9',
      gaps: ['now custom.budget missing', 'now nextStep missing'],
      steps: [],
      variants: ['dach applies'],
    });
    expect(judged(DACH, KIM).criteria[0]?.exception).toBe('dach-ops@acme.example');
    expect(judged(ELSEWHERE, KIM).criteria[0]?.exception).toBe('sales-ops@acme.example');
  });

  test('of several that apply, the later wins; the rest of the earlier stays', () => {
    expect(brief(DACH, ANN)).toEqual({
      named: 'notMet warn',
      sized: 'notApplicable block',
      late: 'notMet 0.1',
      gaps: ['now nextStep missing'],
      steps: [],
      variants: ['dach applies', 'team-ann applies'],
    });
  });

  test('null takes a demand away', () => {
    expect(brief(ELSEWHERE, KIM, { nextStep: value('QAs') })['gaps']).toContain('now nextStep invalid');
    expect(judged(DACH, KIM, { nextStep: value('QAs') }).gaps.map((g) => g.field)).toEqual(['custom.budget']);
  });
});

describe('a variant of which it cannot be told whether it applies', () => {
  test('leaves unknown what rests on it, keeps what does not, and enforces the milder', () => {
    expect(brief(unread, KIM)).toEqual({
      // not met either way, and a warning at most
      named: 'notMet warn',
      sized: 'unknown block',
      // the weight that is sure
      late: 'met 0.5',
      gaps: ['soon custom.budget missing', 'now nextStep missing'],
      steps: [],
      variants: ['dach unknown'],
    });
  });

  test('names what would have to be read', () => {
    const verdict = judged(unread, KIM).criteria[1]?.verdict;
    expect(verdict).toMatchObject({ kind: 'unknown', inputs: [{ input: 'account.region' }] });
  });

  test('two of them: known only where all ways agree', () => {
    expect(brief(unread, unread, { amount: money(9000) })).toMatchObject({
      named: 'notMet warn',
      sized: 'unknown block',
      late: 'unknown 0.5',
      gaps: ['now nextStep missing'],
      variants: ['dach unknown', 'team-ann unknown'],
    });
  });
});

test('a variant that fails is named and does not apply', () => {
  const broken = { ...SOURCE, variants: [{ id: 'x', when: '1 / 0 > 1', rules: { named: { off: true } } }] };
  const result = evaluate(broken, deal({ 'stage.label': value('Discovery'), name: empty }));
  expect(result.broken.map((b) => b.id)).toEqual(['x']);
  expect(result.criteria[0]?.verdict.kind).toBe('notMet');
});

test.each<[unknown, string]>([
  [{ rules: { nmed: { off: true } } }, 'rules.nmed: there is no rule "nmed" did you mean `named`?'],
  [{ rules: { named: { weight: 1 } } }, 'rules.named.weight: "named" has no weight'],
  [{ rules: { late: { enforce: 'info' } } }, 'rules.late.enforce: "late" has no enforce'],
  [{ rules: { call: { require: 'true' } } }, 'rules.call.require: "call" has no require'],
  [{ fields: { budgt: { valid: null } } }, 'fields.budgt: the pack has no field "budgt" did you mean `budget`?'],
  [
    { fields: { budget: { requiredFrom: 'propsal' } } },
    'fields.budget.requiredFrom: there is no stage "propsal" did you mean `proposal`?',
  ],
  [
    { rules: { late: { when: 'deal.closDate < now' } } },
    'rules.late.when: there is no "closDate" here did you mean `closeDate`?',
  ],
  [{ when: 'deal.amont > 1' }, 'when: there is no "amont" here did you mean `amount`?'],
])('%j is refused', (wrong, message) => {
  const variant = { id: 'x', when: 'true', ...(wrong as object) };
  const found = errors({ ...SOURCE, variants: [variant] });
  expect(found.map((e) => `${e.path.replace('variants[0].', '')}: ${e.message}${e.hint ? ` ${e.hint}` : ''}`)).toEqual([
    message,
  ]);
});

test('variants are inherited, replaced by id and removed', () => {
  const base = { ...SOURCE, id: 'base' };
  const own = (more: Record<string, unknown>): unknown => pack({ fields: {}, stages: [], extends: ['base'], ...more });
  const ids = (json: unknown): string[] => errors(json, { base }).map((e) => e.message);
  expect(ids(own({ remove: ['dach'] }))).toEqual([]);
  expect(ids(own({ remove: ['dahc'] }))).toEqual(['nothing inherited is called "dahc"']);
});
