import { dropped } from '../fit/drop';
import { areaUnderCurve } from '../measure/auc';
import type { DealHistory, DroppedFactor, FactorDef, FactorValue } from '../rows';

/** A factor that parts the outcomes this well on its own was filled in after the answer was known. */
const TOO_GOOD = 0.95;
const FEWEST_OF_EACH = 8;
/** On the side where a field is "never" empty, and where it "often" is. */
const NEVER = 0.005;
const OFTEN = 0.05;
const BY_CHANCE = 1e-3;

export type Leaks = { kept: FactorDef[]; dropped: DroppedFactor[] };

type Side = 'won' | 'lost' | 'open';
type Count = { all: number; empty: number };

/**
 * Drops factors that give the answer away: filled in only on one side of the outcome, only on closed deals, or nearly the
 * outcome itself. What comes with a history of its values (`timed`) is known as of each day, so only the last can be wrong with it.
 */
export function withoutLeaks(
  histories: readonly DealHistory[],
  defs: readonly FactorDef[],
  timed: ReadonlySet<string>,
): Leaks {
  const found = defs.map((def) => ({
    def,
    leak: timed.has(def.id) ? null : (oneSided(histories, def) ?? tooGood(histories, def)),
  }));
  const blanks = found.filter(({ leak }) => leak !== null && leak.reason !== 'givesAnswerAway').map(({ def }) => def);
  const all = found.map(({ def, leak }) => ({
    def,
    leak: leak ?? (timed.has(def.id) ? null : emptyWith(histories, def, blanks)),
  }));
  return {
    kept: all.flatMap(({ def, leak }) => (leak === null ? [def] : [])),
    dropped: all.flatMap(({ leak }) => (leak === null ? [] : [leak])),
  };
}

/** A field that is empty wherever one that leaks is empty (what is known of an account, with the account) leaks as well. */
function emptyWith(
  histories: readonly DealHistory[],
  def: FactorDef,
  leaking: readonly FactorDef[],
): DroppedFactor | null {
  for (const leak of leaking) {
    const without = histories.filter(({ initial }) => isEmpty(initial[leak.id]));
    const also = without.filter(({ initial }) => isEmpty(initial[def.id]));
    const elsewhere = histories.filter(({ initial }) => !isEmpty(initial[leak.id]));
    const filled = elsewhere.filter(({ initial }) => !isEmpty(initial[def.id]));
    if (
      without.length < FEWEST_OF_EACH ||
      also.length < 0.99 * without.length ||
      filled.length < OFTEN * elsewhere.length
    )
      continue;
    return dropped(
      def,
      'emptyWithLeak',
      `${def.title} is empty wherever ${leak.title} is, which gives the answer away.`,
    );
  }
  return null;
}

function isEmpty(value: FactorValue | undefined): boolean {
  return value === null || value === '';
}

function oneSided(histories: readonly DealHistory[], def: FactorDef): DroppedFactor | null {
  if (def.kind === 'signal') return null;
  for (const zeroIsEmpty of def.kind === 'number' ? [false, true] : [false]) {
    const counts = emptyCounts(histories, def.id, zeroIsEmpty);
    const leak =
      emptyOnOneSide(def, counts, zeroIsEmpty) ??
      filledOnOneSide(def, counts, zeroIsEmpty) ??
      onlyWhenClosed(def, counts, zeroIsEmpty);
    if (leak !== null) return leak;
  }
  return null;
}

function emptyCounts(histories: readonly DealHistory[], id: string, zeroIsEmpty: boolean): Record<Side, Count> {
  const counts = { won: { all: 0, empty: 0 }, lost: { all: 0, empty: 0 }, open: { all: 0, empty: 0 } };
  for (const { outcome, initial } of histories) {
    const value = initial[id];
    if (value === undefined) continue;
    counts[outcome].all += 1;
    if (value === null || value === '' || (zeroIsEmpty && value === 0)) counts[outcome].empty += 1;
  }
  return counts;
}

function onlyWhenClosed(def: FactorDef, { won, lost, open }: Record<Side, Count>, zero: boolean): DroppedFactor | null {
  const closed = { all: won.all + lost.all, empty: won.empty + lost.empty };
  if (open.all < FEWEST_OF_EACH || closed.all < FEWEST_OF_EACH) return null;
  const [inOpen, inClosed] = [share(open), share(closed)];
  const blank = zero ? 'empty or 0' : 'empty';
  if (inOpen >= 0.9 && inClosed <= 0.5)
    return dropped(
      def,
      'onlyWhenClosed',
      `${def.title} is ${blank} on ${percent(inOpen)} of open deals and on ${percent(inClosed)} of closed ones: it is filled in when a deal closes.`,
    );
  if (open.empty >= FEWEST_OF_EACH && inOpen >= OFTEN && inClosed <= NEVER)
    return dropped(
      def,
      'onlyWhenOpen',
      `${def.title} is ${blank} on ${percent(inOpen)} of open deals but hardly ever on closed ones, so that being ${blank} says that a deal is not closed yet.`,
    );
  return null;
}

