import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { Bar, LabelList } from 'recharts';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { PlainLabel } from './plain-text';
import { NamedBars } from './named-bars';

export type BarRow = { name: string; values: readonly number[]; at: At };

type BarsProps = {
  label: string;
  rows: readonly BarRow[];
  /** One for each of the values. */
  series: readonly string[];
  format: (value: number) => string;
  axis: (value: number) => string;
  stacked?: boolean;
  onMark: (at: At) => void;
};

const ROW = 30;
const GROUPED = 24;

/** Bars from the left, one row a name: names are long, and numbers stand at the bars' ends. */
export const Bars = memoChart(DrawBars);

function DrawBars({ label, rows, series, format, axis, stacked = false, onMark }: BarsProps): JSX.Element {
  const thick = stacked || series.length === 1 ? ROW : GROUPED * series.length;
  const data = rows.map(({ name, values, at }) => ({
    name,
    at,
    ...Object.fromEntries(values.map((v, i) => [`v${i}`, v])),
  }));
  const counts = rows.every(({ values }) => values.every(Number.isInteger));
  return (
    <>
      <NamedBars label={label} data={data} thick={thick} axis={axis} room={72} whole={counts}>
        {series.map((name, i) => (
          <Bar
            key={name}
            dataKey={`v${i}`}
            name={name}
            className={`s${i}`}
            {...(stacked ? { stackId: 'all' } : {})}
            isAnimationActive={false}
            onClick={(_bar, index) => onMark(rows[index]?.at ?? 0)}
          >
            {!stacked && (
              <LabelList
                dataKey={`v${i}`}
                position="right"
                content={PlainLabel}
                formatter={(value) => format(Number(value))}
              />
            )}
          </Bar>
        ))}
      </NamedBars>
      {series.length > 1 && <Legend items={series.map((text, i) => ({ mark: `s${i}`, text }))} />}
    </>
  );
}
