import type { JSX, ReactNode } from 'react';
import { BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import { ChartFrame, fitted, nameRoom } from './frame';
import { PlainTick } from './plain-text';
import { Names, type Row } from './row-marks';

type NamedRowsProps = {
  label: string;
  names: readonly string[];
  /** The highest value of each row: the axis has room for it. */
  reach: readonly number[];
  /** The lowest value of all, where one is below 0. */
  least?: number;
  /** Height of a row. */
  thick: number;
  axis: (value: number) => string;
  /** Room at the end, for the numbers that stand there. */
  room: number;
  /** Where the axis begins and ends; without it, at round numbers. */
  domain?: readonly [number, number];
  /** Log scale, with these ticks. */
  ratios?: readonly number[];
  /** Only whole numbers can occur. */
  whole?: boolean;
  /** Marks: see `row-marks`. */
  children: ReactNode;
};

const AXIS = 40;

/**
 * A chart of one row a name, its marks placed from the left. The library scales, and draws axis and grid; names and marks are plain
 * elements of ours, since its own take ten times as long, and a filter draws them all anew.
 */
export function NamedRows(props: NamedRowsProps): JSX.Element {
  const { label, names, reach, least = 0, thick, axis, room, domain, ratios, whole = false, children } = props;
  const height = names.length * thick + AXIS;
  // By place: two groups may have one name.
  const data = names.map((_name, at): Row => ({ row: String(at), reach: reach[at] ?? 0 }));
  return (
    <ChartFrame label={label} height={height}>
      {(width) => {
        const space = nameRoom(names, width);
        return (
          <BarChart
            width={width}
            height={height}
            data={data}
            layout="vertical"
            margin={{ top: 4, right: room, bottom: 4, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid horizontal={false} />
            <XAxis
              type="number"
              dataKey="reach"
              tickFormatter={axis}
              interval={0}
              tick={PlainTick}
              allowDecimals={!whole}
              domain={domain === undefined ? [least, 'auto'] : [...domain]}
              {...(ratios ? { scale: 'log' as const, ticks: [...ratios] } : { tickCount: domain ? 6 : 5 })}
            />
            <YAxis type="category" dataKey="row" width={space} interval={0} tick={false} />
            <Names names={names.map((name, row) => ({ row, name: fitted(name, space) }))} />
            {children}
          </BarChart>
        );
      }}
    </ChartFrame>
  );
}
