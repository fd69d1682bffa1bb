import { memo, startTransition, useEffect, useRef, useState, type JSX, type ReactNode, type RefObject } from 'react';

/** How far off the screen something is drawn already, so that nobody who scrolls sees it come. */
const AHEAD = '15%';
/** Nobody has asked anything new for so long: what is off the screen may be drawn as well. */
const QUIET_MS = 1_000;

/** Whether an element is on screen or close to it; false until that is known. */
export function useInSight(): [RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const watcher = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? true), {
      rootMargin: `${AHEAD} 0px`,
    });
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, []);
  return [element, inSight];
}

type DrawnProps = {
  /** What the chart is drawn of: with another one it is drawn anew. */
  of: unknown;
  inSight: boolean;
  /** What is there stays as it stands: something new is on its way. */
  stale: boolean;
  children: ReactNode;
};

/**
 * A chart, drawn at once where somebody sees it and else once nothing is asked for a while: drawing takes longest of all, and what is
 * off the screen is in nobody's way. What is out of date is not shown to anybody meanwhile; its place is kept.
 */
export function Drawn({ of, inSight, stale, children }: DrawnProps): JSX.Element {
  const [drawnOf, setDrawnOf] = useState<unknown>(null);
  if (inSight && drawnOf !== of) setDrawnOf(of);
  const isDue = inSight || drawnOf === of;
  useEffect(() => (isDue ? undefined : whenQuiet(() => startTransition(() => setDrawnOf(of)))), [of, isDue]);
  return (
    <div className="insight-drawn" data-due={isDue}>
      {(isDue || drawnOf !== null) && <Still on={stale || !isDue}>{children}</Still>}
    </div>
  );
}

/** Leaves what it holds as it stands while `on`. */
const Still = memo(
  ({ children }: { on: boolean; children: ReactNode }) => children,
  (_before, { on }) => on,
);
Still.displayName = 'Still';

/** Calls back in a moment of leisure after a while, or before the page is printed; returns what takes it back. */
function whenQuiet(callback: () => void): () => void {
  let idle: number | undefined;
  const timer = setTimeout(() => {
    idle = requestIdleCallback(callback);
  }, QUIET_MS);
  window.addEventListener('beforeprint', callback, { once: true });
  return () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
    window.removeEventListener('beforeprint', callback);
  };
}
