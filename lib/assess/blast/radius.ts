import type { Clock } from '@/lib/domain/clock';
import { dealName, type Deal } from '@/lib/domain/deal';
import type { RunnablePack } from '@/lib/rules/types';
import { DAY_MS, type DealRecord } from '../past/record';
import { situationThen } from '../past/situation-then';
import { rulesOnly } from '../past/past-verdicts';
import { rulesOf } from '../past/verdicts-then';
import { amountOf, repOf, standsUnder, type LiveDeal, type Standing } from './standing';

/** An open deal, with its readings where they are kept: from those it is told what was flagged a week ago. */
export type RadiusDeal = LiveDeal & { record: DealRecord | null };

/** What one pack says of all open deals. `noAmount`: blocked deals whose amount is not known. */
export type Side = {
  deals: number;
  flagged: number;
  flags: number;
  blocked: number;
  blockedAmounts: readonly { currency: string; value: number; deals: number }[];
  noAmount: number;
  /** Flags that came up in the last week, on deals that were watched all through it. */
  newFlags: number;
};

/** One deal on which the two differ. */
export type MovedDeal = {
  dealId: string;
  name: string;
  rep: string | null;
  /** Flags that it gets and loses. */
  gains: readonly string[];
  loses: readonly string[];
  blocked: 'newly' | 'freed' | 'same';
};

export type Radius = {
  before: Side;
  after: Side;
  /** Deals without a flag that get one, and the other way round. */
  newly: number;
  freed: number;
  newlyBlocked: number;
  freedBlocked: number;
  /** Deals that gain or lose any flag, and whose they are; `movedCount`: of all of them, also where only some are handed on. */
  moved: readonly MovedDeal[];
  movedCount: number;
  repsAffected: number;
  reps: number;
  /** Deals whose owner is not known; they count for no rep. */
  noRep: number;
  /** Deals of which it is known how they stood a week ago. */
  watched: number;
  days: number;
  rules: readonly { id: string; title: string; before: number; after: number; newly: number; freed: number }[];
};

/** How far back new flags are counted. */
const DAYS = 7;

/**
 * What a pack would change against the one in use, on every open deal as it stands now: the same evaluation, with the same clock
 * and history, as will judge the deals once it is in use. Deal by deal: whoever adds them may stop between two.
 */
export function radiusCount({ live, draft, clock }: Packs & { clock: Clock }): {
  add: (deal: RadiusDeal) => void;
  result: () => Radius;
} {
  const judged: Judged[] = [];
  const lean = { live: rulesOnly(live), draft: rulesOnly(draft), clock };
  return { add: (deal) => void judged.push(judge(deal, lean)), result: () => summed(judged, { live, draft }) };
}

type Pair<T> = { before: T; after: T };
type Judged = { deal: Deal; now: Pair<Standing | null>; past: Pair<Standing | null> | null };
type Packs = { live: RunnablePack; draft: RunnablePack };

function judge(each: RadiusDeal, { live, draft, clock }: Packs & { clock: Clock }): Judged {
  const at = clock.now - DAYS * DAY_MS;
  const past = each.record === null ? null : situationThen(each.record, at);
  const known = past !== null && past.history.watchedSince !== null;
  return {
    deal: each.deal,
    now: pairOf({ live, draft }, each, clock),
    past: known ? pairOf({ live, draft }, past, past.clock) : null,
  };
}

function pairOf({ live, draft }: Packs, deal: LiveDeal, clock: Clock): Pair<Standing | null> {
  const [before = null, after = null] = standsUnder([live, draft], deal, clock);
  return { before, after };
}

