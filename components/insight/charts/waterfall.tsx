import type { JSX } from 'react';
import type { At } from '@/lib/insight-worker/question';
import { Legend } from './legend';
import { memoChart } from './memo-chart';
import { NamedRows } from './named-rows';
import { BarMarks } from './row-marks';

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
  const bars = placed(steps).map(({ span: [from, to], amount, kind, at }, row) => {
    return { row, slot: 0, from, to, kind, text: format(amount), at };
  });
  return (
    <>
      <NamedRows
        label={label}
        names={steps.map(({ name }) => name)}
        reach={bars.map(({ from, to }) => Math.max(from, to))}
        least={Math.min(0, ...bars.flatMap(({ from, to }) => [from, to]))}
        thick={ROW}
        axis={axis}
        room={84}
      >
        <BarMarks bars={bars} rows={bars.length} slots={1} onMark={onMark} />
      </NamedRows>
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
