import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { NamedRows } from './named-rows';
import { BarMarks, type BarMark } from './row-marks';

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
  const slots = stacked ? 1 : series.length;
  return (
    <>
      <NamedRows
        label={label}
        names={rows.map(({ name }) => name)}
        reach={rows.map(({ values }) => (stacked ? sum(values) : Math.max(0, ...values)))}
        least={Math.min(0, ...rows.flatMap(({ values }) => values))}
        thick={slots === 1 ? ROW : GROUPED * slots}
        axis={axis}
        room={72}
        whole={rows.every(({ values }) => values.every(Number.isInteger))}
      >
        <BarMarks
          bars={rows.flatMap((row, at) => barsOf(row, at, stacked, format))}
          rows={rows.length}
          slots={slots}
          onMark={onMark}
        />
      </NamedRows>
      {series.length > 1 && <Legend items={series.map((text, i) => ({ mark: `s${i}`, text }))} />}
    </>
  );
}

/** Beside each other, or each beginning where the one before ended. */
function barsOf({ values, at }: BarRow, row: number, stacked: boolean, format: (value: number) => string): BarMark[] {
  return values.map((value, i) => {
    const from = stacked ? sum(values.slice(0, i)) : 0;
    return {
      row,
      slot: stacked ? 0 : i,
      from,
      to: from + value,
      kind: `s${i}`,
      text: stacked ? null : format(value),
      at,
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
