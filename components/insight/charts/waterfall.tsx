import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { Bar, LabelList, Rectangle, type BarShapeProps } from 'recharts';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { PlainLabel } from './plain-text';
import { NamedBars } from './named-bars';

/** One step: a sum to begin or end with, or what is added or taken away. */
export type Step = { name: string; amount: number; whole: boolean; at: At };

type WaterfallProps = {
  label: string;
  steps: readonly Step[];
  format: (value: number) => string;
  axis: (value: number) => string;
  legend: { whole: string; more: string; less: string };
  onMark: (at: At) => void;
};

const ROW = 30;

/** From what there was to what there is: every bar begins where the one before ended. */
export const Waterfall = memoChart(DrawWaterfall);

function DrawWaterfall({ label, steps, format, axis, legend, onMark }: WaterfallProps): JSX.Element {
  const data = placed(steps);
  return (
    <>
      <NamedBars label={label} data={data} thick={ROW} axis={axis} room={84}>
        <Bar
          dataKey="span"
          isAnimationActive={false}
          shape={stepShape}
          onClick={(_bar, index) => onMark(steps[index]?.at ?? 0)}
        >
          <LabelList
            dataKey="amount"
            position="right"
            content={PlainLabel}
            formatter={(value) => format(Number(value))}
          />
        </Bar>
      </NamedBars>
      <Legend
        items={[
          { mark: 's0', text: legend.whole },
          { mark: 'more', text: legend.more },
          { mark: 'less', text: legend.less },
        ]}
      />
    </>
  );
}

type Placed = Step & { span: [number, number]; kind: string };

/** Where each bar begins and ends. */
export function placed(steps: readonly Step[]): Placed[] {
  let sum = 0;
  return steps.map((step) => {
    const { amount, whole } = step;
    const from = whole ? 0 : sum;
    sum = whole ? amount : sum + amount;
    return {
      ...step,
      span: [Math.min(from, sum), Math.max(from, sum)],
      kind: whole ? 's0' : amount < 0 ? 'less' : 'more',
    };
  });
}

function stepShape(props: BarShapeProps): JSX.Element {
  const { x, y, width, height, payload } = props;
  const { kind } = payload as Placed; // of our own data above
  return <Rectangle x={x} y={y} width={width} height={height} className={kind} />;
}
