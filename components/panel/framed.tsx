import { useEffect, useLayoutEffect, useRef, useState, type JSX } from 'react';
import type { PageLink } from '@/lib/messaging/page-link';

const OPEN = { width: 400, maxHeight: 720 };
/** Room for the pill's focus ring and shadow. */
const PILL_MARGIN = 8;

type FramedProps = { link: PageLink; open: boolean; visible: boolean; children: JSX.Element };

/** Keeps the frame on the page as large as what it shows: the pill, or the open panel up to a height where it scrolls. */
export function Framed({ link, open, visible, children }: FramedProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const sent = useRef('');
  const [grown, setGrown] = useState(0);

  useLayoutEffect(() => {
    const size = box.current ? sizeOf(box.current, open) : null;
    const layout = { ...(size ?? { width: OPEN.width, height: OPEN.maxHeight }), visible };
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
    <div ref={box} className="framed" data-grown={grown}>
      {children}
    </div>
  );
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
