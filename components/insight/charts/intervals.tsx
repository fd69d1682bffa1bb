import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { CartesianGrid, ErrorBar, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import { ChartFrame, fitted, nameRoom } from './frame';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { PlainTick } from './plain-text';

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

type Dot = { name: string; at: At; x: number; error: [number, number] | null };

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
  const height = rows.length * ROW + 44;
  if (rows.every(({ value }) => value === null)) return <p className="insight-none">{legend.none}</p>;
  return (
    <>
      <ChartFrame label={label} height={height}>
        {(width) => {
          const room = nameRoom(
            rows.map(({ name }) => name),
            width,
          );
          return (
            <ScatterChart
              width={width}
              height={height}
              margin={{ top: 4, right: 24, bottom: 4, left: 0 }}
              accessibilityLayer={false}
            >
              <CartesianGrid />
              <XAxis
                type="number"
                dataKey="x"
                tickFormatter={axis}
                interval={0}
                tick={PlainTick}
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
                tick={PlainTick}
              />
              {whole !== null && <ReferenceLine x={whole} className="whole" />}
              <Dots rows={rows} onMark={onMark} />
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

type DotsProps = Pick<IntervalsProps, 'rows' | 'onMark'>;

/** One set for all, which keeps their order; a dot without an interval gets no bar, for one without length would look like a certainty. */
function Dots({ rows, onMark }: DotsProps): JSX.Element {
  const others = rows.flatMap(({ name, other, at }): Dot[] =>
    other === null || other === undefined ? [] : [{ name, x: other, at, error: null }],
  );
  const sets = [
    { data: rows.flatMap(dotOf), form: 'dot' },
    { data: others, form: 'diamond' },
  ];
  return (
    <>
      {sets.map(({ data, form }) => (
        <Scatter
          key={form}
          data={data}
          shape={form === 'diamond' ? 'diamond' : 'circle'}
          className={form}
          isAnimationActive={false}
          onClick={(_dot, index) => onMark(data[index]?.at ?? 0)}
        >
          {form === 'dot' && (
            <ErrorBar dataKey="error" direction="x" width={5} className="span" isAnimationActive={false} />
          )}
        </Scatter>
      ))}
    </>
  );
}

function dotOf({ name, at, value, low, high }: IntervalRow): Dot[] {
  if (value === null) return [];
  return [{ name, at, x: value, error: low === null || high === null ? null : [value - low, high - value] }];
}

const RATIOS = [0.1, 0.2, 0.5, 1, 2, 5, 10];

function domainOf(rows: readonly IntervalRow[], ratio: boolean, whole: number | null): [number, number] {
  const all = rows.flatMap(({ value, low, high, other }) => [value, low, high, other ?? null]);
  const known = [...all, whole].filter((one) => one !== null);
  if (ratio) return [Math.min(0.1, ...known), Math.max(10, ...known)];
  const [least, most] = [Math.min(0, ...known), Math.max(...known, 0)];
  return [least, most === least ? 1 : most * 1.05];
}
