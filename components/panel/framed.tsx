import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState, type JSX } from 'react';
import { writeLook } from '@/lib/cache/frame-look';
import type { Layout } from '@/lib/cache/layout';
import type { Position } from '@/lib/crm/page-port';
import type { PageLink } from '@/lib/messaging/page-link';

const OPEN = { width: 400, maxHeight: 720 };
/** Room for the pill's focus ring and shadow. */
const PILL_MARGIN = 8;

/** What a deal's panel needs at most; of a pill as wide as one gets in any of our languages. */
const roomFor = (open: boolean): { width: number; height: number } =>
  open ? { width: OPEN.width, height: OPEN.maxHeight } : { width: 260, height: 36 + PILL_MARGIN };

type FramedProps = {
  link: PageLink;
  open: boolean;
  visible: boolean;
  /** The deal is still being read: what comes will be larger than what is shown. */
  waiting: boolean;
  /** Of the window, where the frame hangs. */
  side: Position['side'];
  children: JSX.Element;
};

/**
 * Keeps the frame on the page as large as what it shows: the pill, or the open panel up to a height where it scrolls. While the
 * deal is being read it is as large as the assessment will be: only the page's thread can make it larger, and that is busiest
 * right when the record appears.
 */
export function Framed({ link, open, visible, waiting, side, children }: FramedProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const sent = useRef('');
  const [grown, setGrown] = useState(0);
  // What comes right after the first paint counts too, or the frame would shrink and grow again.
  const partly = useDeferredValue(waiting, true);

  useLayoutEffect(() => {
    const size = !partly && box.current ? sizeOf(box.current, open) : null;
    const layout = { ...(size ?? roomFor(open)), visible };
    const key = JSON.stringify(layout);
    if (key === sent.current) return;
    sent.current = key;
    link.layout(layout);
  });
  useEffect(() => {
    const content = box.current?.querySelector('.panel-content, .pill');
    if (!content) return undefined;
    const observer = new ResizeObserver(() => setGrown(content.clientHeight + content.clientWidth));
    observer.observe(content);
    return () => observer.disconnect();
  }, [open]);

  return (
    <div ref={box} className="framed" data-grown={grown} data-side={side}>
      {children}
    </div>
  );
}

/** Leaves how the frame is to look when the next deal is opened, while its panel has not come up yet. */
export function useLeftLook(layout: Layout | undefined): void {
  useEffect(() => {
    if (layout) void writeLook({ layout: { ...roomFor(layout.open), visible: true }, position: layout.position });
  }, [layout]);
}

function sizeOf(box: HTMLElement, open: boolean): { width: number; height: number } | null {
  if (!open) {
    const pill = box.querySelector('.pill')?.getBoundingClientRect();
    return pill ? { width: Math.ceil(pill.width) + PILL_MARGIN, height: Math.ceil(pill.height) + PILL_MARGIN } : null;
  }
  const parts = [...box.querySelectorAll<HTMLElement>('.header, .panel-content')];
  const height = parts.reduce((sum, part) => sum + part.offsetHeight, 0) + 2; // the panel's own border
  return { width: OPEN.width, height: Math.min(height, OPEN.maxHeight) };
}
