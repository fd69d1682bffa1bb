import { closedBetween, openAt, type Book } from '../book';
import { leftOf, spreadOf, type Asked, type Metric } from '../metric';
import { dayText } from '../periods';
import { valueAt } from '../timeline';
import { lifeTable, weekOfAge } from './life-table';
import { staysOf } from './stays';
import { timeInStage } from './time-in-stage';

/** An open deal that is older, or longer in its stage, than nine of ten won deals were. Days throughout. */
export type StalledRow = {
  deal_id: string;
  stage: string | null;
  age: number;
  /** In its present stage; null where the stage is none of the listed. */
  stage_age: number | null;
  /** p90 of won deals: of the whole life, and of that stage; null where fewer than five tell. */
  age_limit: number | null;
  stage_limit: number | null;
  amount: number | null;
  currency: string | null;
  /** Of closed deals that lived this long: how many, and the share that was won. Null where none did. */
  n_as_old: number;
  won_as_old: number | null;
};

const FEWEST = 5;

/** Stalled deals, held against the life tables of won deals. */
export function stalled(book: Book, asked: Asked): Metric<StalledRow> {
  const { asOf } = asked;
  const ageLimit = wonAgeLimit(book, asked);
  const limits = new Map(
    timeInStage(book, asked).rows.flatMap(({ pipeline, stage, outcome, n, p90 }) =>
      outcome === 'won' && n >= FEWEST ? [[JSON.stringify([pipeline, stage]), p90] as const] : [],
    ),
  );
  const table = lifeTable(book, asked).rows;
  const open = book.deals.filter((deal) => openAt(deal, asOf));
  const rows = open.flatMap((deal): StalledRow[] => {
    const age = asOf - (deal.life?.created ?? asOf);
    const stage = valueAt(deal.stage, asOf);
    const stay = staysOf(deal, book, asOf).at(-1);
    const stageAge = stay === undefined || stay.to !== null || stay.stage !== stage ? null : asOf - stay.from;
    const stageLimit = limits.get(JSON.stringify([deal.row.pipeline, stage])) ?? null;
    const old = ageLimit !== null && age > ageLimit;
    if (!old && !(stageLimit !== null && stageAge !== null && stageAge > stageLimit)) return [];
    const alike = table[weekOfAge(age)];
    return [
      {
        deal_id: deal.id,
        stage,
        age,
        stage_age: stageAge,
        age_limit: ageLimit,
        stage_limit: stageLimit,
        amount: valueAt(deal.amount, asOf),
        currency: deal.currency,
        n_as_old: alike?.n ?? 0,
        won_as_old: alike?.rate ?? null,
      },
    ];
  });
  return {
    metric: 'stalled',
    n: open.length,
    from: null,
    to: dayText(asOf),
    rows: rows.toSorted((a, b) => b.age - a.age),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

/** The age that nine of ten won deals stayed below. */
function wonAgeLimit(book: Book, { asOf, from }: Asked): number | null {
  const ages = book.deals.flatMap((deal) => {
    const { life, row } = deal;
    const counts = row.outcome === 'won' && life !== null && life.closed !== null && closedBetween(deal, from, asOf);
    return counts ? [(life.closed ?? 0) - life.created] : [];
  });
  return ages.length < FEWEST ? null : spreadOf(ages).p90;
}
