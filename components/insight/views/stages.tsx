import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { Bars } from '../charts/bars';
import { Intervals } from '../charts/intervals';
import { Card, type RowOf } from '../card';
import { columnsFor, rateColumns } from '../columns';

/** 3 · Where deals get on, where they leak, and how long they stay. */
export function StagesView(): JSX.Element {
  return (
    <>
      <Conversion />
      <Times />
    </>
  );
}

function stageName({ pipeline, stage }: { pipeline: string | null; stage: string }): string {
  return pipeline === null ? stage : `${stage} · ${pipeline}`;
}

function Conversion(): JSX.Element {
  const words = useWords();
  const { t, percent, number, compact } = words;
  const column = columnsFor<RowOf<'stage-conversion'>>(words);
  return (
    <Card
      id="stage-conversion"
      question={t('insight.q.conversion')}
      none={t('insight.none.stages')}
      columns={[
        column.text(t('insight.col.stage'), stageName),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.count(t('insight.col.advanced'), ({ advanced }) => advanced),
        column.count(t('insight.col.lost'), ({ lost }) => lost),
        column.count(t('insight.col.still'), ({ still }) => still),
        ...rateColumns(words),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <>
          <Intervals
            label={t('insight.q.conversion')}
            rows={rows.map(({ row, at }) => ({
              name: stageName(row),
              value: row.rate,
              low: row.low,
              high: row.high,
              at,
            }))}
            axis={percent}
            domain={[0, 1]}
            legend={{
              value: t('insight.legend.advanced'),
              span: t('insight.legend.interval95'),
              none: t('insight.none.interval'),
            }}
            onMark={onMark}
          />
          {rows.some(({ row }) => row.lost > 0) && <h3>{t('insight.leaks')}</h3>}
          {rows.some(({ row }) => row.lost > 0) && (
            <Bars
              label={t('insight.leaks')}
              rows={rows.map(({ row, at }) => ({ name: stageName(row), values: [row.lost], at }))}
              series={[t('insight.col.lost')]}
              format={number}
              axis={compact}
              onMark={onMark}
            />
          )}
        </>
      )}
    />
  );
}

function Times(): JSX.Element {
  const words = useWords();
  const { t, number, decimal } = words;
  const column = columnsFor<RowOf<'time-in-stage'>>(words);
  const nameOf = (row: RowOf<'time-in-stage'>): string =>
    t('insight.stageOutcome', { stage: stageName(row), outcome: t(`insight.outcome.${row.outcome}`) });
  return (
    <Card
      id="time-in-stage"
      question={t('insight.q.timeInStage')}
      none={t('insight.none.stages')}
      columns={[
        column.text(t('insight.col.stage'), stageName),
        column.text(t('insight.col.outcome'), ({ outcome }) => t(`insight.outcome.${outcome}`)),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.number(t('insight.col.median'), ({ median }) => median),
        column.number(t('insight.col.p75'), ({ p75 }) => p75),
        column.number(t('insight.col.p90'), ({ p90 }) => p90),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Bars
          label={t('insight.q.timeInStage')}
          rows={rows.map(({ row, at }) => ({
            name: nameOf(row),
            values: [row.median ?? 0, row.p75 ?? 0, row.p90 ?? 0],
            at,
          }))}
          series={[t('insight.col.median'), t('insight.col.p75'), t('insight.col.p90')]}
          format={(value) => decimal(value, 1)}
          axis={number}
          onMark={onMark}
        />
      )}
    >
      <p className="small muted">{t('insight.inDays')}</p>
    </Card>
  );
}
