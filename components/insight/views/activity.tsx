import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { Bars } from '../charts/bars';
import { Intervals } from '../charts/intervals';
import { Card, type RowOf } from '../card';
import { columnsFor } from '../columns';

/** 10 · How long a buyer waits for the first answer, and what sets the activity of won deals apart. */
export function ActivityView(): JSX.Element {
  return (
    <>
      <FirstResponse />
      <Patterns />
    </>
  );
}

function FirstResponse(): JSX.Element {
  const words = useWords();
  const { t, number, decimal } = words;
  const column = columnsFor<RowOf<'first-response'>>(words);
  return (
    <Card
      id="first-response"
      question={t('insight.q.response')}
      none={t('insight.none.activities')}
      columns={[
        column.text(t('insight.col.outcome'), ({ outcome }) => t(`insight.outcome.${outcome}`)),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.count(t('insight.col.answered'), ({ answered }) => answered),
        column.number(t('insight.col.median'), ({ median }) => median),
        column.number(t('insight.col.p75'), ({ p75 }) => p75),
        column.number(t('insight.col.p90'), ({ p90 }) => p90),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Bars
          label={t('insight.q.response')}
          rows={rows.map(({ row, at }) => ({
            name: t(`insight.outcome.${row.outcome}`),
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
      <p className="small muted">{t('insight.inHours')}</p>
    </Card>
  );
}

function Patterns(): JSX.Element {
  const words = useWords();
  const { t, number } = words;
  const column = columnsFor<RowOf<'activity-patterns'>>(words);
  return (
    <Card
      id="activity-patterns"
      question={t('insight.q.patterns')}
      none={t('insight.none.activities')}
      columns={[
        column.text(t('insight.col.measure'), ({ measure }) => t(`insight.measure.${measure}`)),
        column.text(t('insight.col.outcome'), ({ outcome }) => t(`insight.outcome.${outcome}`)),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.number(t('insight.col.p25'), ({ p25 }) => p25, 2),
        column.number(t('insight.col.median'), ({ median }) => median, 2),
        column.number(t('insight.col.p75'), ({ p75 }) => p75, 2),
      ]}
      renderChart={(rows, _answer, onMark) => {
        const measures = [...new Set(rows.map(({ row }) => row.measure))];
        return measures.map((measure) => (
          <div key={measure}>
            <h3>{t(`insight.measure.${measure}`)}</h3>
            <Intervals
              label={t(`insight.measure.${measure}`)}
              rows={rows
                .filter(({ row }) => row.measure === measure)
                .map(({ row, at }) => ({
                  name: t(`insight.outcome.${row.outcome}`),
                  value: row.median,
                  low: row.p25,
                  high: row.p75,
                  at,
                }))}
              axis={number}
              legend={{
                value: t('insight.col.median'),
                span: t('insight.legend.half'),
                none: t('insight.none.interval'),
              }}
              onMark={onMark}
            />
          </div>
        ));
      }}
    />
  );
}
