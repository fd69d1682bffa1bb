import {
  memo,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
  type JSX,
  type ReactNode,
  type RefObject,
} from 'react';
import type { Answer, RowsOf } from '@/lib/insight-worker/engine';
import type { At } from '@/lib/insight-worker/question';
import type { MetricId } from '@/lib/insight/metrics';
import { dayOf } from '@/lib/insight/periods';
import type { Words } from '@/lib/i18n/words';
import { useMetric } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { BehindMark } from './behind';
import type { Column } from './columns';
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
  // Charts take longest to draw: those that nobody sees now come after those that somebody does.
  const after = useDeferredValue(data);
  const drawn = inSight ? data : after;
  return (
    <section
      ref={section}
      className="insight-card"
      aria-labelledby={title}
      data-metric={id}
      aria-busy={data === undefined && problem === null}
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
      {drawn && drawn.rows.length > 0 && (
        <Still on={stale}>
          <Filled {...props} answer={drawn} />
        </Still>
      )}
    </section>
  );
}

/** Whether an element is on screen, or was not looked at yet. */
function useInSight(): [RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const [inSight, setInSight] = useState(true);
  useEffect(() => {
    if (element.current === null) return undefined;
    const watcher = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? true));
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, []);
  return [element, inSight];
}

/** Leaves what it holds as it stands while `on`: charts cost more to draw than what a new question asks costs to compute. */
const Still = memo(
  ({ children }: { on: boolean; children: ReactNode }) => children,
  (_before, { on }) => on,
);
Still.displayName = 'Still';

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

function Filled<Id extends MetricId>({
  id,
  question,
  columns,
  only,
  renderChart,
  none,
  noDeals = false,
  answer,
}: CardProps<Id> & { answer: Answer<Id> }): JSX.Element {
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
      {table ? (
        <MetricTable caption={question} columns={columns} rows={rows} onMark={noDeals ? null : onMark} />
      ) : (
        renderChart(rows, answer, onMark)
      )}
      {marked !== null && <BehindMark mark={{ of: id, at: marked }} onClose={() => setMarked(null)} />}
    </>
  );
}
