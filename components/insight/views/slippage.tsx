import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { Bars } from '../charts/bars';
import { Intervals } from '../charts/intervals';
import { Card, type RowOf } from '../card';
import { columnsFor, rateColumns } from '../columns';

/** 5 · How often close dates are pushed, and whether closings bunch at the end of periods. */
export function SlippageView(): JSX.Element {
  return (
    <>
      <Pushes />
      <PeriodEnd />
    </>
  );
}

function Pushes(): JSX.Element {
  const words = useWords();
  const { t, number, compact, percent } = words;
  const column = columnsFor<RowOf<'pushes'>>(words);
  const nameOf = ({ pushes }: RowOf<'pushes'>): string => t('insight.pushes', { count: pushes });
  return (
    <Card
      id="pushes"
      question={t('insight.q.pushes')}
      none={t('insight.none.closed')}
      columns={[
        column.text(t('insight.col.pushes'), nameOf),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.count(t('insight.col.won'), ({ won }) => won),
        column.count(t('insight.col.lost'), ({ lost }) => lost),
        column.count(t('insight.col.open'), ({ open }) => open),
        ...rateColumns(words),
        column.number(t('insight.col.drift'), ({ median }) => median),
        column.number(t('insight.col.p75'), ({ p75 }) => p75),
        column.number(t('insight.col.p90'), ({ p90 }) => p90),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <>
          <Bars
            label={t('insight.q.pushes')}
            rows={rows.map(({ row, at }) => ({ name: nameOf(row), values: [row.n], at }))}
            series={[t('insight.col.n')]}
            format={number}
            axis={compact}
            onMark={onMark}
          />
          <h3>{t('insight.pushedWon')}</h3>
          <Intervals
            label={t('insight.pushedWon')}
            rows={rows.map(({ row, at }) => ({ name: nameOf(row), value: row.rate, low: row.low, high: row.high, at }))}
            axis={percent}
            domain={[0, 1]}
            legend={{
              value: t('insight.col.rate'),
              span: t('insight.legend.interval95'),
              none: t('insight.none.interval'),
            }}
            onMark={onMark}
          />
        </>
      )}
    >
      <p className="small muted">{t('insight.driftAbout')}</p>
    </Card>
  );
}

function PeriodEnd(): JSX.Element {
  const words = useWords();
  const { t, permille, percent } = words;
  const column = columnsFor<RowOf<'period-end'>>(words);
  const nameOf = (row: RowOf<'period-end'>): string => t('insight.weeksBefore', { count: row.weeks_before_end });
  return (
    <Card
      id="period-end"
      question={t('insight.q.periodEnd')}
      none={t('insight.none.closed')}
      columns={[
        column.text(t('insight.col.week'), nameOf),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.count(t('insight.col.won'), ({ won }) => won),
        column.share(t('insight.col.share'), ({ share }) => share),
        column.share(t('insight.col.shareOfDays'), (row) => row.share_of_days),
        ...rateColumns(words),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <>
          <Bars
            label={t('insight.q.periodEnd')}
            rows={rows.map(({ row, at }) => ({ name: nameOf(row), values: [row.share, row.share_of_days], at }))}
            series={[t('insight.col.share'), t('insight.col.shareOfDays')]}
            format={permille}
            axis={permille}
            onMark={onMark}
          />
          <h3>{t('insight.weekWon')}</h3>
          <Intervals
            label={t('insight.weekWon')}
            rows={rows.map(({ row, at }) => ({ name: nameOf(row), value: row.rate, low: row.low, high: row.high, at }))}
            axis={percent}
            domain={[0, 1]}
            legend={{
              value: t('insight.col.rate'),
              span: t('insight.legend.interval95'),
              none: t('insight.none.interval'),
            }}
            onMark={onMark}
          />
        </>
      )}
    />
  );
}
