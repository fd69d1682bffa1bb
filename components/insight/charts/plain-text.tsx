import type { JSX } from 'react';
import type { XAxisTickContentProps } from 'recharts';

/** What ticks of either axis are given. */
type TickProps = Pick<
  XAxisTickContentProps,
  'x' | 'y' | 'payload' | 'tickFormatter' | 'textAnchor' | 'index' | 'verticalAnchor'
>;

/** Down from the middle of a line of text to its base, as the library places its own. */
const TO_BASE = '0.355em';
const TO_TOP = '0.71em';

/**
 * A tick's text as it is. The library's own measures every text in the page to break it into lines, which takes longer than all the rest
 * of a chart; ours are short, and names are cut to their room before.
 */
export function PlainTick({ x, y, payload, tickFormatter, textAnchor, index, verticalAnchor }: TickProps): JSX.Element {
  return (
    <text x={x} y={y} dy={verticalAnchor === 'start' ? TO_TOP : TO_BASE} textAnchor={textAnchor}>
      {tickFormatter?.(payload.value, index) ?? String(payload.value)}
    </text>
  );
}
