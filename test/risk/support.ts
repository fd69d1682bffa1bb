import { chanceOf, type Chance } from '@/lib/risk/seeded';
import { trainModel } from '@/lib/risk/train';
import type { DealHistory, FactorDef, Observation, Progress, ValueChange } from '@/lib/risk/rows';

/** Runs a generator to its end. */
export function drive<T>(work: Generator<Progress, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

export type Made = { rows: Observation[]; defs: FactorDef[] };

export type Recipe = {
  deals: number;
  factors: number;
  levels: number;
  /** Standard deviation of the levels' true effects on the log-odds; 0: pure noise. */
  effect: number;
  seed: number;
  base?: number;
};

/** A model of these deals, as it is learned from them. */
export function trained({ rows, defs }: Made, seed = 1) {
  const rest = { dropped: [], histories: [], stage: null, horizon: null, asOf: 0, protocol: null };
  return drive(trainModel({ ...rest, rows, defs, seed, packHash: 'p', trainedAt: 5 }));
}

/** Closed deals whose outcome depends on named levels as the recipe says. */
export function makeRows({ deals, factors, levels, effect, seed, base = 0 }: Recipe): Made {
  const chance = chanceOf(seed);
  const effects = Array.from({ length: factors }, () => Array.from({ length: levels }, () => effect * chance.normal()));
  const defs = effects.map((_, f): FactorDef => ({ id: `f${f}`, title: `Factor ${f}`, kind: 'category' }));
  const rows = Array.from({ length: deals }, (_, i): Observation => {
    const picked = effects.map((own) => Math.floor(chance.uniform() * own.length));
    const logit = picked.reduce((sum, level, f) => sum + (effects[f]?.[level] ?? 0), base);
    const values = Object.fromEntries(picked.map((level, f) => [`f${f}`, `level ${level}`]));
    return { dealId: String(i), day: null, age: null, won: wins(logit, chance), weight: 1, values };
  });
  return { rows, defs };
}

function wins(logit: number, { uniform }: Chance): 0 | 1 {
  return uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
}

const STAGES = ['New', 'Qualified', 'Proposal', 'Negotiation'];

/**
 * Deals day by day: a hidden quality moves them through stages and brings activities; from each stage they are won or lost. What
 * is seen early (stage, its age, activity) tells how they end, as far as chance lets it.
 */
export function makeCourses(deals: number, seed: number): DealHistory[] {
  const chance = chanceOf(seed);
  return Array.from({ length: deals }, (_, i) => makeCourse(`D${i}`, Math.floor(chance.uniform() * 700), chance));
}

const LAST_DAY = 900;

function makeCourse(dealId: string, createdDay: number, chance: Chance): DealHistory {
  const quality = chance.normal();
  const changes: ValueChange[] = [{ day: createdDay, factor: 'stage', value: STAGES[0] ?? '' }];
  let stage = 0;
  for (let day = createdDay + 1; day <= LAST_DAY; day++) {
    if (chance.uniform() < 0.06 * Math.exp(0.8 * quality)) changes.push({ day, factor: 'activity', value: 1 });
    if (stage < STAGES.length - 1 && chance.uniform() < 0.02 * Math.exp(0.7 * quality)) {
      stage += 1;
      changes.push({ day, factor: 'stage', value: STAGES[stage] ?? '' });
    }
    if (chance.uniform() < 0.0005 + 0.007 * stage * Math.exp(0.4 * quality))
      return { dealId, createdDay, closedDay: day, outcome: 'won', initial: {}, changes, amount: 1000 };
    if (chance.uniform() < 0.008 * Math.exp(-0.5 * quality))
      return { dealId, createdDay, closedDay: day, outcome: 'lost', initial: {}, changes, amount: 0 };
  }
  return { dealId, createdDay, closedDay: null, outcome: 'open', initial: {}, changes, amount: null };
}

export const LAST_SEEN = LAST_DAY;
