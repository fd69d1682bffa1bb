import { findPatterns, type Finding, type Findings } from '@/lib/insight/findings/find';
import type { Metric } from '@/lib/insight/metric';
import { METRICS, type MetricId } from '@/lib/insight/metrics';
import type { Period } from '@/lib/insight/periods';
import { dealsBehind, type AnyRow } from './behind';
import { linesOf, type At, type Behind, type Question } from './question';
import { makeSource, type SourceHolder } from './source';

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

export type Engine = Omit<SourceHolder, 'look'> & {
  answer: (question: Question, id: MetricId) => unknown;
  findings: (question: Question) => FindingsAnswer;
  behind: (question: Question, mark: Mark) => Behind | null;
};

/** Answers questions about the source it holds. */
export function makeEngine(): Engine {
  const { look, ...source } = makeSource();
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
    ...source,
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
  };
}

function places(at: At): readonly number[] {
  return typeof at === 'number' ? [at] : at;
}

function withoutDeals(row: object): object {
  if (!('deals' in row)) return row;
  const { deals: _deals, ...rest } = row;
  return rest;
}
