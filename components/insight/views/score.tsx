import type { JSX } from 'react';
import { useLearning } from '@/lib/queries/use-learning';
import { useWords } from '@/lib/queries/use-words';
import { Intervals } from '../charts/intervals';
import { Lines } from '../charts/lines';
import { Card, type RowOf } from '../card';
import { columnsFor, NONE, rateColumns } from '../columns';
import { useLook } from '../look';

/** 8 · Whether the score keeps its word, and what each rule is worth. */
export function ScoreView(): JSX.Element {
  return (
    <>
      <Backtest />
      <Reliability />
      <Lift />
    </>
  );
}

/** How the model in use did on the latest closed deals, which it had not seen. */
function Backtest(): JSX.Element | null {
  const { t, decimal, number, permille, moment } = useWords();
  const { source } = useLook();
  const { reports } = useLearning();
  if (source.kind !== 'crm') return null;
  const digits = (value: number | null): string => (value === null ? NONE : decimal(value, 3));
  const report = reports.find(({ tenant }) => tenant === source.tenant);
  const backtest = report?.model?.backtest ?? null;
  return (
    <section className="insight-card">
      <h2>{t('insight.q.backtest')}</h2>
      {report === undefined || backtest === null ? (
        <p className="insight-none">{t('insight.none.backtest')}</p>
      ) : (
        <>
          <p>
            {t('insight.backtest.said', {
              train: number(backtest.train),
              count: backtest.test,
              moment: moment(report.at),
            })}
          </p>
          <p>
            {t('insight.backtest.figures', {
              auc: digits(backtest.model.auc),
              low: digits(backtest.model.aucLow),
              high: digits(backtest.model.aucHigh),
              brier: decimal(backtest.model.brier, 3),
              gain: permille(backtest.model.gain),
            })}
          </p>
        </>
      )}
    </section>
  );
}

function Reliability(): JSX.Element {
  const words = useWords();
  const { t, percent } = words;
  const column = columnsFor<RowOf<'reliability'>>(words);
  return (
    <Card
      id="reliability"
      question={t('insight.q.reliability')}
      none={t('insight.none.scores')}
      columns={[
        column.text(t('insight.col.said'), ({ bin }) => `${percent(bin / 10)} – ${percent((bin + 1) / 10)}`),
        column.count(t('insight.col.n'), ({ n }) => n),
        column.share(t('insight.col.meanSaid'), (row) => row.mean_chance),
        column.count(t('insight.col.won'), ({ won }) => won),
        ...rateColumns(words),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Lines
          label={t('insight.q.reliability')}
          points={rows.map(({ row, at }) => ({
            x: row.mean_chance,
            values: [row.rate],
            low: row.low,
            high: row.high,
            at,
          }))}
          series={[t('insight.legend.came')]}
          band={t('insight.legend.interval95')}
          axis={percent}
          x={(share) => percent(Number(share))}
          domain={[0, 1]}
          diagonal
          onMark={onMark}
        />
      )}
    >
      <p className="small muted">{t('insight.reliabilityAbout')}</p>
    </Card>
  );
}

function Lift(): JSX.Element {
  const words = useWords();
  const { t, decimal } = words;
  const column = columnsFor<RowOf<'rule-lift'>>(words);
  const nameOf = ({ kind, rule }: RowOf<'rule-lift'>): string => {
    const known = kind === 'signal' || kind === 'criterion' || kind === 'field' ? kind : null;
    return known === null ? rule : t(`insight.rule.${known}`, { rule: words.said(rule) });
  };
  return (
    <Card
      id="rule-lift"
      question={t('insight.q.lift')}
      none={t('insight.none.ruleLift')}
      columns={[
        column.text(t('insight.col.rule'), nameOf),
        column.count(t('insight.col.fired'), ({ fired }) => fired),
        column.count(t('insight.col.firedWon'), (row) => row.fired_won),
        column.count(t('insight.col.quiet'), ({ quiet }) => quiet),
        column.count(t('insight.col.quietWon'), (row) => row.quiet_won),
        column.number(t('insight.col.lift'), ({ lift }) => lift, 2),
        column.span(
          t('insight.col.interval'),
          ({ low }) => low,
          ({ high }) => high,
          2,
        ),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Intervals
          label={t('insight.q.lift')}
          rows={rows.map(({ row, at }) => ({ name: nameOf(row), value: row.lift, low: row.low, high: row.high, at }))}
          axis={(value) => decimal(value, 2)}
          ratio
          whole={1}
          legend={{
            value: t('insight.col.lift'),
            span: t('insight.legend.interval95'),
            none: t('insight.none.interval'),
            whole: t('insight.legend.noLift'),
          }}
          onMark={onMark}
        />
      )}
    >
      <p className="small muted">{t('insight.liftAbout')}</p>
    </Card>
  );
}
