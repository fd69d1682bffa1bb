import { useState, type JSX } from 'react';
import { DIMENSIONS, type Dimension } from '@/lib/insight/layout';
import { useWords } from '@/lib/queries/use-words';
import { Intervals } from '../charts/intervals';
import { Card, type RowOf } from '../card';
import { columnsFor, rateColumns } from '../columns';
import { Labelled } from '../controls';
import { useLevelName } from './names';

/** Groups in a chart; the table has all of them. */
const MOST = 24;

/** 4 · Who is won how often and how fast, with what chance alone would make of it. */
export function RatesView(): JSX.Element {
  const { t } = useWords();
  const [dimension, setDimension] = useState<Dimension>('segment');
  return (
    <>
      <Labelled label={t('insight.groupBy')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={dimension}
            onChange={({ target }) => setDimension(DIMENSIONS.find((one) => one === target.value) ?? 'segment')}
          >
            {DIMENSIONS.map((one) => (
              <option key={one} value={one}>
                {t(`insight.by.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <p className="small muted">{t('insight.noRanking')}</p>
      <WinRates dimension={dimension} />
      <Cycles dimension={dimension} />
    </>
  );
}

function WinRates({ dimension }: { dimension: Dimension }): JSX.Element {
  const words = useWords();
  const { t, percent, permille } = words;
  const nameOf = useLevelName();
  const column = columnsFor<RowOf<'win-rate'>>(words);
  return (
    <Card
      id="win-rate"
      question={t('insight.q.winRate')}
      none={t('insight.none.closed')}
      only={(row) => row.dimension === dimension || row.dimension === 'all'}
      columns={[
        column.text(t('insight.col.group'), (row) =>
          row.dimension === 'all' ? t('insight.whole') : nameOf(dimension, row.level),
        ),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.count(t('insight.col.won'), ({ won }) => won),
        ...rateColumns(words),
        column.share(t('insight.col.shrunk'), ({ shrunk }) => shrunk),
        column.span(
          t('insight.col.shrunkInterval'),
          (row) => row.shrunk_low,
          (row) => row.shrunk_high,
          'share',
        ),
        column.text(t('insight.col.differs'), ({ differs }) => t(`insight.differs.${differs}`)),
      ]}
      renderChart={(rows, _answer, onMark) => {
        const whole = rows.find(({ row }) => row.dimension === 'all')?.row.rate ?? null;
        const groups = rows.filter(({ row }) => row.dimension === dimension);
        return (
          <>
            {whole !== null && <p>{t('insight.wholeRate', { share: permille(whole) })}</p>}
            <Intervals
              label={t('insight.q.winRate')}
              rows={groups.slice(0, MOST).map(({ row, at }) => ({
                name: nameOf(dimension, row.level),
                value: row.rate,
                low: row.low,
                high: row.high,
                other: row.shrunk,
                at,
              }))}
              axis={percent}
              whole={whole}
              domain={[0, 1]}
              legend={{
                value: t('insight.col.rate'),
                span: t('insight.legend.interval95'),
                none: t('insight.none.interval'),
                other: t('insight.legend.shrunk'),
                whole: t('insight.whole'),
              }}
              onMark={onMark}
            />
            <More all={groups.length} />
          </>
        );
      }}
    />
  );
}

function Cycles({ dimension }: { dimension: Dimension }): JSX.Element {
  const words = useWords();
  const { t, number } = words;
  const nameOf = useLevelName();
  const column = columnsFor<RowOf<'cycle-length'>>(words);
  return (
    <Card
      id="cycle-length"
      question={t('insight.q.cycle')}
      none={t('insight.none.won')}
      only={(row) => row.dimension === dimension || row.dimension === 'all'}
      columns={[
        column.text(t('insight.col.group'), (row) =>
          row.dimension === 'all' ? t('insight.whole') : nameOf(dimension, row.level),
        ),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.number(t('insight.col.median'), ({ median }) => median),
        column.span(
          t('insight.col.interval'),
          ({ low }) => low,
          ({ high }) => high,
          1,
        ),
        column.number(t('insight.col.p75'), ({ p75 }) => p75),
        column.number(t('insight.col.p90'), ({ p90 }) => p90),
        column.number(t('insight.col.shrunkMean'), ({ shrunk }) => shrunk),
        column.span(
          t('insight.col.shrunkInterval'),
          (row) => row.shrunk_low,
          (row) => row.shrunk_high,
          1,
        ),
        column.text(t('insight.col.differs'), ({ differs }) => t(`insight.differs.${differs}`)),
      ]}
      renderChart={(rows, _answer, onMark) => {
        const groups = rows.filter(({ row }) => row.dimension === dimension);
        return (
          <>
            <Intervals
              label={t('insight.q.cycle')}
              rows={groups.slice(0, MOST).map(({ row, at }) => ({
                name: nameOf(dimension, row.level),
                value: row.median,
                low: row.low,
                high: row.high,
                at,
              }))}
              axis={number}
              whole={rows.find(({ row }) => row.dimension === 'all')?.row.median ?? null}
              legend={{
                value: t('insight.col.median'),
                span: t('insight.legend.interval95'),
                none: t('insight.none.interval'),
                whole: t('insight.whole'),
              }}
              onMark={onMark}
            />
            <More all={groups.length} />
          </>
        );
      }}
    >
      <p className="small muted">{t('insight.inDays')}</p>
    </Card>
  );
}

function More({ all }: { all: number }): JSX.Element | null {
  const { t } = useWords();
  return all > MOST ? <p className="small muted">{t('insight.largest', { count: MOST, all })}</p> : null;
}
