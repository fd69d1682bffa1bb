import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import { ChartFrame } from './frame';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { PlainTick } from './plain-text';

export type LinePoint = {
  x: number | string;
  values: readonly (number | null)[];
  low?: number | null;
  high?: number | null;
  at: At;
};

type LinesProps = {
  label: string;
  points: readonly LinePoint[];
  series: readonly string[];
  axis: (value: number) => string;
  x: (value: number | string) => string;
  /** What the band around the first line is. */
  band?: string;
  /** Draws the line on which what was said is what came. */
  diagonal?: boolean;
  domain?: [number, number];
  onMark: (at: At) => void;
};

const HEIGHT = 260;

/** Lines over time or another number, the first with its band. */
export const Lines = memoChart(DrawLines);

function DrawLines({
  label,
  points,
  series,
  axis,
  x,
  band,
  diagonal = false,
  domain,
  onMark,
}: LinesProps): JSX.Element {
  const data = points.map((point) => ({
    x: point.x,
    at: point.at,
    ...(band === undefined ? {} : { band: [point.low ?? null, point.high ?? null] }),
    ...Object.fromEntries(point.values.map((value, i) => [`v${i}`, value])),
  }));
  const numeric = typeof points[0]?.x === 'number';
  return (
    <>
      <ChartFrame label={label} height={HEIGHT}>
        {(width) => (
          <ComposedChart
            width={width}
            height={HEIGHT}
            data={data}
            margin={{ top: 8, right: 20, bottom: 4, left: 0 }}
            accessibilityLayer={false}
            onClick={({ activeTooltipIndex }) => onMark(points[Number(activeTooltipIndex)]?.at ?? 0)}
          >
            <CartesianGrid vertical={false} />
            <XAxis
              dataKey="x"
              tickFormatter={x}
              tick={PlainTick}
              minTickGap={16}
              {...(numeric
                ? { type: 'number' as const, domain: diagonal ? [0, 1] : (['dataMin', 'dataMax'] as const) }
                : {})}
            />
            <YAxis tickFormatter={axis} interval={0} tick={PlainTick} width={56} domain={domain ?? [0, 'auto']} />
            {diagonal && (
              <ReferenceLine
                className="whole"
                segment={[
                  { x: 0, y: 0 },
                  { x: 1, y: 1 },
                ]}
              />
            )}
            {band !== undefined && <Area dataKey="band" className="band" activeDot={false} isAnimationActive={false} />}
            {series.map((name, i) => (
              <Line
                key={name}
                dataKey={`v${i}`}
                name={name}
                className={`line${i}`}
                dot={points.length <= 40}
                activeDot={false}
                connectNulls={false}
                isAnimationActive={false}
              />
            ))}
          </ComposedChart>
        )}
      </ChartFrame>
      <Legend
        items={[
          ...series.map((text, i) => ({ mark: `line${i}`, text })),
          ...(band === undefined ? [] : [{ mark: 'band', text: band }]),
        ]}
      />
    </>
  );
}
