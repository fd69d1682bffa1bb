import { useState, type JSX } from 'react';
import type { MetricId } from '@/lib/insight/metrics';
import { useWords } from '@/lib/queries/use-words';
import { Bars } from '../charts/bars';
import { Waterfall } from '../charts/waterfall';
import { Card, type Placed, type RowOf } from '../card';
import { columnsFor } from '../columns';
import { DayInput, Labelled } from '../controls';
import { useLook } from '../look';
import type { ViewProps } from './index';
import { summed } from './summed';
import { Targets } from './targets';

/** 1 · What is open, whether it is enough, and how it moved. */
export function PipelineView({ since, onSince }: ViewProps): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <OpenPipeline />
      <Coverage />
      <Moved id="movement" question={t('insight.q.movement')}>
        <Labelled label={t('insight.since')}>{(id) => <DayInput id={id} day={since} onChange={onSince} />}</Labelled>
      </Moved>
      <Moved id="period-movement" question={t('insight.q.periodMovement')} />
    </>
  );
}

function OpenPipeline(): JSX.Element {
  const words = useWords();
  const { t, roundMoney, compact, number } = words;
  const { currency } = useLook();
  const [by, setBy] = useState<'stage' | 'period'>('stage');
  const column = columnsFor<RowOf<'pipeline'>>(words);
  const stage = (row: RowOf<'pipeline'>): string => row.stage ?? t('insight.noLevel');
  const due = (row: RowOf<'pipeline'>): string => row.period_start ?? t('insight.noCloseDate');
  return (
    <Card
      id="pipeline"
      question={t('insight.q.pipeline')}
      none={t('insight.none.pipeline')}
      columns={[
        column.text(t('insight.col.stage'), stage),
        column.text(t('insight.col.pipeline'), (row) => row.pipeline ?? '–'),
        column.text(t('insight.col.due'), due),
        column.count(t('insight.col.n'), (row) => row.n),
        column.money(
          t('insight.col.amount'),
          (row) => row.amount,
          (row) => row.currency,
        ),
        column.count(t('insight.col.withoutAmount'), (row) => row.without_amount),
      ]}
      renderChart={(rows, _answer, onMark) => {
        const own = rows.filter(({ row }) => row.currency === currency);
        const sorted = own.toSorted((a, b) =>
          by === 'stage' ? (a.row.position ?? 999) - (b.row.position ?? 999) : due(a.row) < due(b.row) ? -1 : 1,
        );
        const groups = summed(
          sorted,
          ({ row }) => (by === 'stage' ? stage(row) : due(row)),
          ({ row }) => [row.amount, row.n],
        );
        const noMoney = groups.every(({ values }) => values[0] === 0);
        return (
          <Bars
            label={t('insight.q.pipeline')}
            rows={groups.map(({ name, values, ats }) => ({
              name,
              values: [(noMoney ? values[1] : values[0]) ?? 0],
              at: ats,
            }))}
            series={[t(noMoney ? 'insight.col.n' : 'insight.col.amount')]}
            format={noMoney ? number : (value) => roundMoney(value, currency)}
            axis={compact}
            onMark={onMark}
          />
        );
      }}
    >
      <Labelled label={t('insight.groupBy')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={by}
            onChange={({ target }) => setBy(target.value === 'stage' ? 'stage' : 'period')}
          >
            <option value="stage">{t('insight.col.stage')}</option>
            <option value="period">{t('insight.col.due')}</option>
          </select>
        )}
      </Labelled>
    </Card>
  );
}

