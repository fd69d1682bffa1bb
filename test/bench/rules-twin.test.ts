import { expect, test } from 'vitest';
import { fieldOf } from '@/lib/domain/deal';
import { compilePack } from '@/lib/rules/compile';
import { evaluatePack } from '@/lib/rules/evaluate';
import { loadPack } from '@/lib/rules/load';
import type { PackResult } from '@/lib/rules/pack-result';
import type { RunnablePack } from '@/lib/rules/types';
import { oddInput, timedInput } from './deals';
import { RULES_200, rulesOf } from './rules-200';
import { twin } from './rules-twin';

function runnable(): RunnablePack {
  const compiled = compilePack(RULES_200);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors, null, 1));
  const loaded = loadPack(compiled.pack);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}

/** Without the labels of inputs: they are for people to read, and no part of a verdict. */
function plain(results: Pick<PackResult, 'criteria' | 'signals' | 'steps'>): unknown {
  return JSON.parse(JSON.stringify(results, (key, value: unknown) => (key === 'label' ? undefined : value)));
}

const PACK = runnable();
const ODD = Array.from({ length: 400 }, (_, seed) => oddInput(seed));

test('the pack has 200 rules', () => {
  expect(rulesOf('signal').length + rulesOf('step').length + rulesOf('criterion').length).toBe(200);
  expect(PACK.signals.length + PACK.steps.length + (PACK.stages[0]?.exit.length ?? 0)).toBe(200);
});

test.each([
  ['odd', ODD],
  ['timed', Array.from({ length: 50 }, (_, seed) => timedInput(seed))],
])('engine and hand-written twin agree on %s deals, unknown inputs included', (_, inputs) => {
  for (const input of inputs) {
    const { criteria, signals, steps } = evaluatePack(PACK, input);
    expect(plain(twin(input))).toEqual(plain({ criteria, signals, steps }));
  }
});

test('the odd deals bring out every verdict of every kind of signal', () => {
  const seen = new Map<string, Set<string>>();
  for (const input of ODD) {
    for (const { id, verdict } of evaluatePack(PACK, input).signals) {
      const kind = id.replace(/-\d+$/, '');
      seen.set(kind, (seen.get(kind) ?? new Set()).add(verdict.kind));
    }
  }
  const poor = [...seen].filter(([, verdicts]) => verdicts.size < 3);
  expect(poor).toEqual([]);
});

test('some odd deals have no stage, some are closed', () => {
  const states = new Set(ODD.map((input) => evaluatePack(PACK, input).stage.state));
  expect([...states].toSorted()).toEqual(['closed', 'known', 'notInPack', 'unreadable']);
  expect(ODD.some((input) => fieldOf(input.deal, 'stage.label').state === 'unknown')).toBe(true);
});
