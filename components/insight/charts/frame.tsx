import { useLayoutEffect, useRef, useState, type CSSProperties, type JSX } from 'react';
import './chart.css';

type FrameProps = {
  /** What the chart shows, for those who cannot see it; the table has the numbers. */
  label: string;
  height: number;
  children: (width: number) => JSX.Element;
};

/** Gives a chart the width there is. In print it is scaled, being SVG. */
export function ChartFrame({ label, height, children }: FrameProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = (): void => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={frame}
      className="chart"
      role="img"
      aria-label={label}
      style={{ '--chart-height': `${height}px` } as CSSProperties}
    >
      {width > 0 && children(width)}
    </div>
  );
}

/** Room for the names of categories: what they need, but never more than a third of the chart. */
export function nameRoom(names: readonly string[], width: number): number {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  return Math.round(Math.min(Math.max(48, longest * 7 + 14), width / 3));
}

/** A name as it fits into that room. */
export function fitted(name: string, room: number): string {
  const most = Math.max(4, Math.floor((room - 10) / 6.6));
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}
