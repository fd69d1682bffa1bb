import type { PastRisk, Risk, RiskFactor } from '@/lib/domain/assessment';

/** A move of the risk, factor by factor: the moves add up to `to − from` exactly. */
export type Story = {
  /** When it stood at `from`, ms. */
  at: number;
  from: number;
  to: number;
  moves: readonly { id: string; title: string; points: number; was: string | null; is: string | null }[];
  /** It was reckoned otherwise then: by another model, or by the pack's weights. */
  otherWay: boolean;
};

const WEEK_MS = 7 * 86_400_000;
/** Where the risk started from, before anything was known of the deal. */
const BASE = 'base';

/**
 * What the risk was a week ago and why it moved: against the last assessment that is at least a week old, else the oldest there
 * is. `trail` holds earlier risks, in any order. Null when there is none to compare with.
 */
export function storyOf(trail: readonly PastRisk[], now: number, model: string | null, risk: Risk): Story | null {
  const earlier = trail.filter((past) => past.at < now && past.risk.state !== 'none').toSorted((a, b) => b.at - a.at);
  const then = earlier.find((past) => now - past.at >= WEEK_MS) ?? earlier.at(-1);
  if (then === undefined || then.risk.state === 'none' || risk.state === 'none') return null;
  return {
    at: then.at,
    from: then.risk.risk,
    to: risk.risk,
    moves: movesBetween(partsOf(then.risk), partsOf(risk)),
    otherWay: then.model !== model || then.risk.state !== risk.state,
  };
}

type Reckoned = Exclude<Risk, { state: 'none' }>;

function partsOf({ base, factors }: Reckoned): Map<string, RiskFactor> {
  const start: RiskFactor = { id: BASE, title: 'Before anything is known', points: base };
  return new Map([start, ...factors].map((factor) => [plainId(factor.id), factor]));
}

/** In a model, a signal is the factor `signal:<id>`; in a band it goes by its own id. The story is of one signal. */
function plainId(id: string): string {
  return id.replace(/^signal:/, '');
}

/** The largest first. A factor that did not move is no part of the story. */
function movesBetween(before: ReadonlyMap<string, RiskFactor>, after: ReadonlyMap<string, RiskFactor>): Story['moves'] {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids
    .map((id) => {
      const [was, is] = [before.get(id), after.get(id)];
      return {
        id,
        title: is?.title ?? was?.title ?? id,
        points: (is?.points ?? 0) - (was?.points ?? 0),
        was: was?.level ?? null,
        is: is?.level ?? null,
      };
    })
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1));
}
