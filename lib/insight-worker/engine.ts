import { askedOf } from '@/lib/insight/ask';
import type { Book } from '@/lib/insight/book';
import { findPatterns, type Finding, type Findings } from '@/lib/insight/findings/find';
import type { TargetRow } from '@/lib/insight/layout';
import type { Asked, Metric } from '@/lib/insight/metric';
import { METRICS, type MetricId } from '@/lib/insight/metrics';
import type { Period } from '@/lib/insight/periods';
import { dealsBehind, type AnyRow } from './behind';
import { dataOf, partsOf, withSaid, type Data, type Origin } from './data';
import { foretold } from './foretell';
import type { Overview } from './overview';
import { linesOf, pass, type At, type Behind, type Question } from './question';

/** The rows of each metric without the ids of their deals, which are asked for when somebody looks. */
export type RowsOf = {
  [Id in MetricId]: Omit<ReturnType<(typeof METRICS)[Id]>['rows'][number], 'deals'>;
};

/** A metric as the page gets it, with the period that was looked at. */
export type Answer<Id extends MetricId> = Omit<Metric<never>, 'rows'> & {
  rows: readonly RowsOf[Id][];
  period: Period;
};

export type FindingLine = Omit<Finding, 'deals'> & { dealCount: number };
export type FindingsAnswer = Omit<Findings, 'findings'> & { findings: readonly FindingLine[] };

/** A mark: rows of a metric, or a finding, by their places. */
export type Mark = { of: MetricId | 'findings'; at: At };

export type Engine = {
  begin: () => void;
  add: (text: string) => void;
  finish: (origin: Origin) => Overview;
  /** The tables as texts, to be kept for the next time. */
  tables: () => readonly string[];
  setTargets: (targets: readonly TargetRow[]) => void;
  answer: (question: Question, id: MetricId) => unknown;
  findings: (question: Question) => FindingsAnswer;
  behind: (question: Question, mark: Mark) => Behind | null;
  /** Computes the forecasts that `forecast` and `forecast-accuracy` hold against each other; gives their number. */
  foretell: (question: Question) => number;
};

type Looked = { book: Book; asked: Asked; metrics: Map<MetricId, Metric<object>>; found: Findings | null };

/** Questions of which the results are kept: going back to one is the same as having asked it just now. */
const KEPT = 6;

/** Holds one source's tables and answers questions about them, until the next `finish` puts others in their place. */
export function makeEngine(): Engine {
  let texts: string[] = [];
  let data: Data | null = null;
  let targets: readonly TargetRow[] = [];
  const looks = new Map<string, Looked>();

  const look = (question: Question): Looked => {
    if (data === null) throw new Error('there are no data yet');
    const key = JSON.stringify(question);
    const known = looks.get(key);
    if (known) return known;
    const whole = withSaid(data, targets, data.foretold.get(foretoldKey(question)) ?? []);
    // Periods are those of all deals, so that a filter does not move them.
    const fresh: Looked = {
      book: pass(whole, question.filter),
      asked: askedOf(data.book, question.asked),
      metrics: new Map(),
      found: null,
    };
    looks.set(key, fresh);
    const oldest = looks.keys().next().value;
    if (looks.size > KEPT && oldest !== undefined) looks.delete(oldest);
    return fresh;
  };
  const metric = (question: Question, id: MetricId): Metric<object> => {
    const { book, asked, metrics } = look(question);
    const found = metrics.get(id) ?? METRICS[id](book, asked);
    metrics.set(id, found);
    return found;
  };
  const found = (question: Question): Findings => {
    const looked = look(question);
    return (looked.found ??= findPatterns(looked.book, looked.asked));
  };
  return {
    begin: () => {
      texts = [];
    },
    add: (text) => void texts.push(text),
    finish: (origin) => {
      data = dataOf(texts, origin);
      texts = []; // twice the tables is too much to hold
      looks.clear();
      return data.overview;
    },
    tables: () => (data === null ? [] : partsOf(data.layout)),
    setTargets: (next) => {
      targets = next;
      looks.clear();
    },
    answer: (question, id) => {
      const { rows, ...rest } = metric(question, id);
      return { ...rest, rows: rows.map(withoutDeals), period: look(question).asked.period };
    },
    findings: (question) => {
      const { findings, ...rest } = found(question);
      return { ...rest, findings: findings.map(({ deals, ...one }) => ({ ...one, dealCount: deals.length })) };
    },
    behind: (question, { of, at }) => {
      const { book, asked } = look(question);
      if (of === 'findings') {
        const ids = new Set(places(at).flatMap((place) => found(question).findings[place]?.deals ?? []));
        return linesOf(book.deals.filter(({ id }) => ids.has(id)));
      }
      const { rows } = metric(question, of);
      const deals = places(at).map((place) => {
        const row = rows[place];
        return row === undefined ? null : dealsBehind(book, asked, of, row as AnyRow);
      });
      return deals.some((some) => some === null) ? null : linesOf([...new Set(deals.flatMap((some) => some ?? []))]);
    },
    foretell: (question) => {
      if (data === null) throw new Error('there are no data yet');
      const { asOf, kind = 'quarter', fiscalStart = 1 } = question.asked;
      // The forecast knows calendar months and quarters only.
      if (kind === 'year' || (kind === 'quarter' && fiscalStart % 3 !== 1)) return 0;
      const calls = foretold(data.book, asOf, kind);
      data.foretold.set(foretoldKey(question), calls);
      looks.clear();
      return calls.length;
    },
  };
}

function places(at: At): readonly number[] {
  return typeof at === 'number' ? [at] : at;
}

function foretoldKey({ asked: { asOf, kind = 'quarter' } }: Question): string {
  return `${kind} ${asOf}`;
}

function withoutDeals(row: object): object {
  if (!('deals' in row)) return row;
  const { deals: _deals, ...rest } = row;
  return rest;
}
