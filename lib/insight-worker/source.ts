import type { CalledDeal } from '@/lib/domain/review';
import { askedOf } from '@/lib/insight/ask';
import type { Book } from '@/lib/insight/book';
import { inOneCurrency, type Rates } from '@/lib/insight/currencies';
import type { Findings } from '@/lib/insight/findings/find';
import { EMPTY_LAYOUT, type TargetRow } from '@/lib/insight/layout';
import type { Asked, Metric } from '@/lib/insight/metric';
import type { MetricId } from '@/lib/insight/metrics';
import type { Team } from '@/lib/insight/teams';
import { reviewCalls } from '@/lib/insight/review-calls';
import { dataOf, partsOf, withLayout, withSaid, type Data, type Origin } from './data';
import { aSliceOf, foretold } from './foretell';
import type { Overview } from './overview';
import { pass, type Question } from './question';

/** One currency, and what a unit of each other one is worth in it. */
export type InOne = { base: string; rates: Rates };

/** What a question looks at, with the results there are so far. */
export type Looked = { book: Book; asked: Asked; metrics: Map<MetricId, Metric<object>>; found: Findings | null };

/** The tables of one source, with what was said about them besides. */
export type SourceHolder = {
  begin: () => void;
  add: (text: string) => void;
  finish: (origin: Origin) => Overview;
  /** The tables as texts, to be kept for the next time. */
  tables: () => readonly string[];
  /** Who is in which team, of the source that is finished next. */
  setTeams: (teams: readonly Team[]) => void;
  setTargets: (targets: readonly TargetRow[]) => void;
  /** What deals were called in reviews; of the source at hand. */
  setCalled: (called: readonly CalledDeal[]) => void;
  /** Counts every amount that has a rate in one currency; null: each in its own. */
  setRates: (rates: InOne | null) => Overview;
  /**
   * Computes the forecasts that `forecast` and `forecast-accuracy` hold against each other, a moment of it at a time, so that other
   * questions need not wait; gives their number, null where it is to be asked again to go on.
   */
  foretell: (question: Question) => number | null;
  look: (question: Question) => Looked;
};

/** Questions of which the results are kept: going back to one is the same as having asked it just now. */
const KEPT = 6;

/** Holds one source, until the next `finish` puts another in its place. */
export function makeSource(): SourceHolder {
  let texts: string[] = [];
  /** As it was put in, and as it is looked at: where there are rates, in one currency. */
  let held: { own: Data; data: Data } | null = null;
  let inOne: InOne | null = null;
  let teams: readonly Team[] = [];
  let targets: readonly TargetRow[] = [];
  let called: readonly CalledDeal[] = [];
  const looks = new Map<string, Looked>();
  const source = (): { own: Data; data: Data } => {
    if (held === null) throw new Error('there are no data yet');
    return held;
  };
  return {
    begin: () => {
      texts = [];
    },
    add: (text) => void texts.push(text),
    finish: (origin) => {
      const data = dataOf(texts, origin, teams);
      held = { own: data, data };
      [called, inOne] = [[], null];
      texts = []; // twice the tables is too much to hold
      looks.clear();
      return data.overview;
    },
    tables: () => (held === null ? [] : partsOf(held.own.layout)),
    setTeams: (next) => {
      teams = next;
    },
    setTargets: (next) => {
      targets = next;
      looks.clear();
    },
    setCalled: (next) => {
      called = next;
      looks.clear();
    },
    setRates: (next) => {
      const { own } = source();
      const data = next === null ? own : withLayout(own, inOneCurrency(own.layout, next.base, next.rates).layout);
      held = { own, data };
      inOne = next;
      looks.clear();
      return data.overview;
    },
    foretell: (question) => {
      const { asOf, kind = 'quarter', fiscalStart = 1 } = question.asked;
      const { book, foretold: done, foretelling } = source().data;
      // The forecast knows calendar months and quarters only.
      if (kind === 'year' || (kind === 'quarter' && fiscalStart % 3 !== 1)) return 0;
      const key = foretoldKey(question);
      const steps = foretelling.get(key) ?? foretold(book, asOf, kind);
      const calls = aSliceOf(steps);
      if (calls === null) {
        foretelling.set(key, steps);
        return null;
      }
      foretelling.delete(key);
      done.set(key, calls);
      looks.clear();
      return calls.length;
    },
    look: (question) => {
      const key = JSON.stringify(question);
      const known = looks.get(key);
      if (known) return known;
      const { data } = source();
      // Periods are those of all deals, so that a filter does not move them.
      const asked = askedOf(data.book, question.asked);
      const ahead = data.foretold.get(foretoldKey(question)) ?? [];
      const calls = () => [...reviewCalls(data.book, called, asked.periods), ...ahead];
      const book = pass(withSaid(data, inRates(targets, inOne), calls), question.filter, data.teams);
      const fresh: Looked = { book, asked, metrics: new Map(), found: null };
      looks.set(key, fresh);
      const oldest = looks.keys().next().value;
      if (looks.size > KEPT && oldest !== undefined) looks.delete(oldest);
      return fresh;
    },
  };
}

/** Targets in the currency that everything is looked at in. */
function inRates(targets: readonly TargetRow[], inOne: InOne | null): readonly TargetRow[] {
  return inOne === null ? targets : inOneCurrency({ ...EMPTY_LAYOUT, targets }, inOne.base, inOne.rates).layout.targets;
}

function foretoldKey({ asked: { asOf, kind = 'quarter' } }: Question): string {
  return `${kind} ${asOf}`;
}
