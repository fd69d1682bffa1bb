import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { NamedRows } from './named-rows';
import { DotMarks, type DotMark } from './row-marks';

export type IntervalRow = {
  name: string;
  value: number | null;
  low: number | null;
  high: number | null;
  /** A second value beside it: shrunk, or a mean. */
  other?: number | null;
  at: At;
};

type IntervalsProps = {
  label: string;
  rows: readonly IntervalRow[];
  axis: (value: number) => string;
  /** Where the whole lies. */
  whole?: number | null;
  legend: { value: string; span: string; other?: string; whole?: string; none: string };
  /** Log scale, for ratios. */
  ratio?: boolean;
  domain?: [number, number];
  onMark: (at: At) => void;
};

const ROW = 28;

/** A dot for each name with its interval; the order is the caller's, never that of the values. */
export const Intervals = memoChart(DrawIntervals);

function DrawIntervals({
  label,
  rows,
  axis,
  whole = null,
  legend,
  ratio = false,
  domain,
  onMark,
}: IntervalsProps): JSX.Element {
  if (rows.every(({ value }) => value === null)) return <p className="insight-none">{legend.none}</p>;
  return (
    <>
      <NamedRows
        label={label}
        names={rows.map(({ name }) => name)}
        reach={rows.map(({ value, high }) => high ?? value ?? 0)}
        thick={ROW}
        axis={axis}
        room={24}
        domain={domain ?? domainOf(rows, ratio, whole)}
        {...(ratio && { ratios: RATIOS })}
      >
        <DotMarks dots={rows.map(dotOf)} whole={whole} onMark={onMark} />
      </NamedRows>
      <Legend
        items={[
          { mark: 'dot', text: legend.value },
          { mark: 'span', text: legend.span },
          ...(legend.other === undefined ? [] : [{ mark: 'diamond', text: legend.other }]),
          ...(legend.whole === undefined ? [] : [{ mark: 'whole', text: legend.whole }]),
        ]}
      />
    </>
  );
}

function dotOf({ value, low, high, other = null, at }: IntervalRow, row: number): DotMark {
  return { row, value, low: value === null ? null : low, high, other, at };
}

const RATIOS = [0.1, 0.2, 0.5, 1, 2, 5, 10];

function domainOf(rows: readonly IntervalRow[], ratio: boolean, whole: number | null): [number, number] {
  const all = rows.flatMap(({ value, low, high, other }) => [value, low, high, other ?? null]);
  const known = [...all, whole].filter((one) => one !== null);
  if (ratio) return [Math.min(0.1, ...known), Math.max(10, ...known)];
  const [least, most] = [Math.min(0, ...known), Math.max(...known, 0)];
  return [least, most === least ? 1 : most * 1.05];
}