function emptyOnOneSide(def: FactorDef, { won, lost }: Record<Side, Count>, zero: boolean): DroppedFactor | null {
  const closed = won.all + lost.all;
  for (const [often, never, name, other] of [
    [lost, won, 'lost', 'won'],
    [won, lost, 'won', 'lost'],
  ] as const) {
    if (often.empty < FEWEST_OF_EACH || never.all < FEWEST_OF_EACH) continue;
    const byChance = (often.all / closed) ** often.empty;
    if (share(often) < OFTEN || share(never) > NEVER || byChance > BY_CHANCE) continue;
    return dropped(
      def,
      'onlyOnOneSide',
      `${def.title} is ${zero ? 'empty or 0' : 'empty'} on ${percent(share(often))} of ${name} deals and ${never.empty === 0 ? 'never' : 'hardly ever'} on ${other} ones: it is filled in with the outcome.`,
    );
  }
  return null;
}

/** A reason for losing, a date of signing: filled in on one side, if not always, and never on the other. */
function filledOnOneSide(def: FactorDef, { won, lost }: Record<Side, Count>, zero: boolean): DroppedFactor | null {
  const closed = won.all + lost.all;
  for (const [often, never, name, other] of [
    [lost, won, 'lost', 'won'],
    [won, lost, 'won', 'lost'],
  ] as const) {
    const filled = often.all - often.empty;
    if (filled < FEWEST_OF_EACH || never.all < FEWEST_OF_EACH) continue;
    const byChance = (often.all / closed) ** filled;
    if (1 - share(often) < OFTEN || 1 - share(never) > NEVER || byChance > BY_CHANCE) continue;
    const blank = zero ? 'filled in and not 0' : 'filled in';
    return dropped(
      def,
      'onlyOnOneSide',
      `${def.title} is ${blank} on ${percent(1 - share(often))} of ${name} deals and ${never.empty === never.all ? 'never' : 'hardly ever'} on ${other} ones: it is filled in with the outcome.`,
    );
  }
  return null;
}

function tooGood(histories: readonly DealHistory[], def: FactorDef): DroppedFactor | null {
  const closed = histories.filter(({ outcome }) => outcome !== 'open');
  if (parts(closed, def, ({ outcome }) => outcome === 'won'))
    return dropped(
      def,
      'givesAnswerAway',
      `${def.title} alone tells nearly every won deal from the lost ones: it holds the outcome, or is filled in with it.`,
    );
  if (def.kind === 'category' && parts(histories, def, ({ outcome }) => outcome === 'open'))
    return dropped(
      def,
      'givesAnswerAway',
      `${def.title} alone tells nearly every open deal from the closed ones: it is set when a deal closes.`,
    );
  return null;
}

/** Whether the factor alone parts the deals into those that are so and those that are not. */
function parts(histories: readonly DealHistory[], def: FactorDef, isSo: (history: DealHistory) => boolean): boolean {
  const known = histories.filter(({ initial }) => initial[def.id] !== undefined);
  const so = known.map((history): 0 | 1 => (isSo(history) ? 1 : 0));
  const positive = so.filter((one) => one === 1).length;
  if (Math.min(positive, so.length - positive) < FEWEST_OF_EACH) return false;
  const values = known.map(({ initial }) => initial[def.id] ?? null);
  const byLevel = areaUnderCurve(ratesWithoutSelf(values, so), so)?.auc ?? 0.5;
  const numbers = values.map((value) => (typeof value === 'number' ? value : null));
  const order = numbers.includes(null) ? 0.5 : (areaUnderCurve(numbers.map(Number), so)?.auc ?? 0.5);
  return Math.max(byLevel, order, 1 - order) >= TOO_GOOD;
}

/** Share of the others at the same level that are so; the share of all where there are too few others. */
function ratesWithoutSelf(values: readonly FactorValue[], so: readonly (0 | 1)[]): number[] {
  const counts = new Map<FactorValue, { all: number; so: number }>();
  values.forEach((value, i) => {
    const count = counts.get(value) ?? { all: 0, so: 0 };
    counts.set(value, { all: count.all + 1, so: count.so + (so[i] ?? 0) });
  });
  const overall = so.reduce<number>((sum, one) => sum + one, 0) / Math.max(1, so.length);
  return values.map((value, i) => {
    const count = counts.get(value);
    return count === undefined ? overall : (count.so - (so[i] ?? 0) + overall) / count.all;
  });
}

function share({ all, empty }: Count): number {
  return all === 0 ? 0 : empty / all;
}

function percent(value: number): string {
  return `${Math.round(100 * value)} %`;
}
