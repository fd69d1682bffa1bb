import type { JSX } from 'react';
import { useForetold } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { Bars } from '../charts/bars';
import { Intervals } from '../charts/intervals';
import { Card, type RowOf } from '../card';
import { columnsFor } from '../columns';
import { useLook } from '../look';
import { useMethodName } from './names';

/** 2 · What each method says the period brings, and how far off each was before. */
export function ForecastView(): JSX.Element {
  const { t } = useWords();
  const { view } = useLook();
  const done = useForetold(view);
  const { filter } = view.question;
  return (
    <>
      {!done && (
        <p role="status" className="muted">
          {t('insight.foretelling')}
        </p>
      )}
      {Object.keys(filter).length > 0 && <p className="muted">{t('insight.wholeTeam')}</p>}
      <Said />
      <Accuracy done={done} />
    </>
  );
}

function Said(): JSX.Element {
  const words = useWords();
  const { t, compact } = words;
  const { currency } = useLook();
  const nameOf = useMethodName();
  const column = columnsFor<RowOf<'forecast'>>(words);
  const its = (row: RowOf<'forecast'>): string | null => row.currency;
  return (
    <Card
      id="forecast"
      question={t('insight.q.forecast')}
      none={t('insight.none.forecast')}
      columns={[
        column.text(t('insight.col.method'), ({ method }) => nameOf(method)),
        column.text(t('insight.currency'), (row) => row.currency ?? '–'),
        column.money(t('insight.col.value'), ({ value }) => value, its),
        column.money(t('insight.col.low80'), ({ low }) => low, its),
        column.money(t('insight.col.high80'), ({ high }) => high, its),
        column.count(t('insight.col.restsOn'), ({ n }) => n),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Intervals
          label={t('insight.q.forecast')}
          rows={rows
            .filter(({ row }) => row.currency === currency)
            .map(({ row: { method, value, low, high }, at }) => ({ name: nameOf(method), value, low, high, at }))}
          axis={compact}
          legend={{
            value: t('insight.legend.says'),
            span: t('insight.legend.interval80'),
            none: t('insight.none.interval'),
          }}
          onMark={onMark}
        />
      )}
    />
  );
}

function Accuracy({ done }: { done: boolean }): JSX.Element {
  const words = useWords();
  const { t, permille, percent } = words;
  const { currency } = useLook();
  const nameOf = useMethodName();
  const column = columnsFor<RowOf<'forecast-accuracy'>>(words);
  return (
    <Card
      id="forecast-accuracy"
      question={t('insight.q.accuracy')}
      none={t(done ? 'insight.none.accuracy' : 'insight.foretelling')}
      noDeals
      counts="periods"
      columns={[
        column.text(t('insight.col.method'), ({ method }) => nameOf(method)),
        column.text(t('insight.currency'), (row) => row.currency ?? '–'),
        column.count(t('insight.col.periods'), ({ periods }) => periods),
        column.share(t('insight.col.wape'), ({ wape }) => wape),
        column.share(t('insight.col.bias'), ({ bias }) => bias),
        column.text(t('insight.col.covered'), ({ covered, with_interval: n }) =>
          n === 0 ? '–' : t('insight.ofPeriods', { some: covered, count: n }),
        ),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Bars
          label={t('insight.q.accuracy')}
          rows={rows
            .filter(({ row }) => row.currency === currency && row.wape !== null)
            .map(({ row: { method, wape, bias }, at }) => ({
              name: nameOf(method),
              values: [wape ?? 0, bias ?? 0],
              at,
            }))}
          series={[t('insight.col.wape'), t('insight.col.bias')]}
          format={permille}
          axis={percent}
          onMark={onMark}
        />
      )}
    >
      <p className="small muted">{t('insight.accuracyAbout')}</p>
    </Card>
  );
}
