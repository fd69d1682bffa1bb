import { useState, type JSX } from 'react';
import { dayOf, periodsBetween } from '@/lib/insight/periods';
import { useWords } from '@/lib/queries/use-words';
import { Intervals } from '../charts/intervals';
import { Bars } from '../charts/bars';
import { Lines, type LinePoint } from '../charts/lines';
import { Card, type Placed, type RowOf } from '../card';
import { columnsFor, rateColumns } from '../columns';
import { Labelled } from '../controls';
import { useLook } from '../look';

const GROUPS = ['all', 'team', 'owner'] as const;
/** Rows in a chart; the table has all of them. */
const MOST = 24;

/** 7 · How complete, clean and fresh the deals are, whether that gets better, and how long a fix takes. */
export function HygieneView(): JSX.Element {
  return (
    <>
      <Now />
      <Trend />
      <Fixes />
    </>
  );
}

type Ruled = { kind: 'field' | 'criterion'; rule: string };

function useRuleName(): (row: Ruled) => string {
  const { t, said } = useWords();
  return ({ kind, rule }) => t(`insight.rule.${kind}`, { rule: said(rule) });
}

function Now(): JSX.Element {
  const words = useWords();
  const { t, percent } = words;
  const [by, setBy] = useState<(typeof GROUPS)[number]>('all');
  const noTeams = useLook().loaded.overview.levels.team.every(({ level }) => level === null);
  const nameOf = useRuleName();
  const column = columnsFor<RowOf<'hygiene'>>(words);
  const whole = (row: RowOf<'hygiene'>): string =>
    by === 'all' ? nameOf(row) : `${row.level ?? t('insight.noLevel')} · ${nameOf(row)}`;
  return (
    <Card
      id="hygiene"
      question={t('insight.q.hygiene')}
      none={t('insight.none.flags')}
      only={(row) => row.by === by}
      columns={[
        column.text(t('insight.col.rule'), whole),
        column.count(t('insight.col.judged'), ({ n }) => n),
        column.count(t('insight.col.met'), ({ met }) => met),
        ...rateColumns(words),
        column.count(t('insight.col.missing'), ({ missing }) => missing),
        column.count(t('insight.col.junk'), ({ junk }) => junk),
        column.count(t('insight.col.stale'), ({ stale }) => stale),
        column.count(t('insight.col.unread'), ({ unknown }) => unknown),
      ]}
      renderChart={(rows, _answer, onMark) => (
        <Intervals
          label={t('insight.q.hygiene')}
          rows={rows
            .slice(0, MOST)
            .map(({ row, at }) => ({ name: whole(row), value: row.rate, low: row.low, high: row.high, at }))}
          axis={percent}
          domain={[0, 1]}
          legend={{
            value: t('insight.legend.inOrder'),
            span: t('insight.legend.interval95'),
            none: t('insight.none.interval'),
          }}
          onMark={onMark}
        />
      )}
    >
      <Labelled label={t('insight.groupBy')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={by}
            onChange={({ target }) => setBy(GROUPS.find((one) => one === target.value) ?? 'all')}
          >
            {GROUPS.map((one) => (
              <option key={one} value={one}>
                {one === 'all' ? t('insight.everyone') : t(`insight.by.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {by === 'team' && noTeams && <p className="small muted">{t('insight.none.team')}</p>}
    </Card>
  );
}

function Trend(): JSX.Element {
  const words = useWords();
  const { t, percent } = words;
  const [chosen, setChosen] = useState('');
  const nameOf = useRuleName();
  const column = columnsFor<RowOf<'hygiene-trend'>>(words);
  return (
    <Card
      id="hygiene-trend"
      question={t('insight.q.trend')}
      none={t('insight.none.flags')}
      columns={[
        column.text(t('insight.col.month'), ({ month }) => month.slice(0, 7)),
        column.text(t('insight.col.rule'), nameOf),
        column.count(t('insight.col.judged'), ({ n }) => n),
        column.count(t('insight.col.met'), ({ met }) => met),
        ...rateColumns(words),
      ]}
      renderChart={(rows, _answer, onMark) => {
        const names = [...new Set(rows.map(({ row }) => nameOf(row)))];
        const name = names.includes(chosen) ? chosen : (names[0] ?? '');
        return (
          <>
            <Labelled label={t('insight.col.rule')}>
              {(id) => (
                <select id={id} className="input" value={name} onChange={({ target }) => setChosen(target.value)}>
                  {names.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              )}
            </Labelled>
            <Lines
              label={t('insight.q.trend')}
              points={everyMonth(rows.filter(({ row }) => nameOf(row) === name))}
              series={[t('insight.legend.inOrder')]}
              band={t('insight.legend.interval95')}
              axis={percent}
              x={String}
              domain={[0, 1]}
              onMark={onMark}
            />
          </>
        );
      }}
    />
  );
}

/** Months in which nothing was judged are gaps of the line: without them years would look like months. */
function everyMonth(rows: readonly Placed<'hygiene-trend'>[]): LinePoint[] {
  const known = new Map(rows.map((placed) => [placed.row.month.slice(0, 7), placed]));
  const days = rows.flatMap(({ row }) => dayOf(row.month) ?? []);
  return periodsBetween(Math.min(...days), Math.max(...days), 'month').map(({ name }) => {
    const placed = known.get(name);
    return placed === undefined ? { x: name, values: [null], low: null, high: null, at: [] } : pointOf(placed);
  });
}

function pointOf({ row, at }: Placed<'hygiene-trend'>) {
  return { x: row.month.slice(0, 7), values: [row.rate], low: row.low, high: row.high, at };
}

function Fixes(): JSX.Element {
  const words = useWords();
  const { t, number, decimal } = words;
  const nameOf = useRuleName();
  const column = columnsFor<RowOf<'flag-to-fix'>>(words);
  return (
    <Card
      id="flag-to-fix"
      question={t('insight.q.fix')}
      counts="flags"
      none={t('insight.none.flags')}
      columns={[
        column.text(t('insight.col.rule'), nameOf),
        column.count(t('insight.col.flags'), ({ n }) => n),
        column.count(t('insight.col.fixed'), ({ fixed }) => fixed),
        column.count(t('insight.col.notFixed'), ({ open }) => open),
        column.number(t('insight.col.median'), ({ median }) => median),
        column.number(t('insight.col.p75'), ({ p75 }) => p75),
        column.number(t('insight.col.p90'), ({ p90 }) => p90),
      ]}
      renderChart={(rows, _answer, onMark) => {
        const fixed = rows.filter(({ row }) => row.fixed > 0);
        if (fixed.length === 0) return <p className="insight-none">{t('insight.none.fixed')}</p>;
        return (
          <Bars
            label={t('insight.q.fix')}
            rows={fixed
              .slice(0, MOST)
              .map(({ row, at }) => ({ name: nameOf(row), values: [row.median ?? 0, row.p75 ?? 0, row.p90 ?? 0], at }))}
            series={[t('insight.col.median'), t('insight.col.p75'), t('insight.col.p90')]}
            format={(value) => decimal(value, 1)}
            axis={number}
            onMark={onMark}
          />
        );
      }}
    >
      <p className="small muted">{t('insight.inDays')}</p>
    </Card>
  );
}