function Coverage(): JSX.Element {
  const words = useWords();
  const { t, roundMoney, compact } = words;
  const { currency } = useLook();
  const column = columnsFor<RowOf<'coverage'>>(words);
  const its = (row: RowOf<'coverage'>): string | null => row.currency;
  return (
    <Card
      id="coverage"
      question={t('insight.q.coverage')}
      none={t('insight.none.coverage')}
      columns={[
        column.text(t('insight.currency'), (row) => row.currency ?? '–'),
        column.money(t('insight.col.target'), (row) => row.target, its),
        column.money(t('insight.col.won'), (row) => row.won, its),
        column.money(t('insight.col.openDue'), (row) => row.open, its),
        column.count(t('insight.col.overdue'), (row) => row.n_overdue),
        column.money(t('insight.col.needed'), (row) => row.needed, its),
        column.number(t('insight.col.coverage'), (row) => row.coverage, 2),
        column.share(t('insight.col.conversion'), (row) => row.conversion),
        column.share(t('insight.col.dealConversion'), (row) => row.deal_conversion),
        column.span(
          t('insight.col.interval'),
          (row) => row.low,
          (row) => row.high,
          'share',
        ),
        column.count(t('insight.col.pastDeals'), (row) => row.n_past),
        column.money(t('insight.col.expected'), (row) => row.expected, its),
        column.number(t('insight.col.expectedCoverage'), (row) => row.expected_coverage, 2),
      ]}
      renderChart={(rows, answer, onMark) => {
        const found = rows.find(({ row }) => row.currency === currency);
        if (found === undefined) return <p className="insight-none">{t('insight.none.coverage')}</p>;
        const { row, at } = found;
        const bars = [
          ...(row.target === null ? [] : [{ name: t('insight.col.target'), values: [row.target], at }]),
          { name: t('insight.col.won'), values: [row.won], at },
          { name: t('insight.col.openDue'), values: [row.open], at },
          ...(row.expected === null ? [] : [{ name: t('insight.col.expected'), values: [row.expected], at }]),
        ];
        return (
          <>
            <CoverageSaid row={row} period={answer.period.name} />
            <Bars
              label={t('insight.q.coverage')}
              rows={bars}
              series={[t('insight.col.amount')]}
              format={(value) => roundMoney(value, currency)}
              axis={compact}
              onMark={onMark}
            />
          </>
        );
      }}
    >
      <Targets />
    </Card>
  );
}

function CoverageSaid({ row, period }: { row: RowOf<'coverage'>; period: string }): JSX.Element {
  const { t, decimal, permille, money } = useWords();
  const { coverage, expected_coverage: expected, conversion, deal_conversion: rate, low, high, n_past: n } = row;
  return (
    <p>
      {row.target === null && t('insight.coverage.noTarget', { period })}{' '}
      {coverage !== null &&
        t('insight.coverage.said', {
          period,
          times: decimal(coverage, 2),
          needed: money(row.needed ?? 0, row.currency),
        })}{' '}
      {conversion === null
        ? t('insight.coverage.noPast')
        : t('insight.coverage.past', { share: permille(conversion), count: n })}{' '}
      {rate !== null &&
        low !== null &&
        high !== null &&
        t('insight.coverage.deals', { share: permille(rate), low: permille(low), high: permille(high) })}{' '}
      {expected !== null && t('insight.coverage.expected', { times: decimal(expected, 2) })}
    </p>
  );
}

type MovedId = Extract<MetricId, 'movement' | 'period-movement'>;

function Moved({ id, question, children }: { id: MovedId; question: string; children?: JSX.Element }): JSX.Element {
  const words = useWords();
  const { t, roundMoney, compact } = words;
  const { currency } = useLook();
  const column = columnsFor<RowOf<MovedId>>(words);
  return (
    <Card
      id={id}
      question={question}
      none={t('insight.none.movement')}
      columns={[
        column.text(t('insight.col.part'), ({ part }) => t(`insight.part.${part}`)),
        column.text(t('insight.currency'), (row) => row.currency ?? '–'),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.money(
          t('insight.col.amount'),
          ({ amount }) => amount,
          (row) => row.currency,
        ),
      ]}
      renderChart={(rows: readonly Placed<MovedId>[], _answer, onMark) => {
        const own = rows.filter(({ row }) => row.currency === currency);
        const shown = own.filter(({ row: { part, n } }) => n > 0 || part === 'begin' || part === 'end');
        return (
          <Waterfall
            label={question}
            steps={shown.map(({ row: { part, amount }, at }) => ({
              name: t(`insight.part.${part}`),
              amount,
              whole: part === 'begin' || part === 'end',
              at,
            }))}
            format={(value) => roundMoney(value, currency)}
            axis={compact}
            legend={{
              whole: t('insight.legend.whole'),
              more: t('insight.legend.more'),
              less: t('insight.legend.less'),
            }}
            onMark={onMark}
          />
        );
      }}
    >
      {children}
    </Card>
  );
}
