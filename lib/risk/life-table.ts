import type { LifeTable, LifeWeek } from './model';
import { ascending, quantile } from '@/lib/domain/quantiles';
import type { DealHistory } from './rows';
import { valuesAt } from './past/values-at';

const WEEK = 7;
/** Ages beyond are one last week that repeats. */
const MOST_WEEKS = 104;
const PSEUDO_DEALS = 8;
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];

/** A time in which a deal could have closed: from `start` to `end` days of age, and how it ended. */
type Spell = { start: number; end: number; ended: 'won' | 'lost' | 'open' };

/**
 * Chance to close by week of age, from deals of which both days are known. Open deals count as long as they were watched;
 * time before the first closing in the data does not count for anybody: exports often begin there.
 */
export function lifeTable(histories: readonly DealHistory[], asOf: number, stage: string | null): LifeTable {
  const dated = histories.filter((h) => h.createdDay !== null && (h.outcome === 'open' || h.closedDay !== null));
  const watchedFrom = dated.reduce((first, { closedDay }) => Math.min(first, closedDay ?? first), asOf);
  const whole = dated.map((history) => spellOf(history, history.createdDay ?? 0, asOf, watchedFrom));
  const all = countsOf(whole);
  return {
    weeks: weeksOf(whole, all),
    stages: stage === null ? {} : stageTables(dated, stage, asOf, watchedFrom, all),
    wonAges: agesAt(dated, 'won'),
    lostAges: agesAt(dated, 'lost'),
    ...(stage === null ? {} : { wonStays: wonStays(dated, stage, asOf) }),
  };
}

function spellOf({ closedDay, outcome }: DealHistory, from: number, asOf: number, watchedFrom: number): Spell {
  const until = outcome === 'open' ? asOf : (closedDay ?? asOf);
  return { start: Math.max(0, watchedFrom - from), end: Math.max(0, until - from), ended: outcome };
}

type Rates = { win: number; loss: number };
type Count = { atRisk: number; won: number; lost: number };

/** Deals at risk and closings by week of age. */
function countsOf(spells: readonly Spell[]): Count[] {
  const last = spells.reduce((most, { end }) => Math.max(most, weekOf(end)), 0);
  const counts = Array.from({ length: last + 1 }, (): Count => ({ atRisk: 0, won: 0, lost: 0 }));
  for (const { start, end, ended } of spells) {
    for (let week = weekOf(start); week <= weekOf(end); week++) {
      const count = counts[week];
      // A deal watched for a part of this week only is half a deal at risk.
      if (count) count.atRisk += ended === 'open' && week === weekOf(end) ? 0.5 : 1;
    }
    const at = counts[weekOf(end)];
    if (at && ended !== 'open') at[ended] += 1;
  }
  return counts;
}

/** Wins and losses by week of deals about this old and older: young deals say little about what has long lain still. */
function pooledFrom(counts: readonly Count[], week: number): Rates {
  const older = counts.slice(Math.max(0, Math.floor(week / 2)));
  const sum = (of: (count: Count) => number): number => older.reduce((total, count) => total + of(count), 0);
  const atRisk = sum((c) => c.atRisk);
  return atRisk === 0 ? { win: 0, loss: 0 } : { win: sum((c) => c.won) / atRisk, loss: sum((c) => c.lost) / atRisk };
}

function weeksOf(spells: readonly Spell[], all: readonly Count[]): LifeWeek[] {
  return countsOf(spells).map(({ atRisk, won, lost }, week) => {
    const pooled = pooledFrom(all, week);
    return {
      atRisk,
      won,
      lost,
      winHazard: shrunk(won, atRisk, pooled.win),
      lossHazard: shrunk(lost, atRisk, pooled.loss),
    };
  });
}

function shrunk(events: number, atRisk: number, rate: number): number {
  return (events + PSEUDO_DEALS * rate) / (atRisk + PSEUDO_DEALS);
}

export function weekOf(age: number): number {
  return Math.min(MOST_WEEKS, Math.max(0, Math.floor(age / WEEK)));
}

function agesAt(histories: readonly DealHistory[], outcome: 'won' | 'lost'): number[] | null {
  const ages = ascending(
    histories.flatMap((h) =>
      h.outcome === outcome && h.closedDay !== null && h.createdDay !== null && h.closedDay >= h.createdDay
        ? [h.closedDay - h.createdDay]
        : [],
    ),
  );
  return ages.length === 0 ? null : SHARES.map((share) => quantile(ages, share) ?? 0);
}

function stageTables(
  histories: readonly DealHistory[],
  stage: string,
  asOf: number,
  watchedFrom: number,
  all: readonly Count[],
): Record<string, LifeWeek[]> {
  const byStage = new Map<string, Spell[]>();
  for (const history of histories)
    for (const { name, spell } of stageSpells(history, stage, asOf, watchedFrom)) {
      const spells = byStage.get(name);
      if (spells) spells.push(spell);
      else byStage.set(name, [spell]);
    }
  return Object.fromEntries([...byStage].map(([name, spells]) => [name, weeksOf(spells, all)]));
}

const MOST_WON = 0.9;

/** How long won deals stayed in each stage, those that they left again as well. */
function wonStays(histories: readonly DealHistory[], stage: string, asOf: number): NonNullable<LifeTable['wonStays']> {
  const days = new Map<string, number[]>();
  for (const history of histories) {
    if (history.outcome !== 'won') continue;
    for (const { name, spell } of stageSpells(history, stage, asOf, 0)) {
      const stays = days.get(name);
      if (stays) stays.push(spell.end);
      else days.set(name, [spell.end]);
    }
  }
  return Object.fromEntries(
    [...days].map(([name, stays]) => [name, { n: stays.length, p90: quantile(ascending(stays), MOST_WON) ?? 0 }]),
  );
}

/** Stays in stages; leaving for another stage ends the watch without an outcome. */
function stageSpells(
  history: DealHistory,
  stage: string,
  asOf: number,
  watchedFrom: number,
): { name: string; spell: Spell }[] {
  const created = history.createdDay ?? 0;
  const until = history.closedDay ?? asOf;
  const moves = history.changes.filter(({ factor, day }) => factor === stage && day > created && day < until);
  const starts = [...new Set([created, ...moves.map(({ day }) => day)])].toSorted((a, b) => a - b);
  return starts.flatMap((from, i) => {
    const name = valuesAt(history, from)[stage];
    if (typeof name !== 'string') return [];
    const next = starts[i + 1];
    const end = next ?? until;
    const ended = next === undefined ? history.outcome : 'open';
    return [{ name, spell: { start: Math.max(0, watchedFrom - from), end: Math.max(0, end - from), ended } }];
  });
}
