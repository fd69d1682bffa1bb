import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { Bars } from '../charts/bars';
import { Lines } from '../charts/lines';
import { Card, type RowOf } from '../card';
import { columnsFor, rateColumns } from '../columns';
import { summed } from './summed';

/** 6 · Open deals that are older than won ones ever were, and what becomes of a deal so old. */
export function StalledView(): JSX.Element {
  return (
    <>
      <Stalled />
      <LifeTable />
    </>
  );
}

function Stalled(): JSX.Element {
  const words = useWords();
  const { t, number, compact } = words;
  const column = columnsFor<RowOf<'stalled'>>(words);
  return (
    <Card
      id="stalled"
      question={t('insight.q.stalled')}
      none={t('insight.none.stalled')}
      columns={[
        column.text(t('insight.col.deal'), (row) => row.deal_id),
        column.text(t('insight.col.stage'), ({ stage }) => stage ?? '–'),
        column.count(t('insight.col.age'), ({ age }) => age),
        column.number(t('insight.col.ageLimit'), (row) => row.age_limit),
        column.count(t('insight.col.stageAge'), (row) => row.stage_age),
        column.number(t('insight.col.stageLimit'), (row) => row.stage_limit),
        column.money(
          t('insight.col.amount'),
          ({ amount }) => amount,
          ({ currency }) => currency,
        ),
        column.count(t('insight.col.asOld'), (row) => row.n_as_old),
        column.share(t('insight.col.wonAsOld'), (row) => row.won_as_old),
      ]}
      renderChart={(rows, answer, onMark) => {
        const groups = summed(
          rows,
          ({ row }) => row.stage ?? t('insight.noLevel'),
          () => [1],
        );
        return (
          <>
            <p>{t('insight.stalledSaid', { some: number(rows.length), count: answer.n })}</p>
            <Bars
              label={t('insight.q.stalled')}
              rows={groups.map(({ name, values, ats }) => ({ name, values, at: ats }))}
              series={[t('insight.col.n')]}
              format={number}
              axis={compact}
              onMark={onMark}
            />
          </>
        );
      }}
    >
      <p className="small muted">{t('insight.stalledAbout')}</p>
    </Card>
  );
}

function LifeTable(): JSX.Element {
  const words = useWords();
  const { t, percent, number } = words;
  const column = columnsFor<RowOf<'life-table'>>(words);
  return (
    <Card
      id="life-table"
      question={t('insight.q.lifeTable')}
      none={t('insight.none.closed')}
      columns={[
        column.text(t('insight.col.ageWeeks'), ({ week }) => number(week)),
        column.count(t('insight.col.livedSo'), ({ n }) => n),
        column.count(t('insight.col.won'), ({ won }) => won),
        ...rateColumns(words),
        column.count(t('insight.col.wonThen'), (row) => row.won_this_week),
        column.count(t('insight.col.lostThen'), (row) => row.lost_this_week),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Lines
          label={t('insight.q.lifeTable')}
          points={rows.map(({ row, at }) => ({ x: row.week, values: [row.rate], low: row.low, high: row.high, at }))}
          series={[t('insight.legend.wonOfOld')]}
          band={t('insight.legend.interval95')}
          axis={percent}
          x={(week) => number(Number(week))}
          domain={[0, 1]}
          onMark={onMark}
        />
      )}
    >
      <p className="small muted">{t('insight.inWeeks')}</p>
    </Card>
  );
}
