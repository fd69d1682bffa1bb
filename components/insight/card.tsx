import { useId, useState, type JSX, type ReactNode } from 'react';
import type { Answer, RowsOf } from '@/lib/insight-worker/engine';
import type { At } from '@/lib/insight-worker/question';
import type { MetricId } from '@/lib/insight/metrics';
import { dayOf } from '@/lib/insight/periods';
import type { Words } from '@/lib/i18n/words';
import { useMetric } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { BehindMark } from './behind';
import type { Column } from './columns';
import { Drawn, useInSight } from './drawn';
import { useLook } from './look';
import { MetricTable } from './metric-table';

export type RowOf<Id extends MetricId> = RowsOf[Id];
/** A row with its place in the metric, which is how its deals are asked for. */
export type Placed<Id extends MetricId> = { row: RowOf<Id>; at: number };

type CardProps<Id extends MetricId> = {
  id: Id;
  /** What the chart answers. */
  question: string;
  columns: readonly Column<RowOf<Id>>[];
  /** Rows that this chart is about; all without it. */
  only?: (row: RowOf<Id>) => boolean;
  renderChart: (rows: readonly Placed<Id>[], answer: Answer<Id>, onMark: (at: At) => void) => ReactNode;
  /** What is missing where there are no rows. */
  none: string;
  /** Between the head and the chart: choices, inputs, an explanation. */
  children?: ReactNode;
  /** Rows are no matter of single deals. */
  noDeals?: boolean;
  /** What `n` counts. */
  counts?: 'deals' | 'periods' | 'flags';
};

/** A question with its answer as a chart and as a table, what it rests on, and the way to the deals. */
export function Card<Id extends MetricId>(props: CardProps<Id>): JSX.Element {
  const { id, question, none, children, counts = 'deals' } = props;
  const words = useWords();
  const { t } = words;
  const { view } = useLook();
  const { data, problem, stale } = useMetric(id, view);
  const title = useId();
  const [section, inSight] = useInSight();
  return (
    <section
      ref={section}
      className="insight-card"
      aria-labelledby={title}
      data-metric={id}
      aria-busy={problem === null && (data === undefined || stale)}
    >
      <h2 id={title}>{question}</h2>
      {data && <Basis answer={data} words={words} counts={counts} />}
      {children}
      {problem !== null && (
        <p role="alert" className="insight-problem">
          {t('insight.failed', { reason: problem })}
        </p>
      )}
      {data === undefined && problem === null && <p className="muted">{t('insight.computing')}</p>}
      {data && data.rows.length === 0 && <p className="insight-none">{none}</p>}
      {data && data.rows.length > 0 && <Filled {...props} answer={data} inSight={inSight} stale={stale} />}
    </section>
  );
}

type BasisProps = { answer: Answer<MetricId>; words: Words; counts: 'deals' | 'periods' | 'flags' };

/** What an answer rests on: how many deals, which days, and what could not be counted. */
function Basis({ answer: { n, from, to, left }, words, counts }: BasisProps): JSX.Element {
  const { t, day } = words;
  const shown = (text: string): string => day((dayOf(text) ?? 0) * 86_400_000);
  const what = t(`insight.n.${counts}`, { count: n });
  return (
    <p className="small muted insight-basis">
      {from === null
        ? t('insight.basisAt', { what, to: shown(to) })
        : t('insight.basis', { what, from: shown(from), to: shown(to) })}
      {left.map(({ reason, n: out }) => (
        <span key={reason}> {t(`insight.left.${reason}`, { count: out })}</span>
      ))}
    </p>
  );
}

type FilledProps<Id extends MetricId> = CardProps<Id> & { answer: Answer<Id>; inSight: boolean; stale: boolean };

function Filled<Id extends MetricId>({
  id,
  question,
  columns,
  only,
  renderChart,
  none,
  noDeals = false,
  answer,
  inSight,
  stale,
}: FilledProps<Id>): JSX.Element {
  const { t } = useWords();
  const [table, setTable] = useState(false);
  const [marked, setMarked] = useState<At | null>(null);
  const rows = answer.rows.flatMap((row, at): Placed<Id>[] => (only === undefined || only(row) ? [{ row, at }] : []));
  if (rows.length === 0) return <p className="insight-none">{none}</p>;
  const onMark = (at: At): void => {
    if (!noDeals) setMarked(at);
  };
  return (
    <>
      <p className="insight-switch">
        <button type="button" className="link-button" aria-pressed={table} onClick={() => setTable(!table)}>
          {t('insight.asTable')}
        </button>
      </p>
      <Drawn of={answer} inSight={inSight} stale={stale}>
        {table ? (
          <MetricTable caption={question} columns={columns} rows={rows} onMark={noDeals ? null : onMark} />
        ) : (
          <Chart draw={() => renderChart(rows, answer, onMark)} />
        )}
      </Drawn>
      {marked !== null && <BehindMark mark={{ of: id, at: marked }} onClose={() => setMarked(null)} />}
    </>
  );
}

/** Makes its elements only when it is on screen itself. */
function Chart({ draw }: { draw: () => ReactNode }): ReactNode {
  return draw();
}
