import type { JSX, ReactNode } from 'react';
import { BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import { ChartFrame, fitted, nameRoom } from './frame';
import { PlainTick } from './plain-text';

type NamedBarsProps = {
  label: string;
  data: readonly { name: string }[];
  /** Height of a row. */
  thick: number;
  axis: (value: number) => string;
  /** Room for the numbers at the bars' ends. */
  room: number;
  whole?: boolean;
  /** The bars. */
  children: ReactNode;
};

const AXIS = 40;

/** A chart of bars from the left, one row a name. */
export function NamedBars({ label, data, thick, axis, room, whole = false, children }: NamedBarsProps): JSX.Element {
  const height = data.length * thick + AXIS;
  return (
    <ChartFrame label={label} height={height}>
      {(width) => {
        const names = nameRoom(
          data.map(({ name }) => name),
          width,
        );
        return (
          <BarChart
            width={width}
            height={height}
            data={[...data]}
            layout="vertical"
            margin={{ top: 4, right: room, bottom: 4, left: 0 }}
            barCategoryGap="18%"
            accessibilityLayer={false}
          >
            <CartesianGrid horizontal={false} />
            <XAxis
              type="number"
              tickFormatter={axis}
              tickCount={5}
              interval={0}
              tick={PlainTick}
              allowDecimals={!whole}
            />
            <YAxis
              type="category"
              dataKey="name"
              width={names}
              tickFormatter={(name: string) => fitted(name, names)}
              interval={0}
              tick={PlainTick}
            />
            {children}
          </BarChart>
        );
      }}
    </ChartFrame>
  );
}
