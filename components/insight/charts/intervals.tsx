import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { CartesianGrid, ErrorBar, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import { ChartFrame, fitted, nameRoom } from './frame';
import { Legend } from './legend';

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
  legend: { value: string; span: string; other?: string; whole?: string };
  /** Log scale, for ratios. */
  ratio?: boolean;
  domain?: [number, number];
  onMark: (at: At) => void;
};

const ROW = 28;

/** A dot for each name with its interval; the order is the caller's, never that of the values. */
export function Intervals({ label, rows, axis, whole = null, legend, ratio = false, domain, onMark }: IntervalsProps): JSX.Element {
  const height = rows.length * ROW + 44;
  const dots = rows.flatMap((row) => {
    const { value, low, high } = row;
    if (value === null) return [];
    return [{ ...row, x: value, error: [value - (low ?? value), (high ?? value) - value] as [number, number] }];
  });
  const others = rows.flatMap(({ name, other, at }) => (other === null || other === undefined ? [] : [{ name, x: other, at }]));
  return (
    <>
      <ChartFrame label={label} height={height}>
        {(width) => {
          const room = nameRoom(rows.map(({ name }) => name), width);
          return (
            <ScatterChart width={width} height={height} margin={{ top: 4, right: 24, bottom: 4, left: 0 }} accessibilityLayer={false}>
              <CartesianGrid />
              <XAxis
                type="number"
                dataKey="x"
                tickFormatter={axis}
                domain={domain ?? domainOf(rows, ratio, whole)}
                {...(ratio ? { scale: 'log' as const, ticks: RATIOS } : { tickCount: 6 })}
              />
              <YAxis
                type="category"
                dataKey="name"
                width={room}
                reversed
                allowDuplicatedCategory={false}
                domain={rows.map(({ name }) => name)}
                tickFormatter={(name: string) => fitted(name, room)}
                interval={0}
              />
              {whole !== null && <ReferenceLine x={whole} className="whole" />}
              <Scatter data={dots} className="dot" isAnimationActive={false} onClick={(_dot, index) => onMark(dots[index]?.at ?? 0)}>
                <ErrorBar dataKey="error" direction="x" width={5} className="span" isAnimationActive={false} />
              </Scatter>
              {others.length > 0 && (
                <Scatter
                  data={others}
                  shape="diamond"
                  className="diamond"
                  isAnimationActive={false}
                  onClick={(_dot, index) => onMark(others[index]?.at ?? 0)}
                />
              )}
            </ScatterChart>
          );
        }}
      </ChartFrame>
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

const RATIOS = [0.1, 0.2, 0.5, 1, 2, 5, 10];

function domainOf(rows: readonly IntervalRow[], ratio: boolean, whole: number | null): [number, number] {
  if (ratio) return [0.1, 10];
  const all = rows.flatMap(({ value, low, high, other }) => [value, low, high, other ?? null]);
  const known = [...all, whole].filter((one) => one !== null);
  const [least, most] = [Math.min(0, ...known), Math.max(...known, 0)];
  return [least, most === least ? 1 : most * 1.05];
}
