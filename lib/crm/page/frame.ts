import type { FrameLayout, FrameLook, Position } from '@/lib/crm/page-port';
import { atEnd } from './at-end';

/** A page that keeps removing the frame is not fought: after this many times the toolbar button remains. */
const MAX_RETURNS = 3;
/** Always this much of the frame stays inside the window, so that it can be taken hold of again. */
const MARGIN = 8;

/** Small and invisible until the panel says how large it is, where no panel has left that. */
export const UNKNOWN_LOOK: FrameLook = {
  layout: { width: 1, height: 1, visible: false },
  position: { side: 'right', x: 16, bottom: 16 },
};

/** The panel's frame on the host page: an iframe in a closed shadow root that the page's scripts cannot look into. */
export type PanelFrame = {
  layout: (layout: FrameLayout) => void;
  place: (position: Position) => void;
  /** Moves by a drag's delta; returns the position kept, inside the window. */
  move: (dx: number, dy: number) => Position;
  /** Loads the panel anew, with a new token. */
  reload: () => void;
  remove: () => void;
};

/** Puts the panel's frame on the page. `src` is made anew for each (re)load, as it carries a one-time token. */
export function mountFrame(
  document: Document,
  src: () => string,
  { layout, position: wanted }: FrameLook,
  signal: AbortSignal,
): PanelFrame {
  const host = document.createElement('div');
  const frame = document.createElement('iframe');
  frame.title = 'Fairlead';
  frame.setAttribute('allow', '');
  // The frame follows the reader's scheme, not the page's: unequal schemes would paint it an opaque background.
  style(frame, {
    width: '100%',
    height: '100%',
    border: '0',
    display: 'block',
    'color-scheme': 'light dark',
    background: 'transparent',
  });
  host.attachShadow({ mode: 'closed' }).append(frame);

  /** Where the frame was put may lie outside a small window or under a tall panel: shown is the nearest place inside. */
  const place = (): Position => {
    const { clientWidth, clientHeight } = document.documentElement;
    const width = Math.min(layout.width, clientWidth - 2 * MARGIN);
    const height = Math.min(layout.height, clientHeight - 2 * MARGIN);
    const position = clamp(wanted, clientWidth - width, clientHeight - height);
    const left = position.side === 'right' ? clientWidth - width - position.x : position.x;
    style(host, {
      all: 'initial',
      position: 'fixed',
      'z-index': '2147483647',
      // Moved by transform alone: a growing box that hangs on the right edge would count as layout shift of the page.
      left: '0',
      top: '0',
      transform: `translate(${left}px, ${clientHeight - height - position.bottom}px)`,
      width: `${width}px`,
      height: `${height}px`,
      visibility: layout.visible ? 'visible' : 'hidden',
      'pointer-events': layout.visible ? 'auto' : 'none',
      'color-scheme': 'light dark',
      contain: 'strict',
    });
    return position;
  };
  const attach = (): void => {
    frame.src = src();
    document.documentElement.append(host);
  };

  place();
  attach();
  keepAttached(document, host, attach, signal);
  document.defaultView?.addEventListener('resize', () => place(), { passive: true, signal });
  atEnd(signal, () => host.remove());

  return {
    layout: (next) => {
      layout = next;
      place();
    },
    place: (position) => {
      wanted = position;
      place();
    },
    move: (dx, dy) => {
      const from = place();
      wanted = { ...from, x: from.x + (from.side === 'right' ? -dx : dx), bottom: from.bottom - dy };
      wanted = place();
      return wanted;
    },
    reload: () => {
      frame.src = src();
    },
    remove: () => host.remove(),
  };
}

function clamp(position: Position, maxX: number, maxY: number): Position {
  const within = (value: number, max: number): number => Math.round(Math.max(MARGIN, Math.min(value, max - MARGIN)));
  return { side: position.side, x: within(position.x, maxX), bottom: within(position.bottom, maxY) };
}

function style(element: HTMLElement, rules: Readonly<Record<string, string>>): void {
  element.removeAttribute('style');
  // `important`: a page's own `iframe { … !important }` or `div { … }` rules must not bend the frame.
  for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, 'important');
}

/** Puts the frame back when the page removes it from the root, at most three times. */
function keepAttached(document: Document, host: HTMLElement, attach: () => void, signal: AbortSignal): void {
  let returns = 0;
  const observer = new MutationObserver(() => {
    if (host.isConnected || signal.aborted) return;
    returns += 1;
    if (returns <= MAX_RETURNS) attach();
    else observer.disconnect();
  });
  observer.observe(document.documentElement, { childList: true });
  atEnd(signal, () => observer.disconnect());
}
