import { describe, expect, test } from 'vitest';
import { assess, type AssessInput } from '@/lib/assess/assess';
import { whatIfEdited } from '@/lib/assess/what-if-edited';
import { changesBetween } from '@/lib/domain/changes';
import type { Deal, Field, FieldValue } from '@/lib/domain/deal';
import { fieldOf } from '@/lib/domain/deal';
import type { Edit } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import { clock, deal, FIRST, pack, value, WATCHED } from './situation';

function edit(of: Deal, field: FieldKey, to: FieldValue | null): Edit {
  return { field, from: fieldOf(of, field), to };
}

function input(of: Deal = deal(), history = WATCHED): AssessInput {
  return { deal: of, history, pack: pack(), clock };
}

function risk(of: AssessInput): number {
  const { risk: found } = assess(of);
  if (found.state === 'none') throw new Error('no risk');
  return found.risk;
}

describe('what is shown before saving is what is there after it', () => {
  test.each<[string, FieldKey, FieldValue, Field]>([
    ['a next step', 'nextStep', 'Send the draft to Ada by Friday', value('Send the draft to Ada by Friday')],
    ['a close date put off, with the push it is', 'closeDate', '2027-01-15', value('2027-01-15')],
    ['an amount', 'amount', { value: 1, currency: 'EUR' }, value({ value: 1, currency: 'EUR' })],
    ['a stage', 'stage.label', 'Proposal', value('Proposal')],
  ])('%s', (_name, field, to, saved) => {
    const before = deal();
    const shown = whatIfEdited(input(before), assess(input(before)), [edit(before, field, to)]);
    const read = deal({ [field]: saved });
    const history = { ...WATCHED, changes: changesBetween(before, read) };
    const real = assess(input(read, history));
    expect(shown.points).toBe(risk(input(read, history)) - risk(input(before)));
    expect(shown.after.risk).toEqual(real.risk);
    expect(shown.after.steps).toEqual(real.steps);
    expect(shown.after.criteria.map((c) => [c.id, c.verdict.kind])).toEqual(
      real.criteria.map((c) => [c.id, c.verdict.kind]),
    );
  });

  test('on a first visit, too: a date put off is a push from now on', () => {
    const { after } = whatIfEdited(input(deal(), FIRST), assess(input(deal(), FIRST)), [
      edit(deal(), 'closeDate', '2027-01-15'),
    ]);
    expect(after.signals.find(({ id }) => id === 'pushed')?.verdict.kind).toBe('met');
  });
});

describe('the gates', () => {
  const priced = pack({
    stages: [
      {
        id: 'discovery',
        title: 'Discovery',
        match: ['Discovery'],
        exit: [
          { id: 'large', title: 'Large enough', require: 'deal.amount >= 50000', why: 'Small ones go elsewhere.' },
        ],
      },
    ],
  });

  test('a criterion that would be met is named, one that would not move is not', () => {
    const before = { ...input(), pack: priced };
    const effect = (to: number) =>
      whatIfEdited(before, assess(before), [edit(deal(), 'amount', { value: to, currency: 'EUR' })]).gates;
    expect(effect(60_000)).toEqual([{ id: 'large', title: 'Large enough', was: 'notMet', is: 'met' }]);
    expect(effect(49_000)).toEqual([]);
  });
});

test('a closed deal has no risk to move', () => {
  const won = deal({ 'stage.label': value('Won') });
  expect(whatIfEdited(input(won), assess(input(won)), [edit(won, 'nextStep', 'x')]).points).toBeNull();
});

test('no edits change nothing, and the input is left as it was', () => {
  const before = input();
  const frozen = JSON.stringify(before.deal);
  expect(whatIfEdited(before, assess(before), [])).toMatchObject({ points: 0, gates: [] });
  whatIfEdited(before, assess(before), [edit(before.deal, 'nextStep', null)]);
  expect(JSON.stringify(before.deal)).toBe(frozen);
});