function summed(all: readonly Judged[], { live, draft }: Packs): Radius {
  // What both packs call closed, or leave to others, is nobody's concern here.
  const judged = all.filter(({ now }) => now.before !== null || now.after !== null);
  const reps = new Set(judged.flatMap(({ deal }) => repOf(deal) ?? []));
  const moved = judged.flatMap(movedDeal);
  const count = (test: (each: Pair<Standing | null>) => boolean): number =>
    judged.filter(({ now }) => test(now)).length;
  const flagged = (standing: Standing | null): boolean => (standing?.flags.length ?? 0) > 0;
  return {
    before: sideOf(judged, 'before'),
    after: sideOf(judged, 'after'),
    newly: count(({ before, after }) => !flagged(before) && flagged(after)),
    freed: count(({ before, after }) => flagged(before) && !flagged(after)),
    newlyBlocked: moved.filter(({ blocked }) => blocked === 'newly').length,
    freedBlocked: moved.filter(({ blocked }) => blocked === 'freed').length,
    moved,
    movedCount: moved.length,
    repsAffected: new Set(moved.flatMap(({ rep }) => rep ?? [])).size,
    reps: reps.size,
    noRep: judged.filter(({ deal }) => repOf(deal) === null).length,
    watched: judged.filter(({ past }) => past !== null).length,
    days: DAYS,
    rules: rulesMoved(judged, live, draft),
  };
}

function sideOf(judged: readonly Judged[], side: keyof Pair<unknown>): Side {
  const standing = judged.flatMap(({ now, deal, past }) => {
    const found = now[side];
    return found === null ? [] : [{ ...found, deal, past }];
  });
  const blocked = standing.filter((each) => each.blocked);
  const amounts = new Map<string, { currency: string; value: number; deals: number }>();
  for (const { deal } of blocked) {
    const money = amountOf(deal);
    if (money === null) continue;
    const sum = amounts.get(money.currency) ?? { currency: money.currency, value: 0, deals: 0 };
    amounts.set(money.currency, { ...sum, value: sum.value + money.value, deals: sum.deals + 1 });
  }
  return {
    deals: standing.length,
    flagged: standing.filter(({ flags }) => flags.length > 0).length,
    flags: standing.reduce((sum, { flags }) => sum + flags.length, 0),
    blocked: blocked.length,
    blockedAmounts: [...amounts.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    noAmount: blocked.filter(({ deal }) => amountOf(deal) === null).length,
    newFlags: standing.reduce((sum, { flags, past }) => sum + (past === null ? 0 : without(flags, past[side])), 0),
  };
}

function without(flags: readonly string[], before: Standing | null): number {
  const old = new Set(before?.flags ?? []);
  return flags.filter((flag) => !old.has(flag)).length;
}

function movedDeal({ deal, now: { before, after } }: Judged): MovedDeal[] {
  const [old, next] = [new Set(before?.flags ?? []), new Set(after?.flags ?? [])];
  const gains = [...next].filter((flag) => !old.has(flag));
  const loses = [...old].filter((flag) => !next.has(flag));
  const [was, is] = [before?.blocked === true, after?.blocked === true];
  if (gains.length === 0 && loses.length === 0 && was === is) return [];
  const blocked = was === is ? 'same' : is ? 'newly' : 'freed';
  return [{ dealId: deal.id, name: dealName(deal), rep: repOf(deal), gains, loses, blocked }];
}

/** Rules of either pack, those that move most deals first. */
function rulesMoved(judged: readonly Judged[], live: RunnablePack, draft: RunnablePack): Radius['rules'] {
  const titles = new Map([...rulesOf(live), ...rulesOf(draft)].map(({ id, title }) => [id, title]));
  const counts = new Map(
    [...titles].map(([id, title]) => [id, { id, title, before: 0, after: 0, newly: 0, freed: 0 }]),
  );
  for (const { now } of judged) {
    const [old, next] = [new Set(now.before?.flags ?? []), new Set(now.after?.flags ?? [])];
    for (const id of new Set([...old, ...next])) {
      const count = counts.get(id);
      if (count === undefined) continue;
      const [was, is] = [old.has(id), next.has(id)];
      if (was) count.before += 1;
      if (is) count.after += 1;
      if (is && !was) count.newly += 1;
      if (was && !is) count.freed += 1;
    }
  }
  return [...counts.values()].toSorted((a, b) => b.newly + b.freed - (a.newly + a.freed) || b.after - a.after);
}
