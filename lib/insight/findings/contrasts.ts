import { closedBetween, type Book, type BookDeal } from '../book';
import { leftOf, type Asked, type Metric } from '../metric';
import { dayText } from '../periods';
import { hypothesesOf, isGroup, type FindingCode, type GroupCode, type Hypothesis } from './hypotheses';

/** Closed deals on which something holds, against those on which it does not. */
export type ContrastRow = {
  code: FindingCode;
  /** What the code is about, as text: a level, hours, days, `month` … */
  arg: string;
  n_with: number;
  won_with: number;
  n_without: number;
  won_without: number;
};

/** What the pattern finder compares, before any test: every hypothesis but sizes, which are cut at thirds of the amounts. */
export function contrasts(book: Book, { asOf, from, periods }: Asked): Metric<ContrastRow> {
  const closed = book.deals.filter((deal) => closedBetween(deal, from, asOf));
  const byLevel = new Map<string, Levels>();
  const rows = hypothesesOf(book, closed, periods).flatMap((hypothesis): ContrastRow[] => {
    const { code, args } = hypothesis;
    if (code === 'size') return [];
    const counts = isGroup(code)
      ? levelCounts(closed, code, String(args['level']), byLevel)
      : countsOf(closed, hypothesis);
    return counts.n_with > 0 && counts.n_without > 0 ? [{ code, arg: argOf(hypothesis), ...counts }] : [];
  });
  return {
    metric: 'contrasts',
    n: closed.length,
    from: dayText(from),
    to: dayText(asOf),
    rows,
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

function argOf({ args }: Hypothesis): string {
  const [first] = Object.entries(args);
  return first === undefined ? '' : first[0] === 'months' ? 'month' : String(first[1]);
}

type Counts = Omit<ContrastRow, 'code' | 'arg'>;

function countsOf(closed: readonly BookDeal[], { holds }: Hypothesis): Counts {
  let [n, won, others, othersWon] = [0, 0, 0, 0];
  for (const deal of closed) {
    const side = holds(deal);
    const win = deal.row.outcome === 'won' ? 1 : 0;
    if (side === true) {
      n += 1;
      won += win;
    } else if (side === false) {
      others += 1;
      othersWon += win;
    }
  }
  return { n_with: n, won_with: won, n_without: others, won_without: othersWon };
}

type Levels = { n: number; won: number; each: Map<string, { n: number; won: number }> };

/** All levels of a group in one pass: there may be hundreds. */
function levelCounts(closed: readonly BookDeal[], code: GroupCode, level: string, known: Map<string, Levels>): Counts {
  const levels = known.get(code) ?? levelsOf(closed, code);
  known.set(code, levels);
  const { n, won } = levels.each.get(level) ?? { n: 0, won: 0 };
  return { n_with: n, won_with: won, n_without: levels.n - n, won_without: levels.won - won };
}

function levelsOf(closed: readonly BookDeal[], code: GroupCode): Levels {
  const all: Levels = { n: 0, won: 0, each: new Map() };
  for (const { row } of closed) {
    const level = row[code];
    if (level === null) continue;
    const one = all.each.get(level) ?? { n: 0, won: 0 };
    all.each.set(level, one);
    const win = row.outcome === 'won' ? 1 : 0;
    for (const counts of [one, all]) {
      counts.n += 1;
      counts.won += win;
    }
  }
  return all;
}
