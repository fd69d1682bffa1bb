import { chanceWithin } from '../chance-by-date';
import { lifeTable } from '../life-table';
import { mean } from '@/lib/domain/quantiles';
import type { DealHistory } from '../rows';
import { valuesAt } from '../past/values-at';

/** A deal that may be won in the period: with what chance, for how much (null: not known before it is won). */
export type Prospect = { chance: number; amount: number | null };

export type Expected = {
  open: readonly Prospect[];
  /** Deals not there yet that will be won in the period: their expected number. */
  newWins: number;
  /** What a won deal is worth on average, and each that was. */
  averageAmount: number;
  wonAmounts: readonly number[];
  /** Expected value of both. */
  value: number;
  /** Σ of open amounts, and the same times the win rate. */
  pipeline: number;
  weighted: number;
};

export type ExpectSettings = {
  start: number;
  end: number;
  /** Whether the amount of an open deal can be trusted; where it is filled in at closing it cannot. */
  amountsKnown: boolean;
  stage: string | null;
};

/** New business is counted over this many days. */
const COUNTED_OVER = 90;

/** What the open deals and new business are worth in a period, from what is known when it begins. Age and stage count. */
export function expected(known: readonly DealHistory[], { start, end, amountsKnown, stage }: ExpectSettings): Expected {
  const table = lifeTable(known, start, stage);
  const wonAmounts = known.flatMap(({ outcome, amount }) =>
    outcome === 'won' && amount !== null && amount > 0 ? [amount] : [],
  );
  const averageAmount = mean(wonAmounts);
  const openDeals = known.filter(({ outcome, createdDay }) => outcome === 'open' && createdDay !== null);
  const open = openDeals.map((deal): Prospect => {
    const standing = { age: start - (deal.createdDay ?? start), ...stageOf(deal, start, stage) };
    return { chance: chanceWithin(table, standing, end - start).within, amount: amountsKnown ? deal.amount : null };
  });
  const newWins = newBusiness(known, table, start, end);
  const worth = ({ amount }: Prospect): number => amount ?? averageAmount;
  const pipeline = open.reduce((sum, prospect) => sum + worth(prospect), 0);
  return {
    open,
    newWins,
    averageAmount,
    wonAmounts,
    value: open.reduce((sum, prospect) => sum + prospect.chance * worth(prospect), 0) + newWins * averageAmount,
    pipeline,
    weighted: pipeline * winRate(known),
  };
}

/** Deals that begin in the period at the rate of late, each with the days that are then left to be won in. */
function newBusiness(
  known: readonly DealHistory[],
  table: ReturnType<typeof lifeTable>,
  start: number,
  end: number,
): number {
  const days = known.flatMap(({ createdDay }) => (createdDay === null ? [] : [createdDay]));
  const first = days.reduce((least, day) => Math.min(least, day), start);
  const over = Math.min(COUNTED_OVER, start - first);
  if (over <= 0) return 0;
  const perDay = days.filter((day) => day >= start - over).length / over;
  let wins = 0;
  for (let day = start; day < end; day++) wins += perDay * chanceWithin(table, { age: 0 }, end - day).within;
  return wins;
}

function stageOf(deal: DealHistory, day: number, stage: string | null): { stage?: { name: string; age: number } } {
  const name = stage === null ? null : valuesAt(deal, day)[stage];
  if (typeof name !== 'string') return {};
  const entered = deal.changes.reduce(
    (last, c) => (c.factor === stage && c.day <= day ? Math.max(last, c.day) : last),
    deal.createdDay ?? day,
  );
  return { stage: { name, age: day - entered } };
}

function winRate(known: readonly DealHistory[]): number {
  const won = known.filter(({ outcome }) => outcome === 'won').length;
  const lost = known.filter(({ outcome }) => outcome === 'lost').length;
  return won + lost === 0 ? 0.5 : won / (won + lost);
}
