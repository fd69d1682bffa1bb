import type { Picked } from '@/lib/crm/pick/picked';
import { describe, parentOf } from './describe';
import { shownText } from './text';

const OURS = { all: 'initial', position: 'fixed', 'z-index': '2147483647', 'pointer-events': 'none' } as const;
const BLOCKED = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick', 'contextmenu', 'auxclick'] as const;
const KEYS: Readonly<Record<string, 'wider' | 'narrower' | 'next' | 'before' | undefined>> = {
  ArrowUp: 'wider',
  ArrowDown: 'narrower',
  ArrowRight: 'next',
  ArrowLeft: 'before',
};

/**
 * Lets a person point at an element of the page: by mouse, or by arrow keys and Enter; Escape gives up (null).
 * Nothing of the page is changed, and the page hears nothing of the click.
 */
export function pick(document: Document, label: string, signal: AbortSignal): Promise<Picked | null> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const marker = showMarker(document, label);
    let current: Element | null = null;
    const finish = (picked: Picked | null): void => {
      stop.abort();
      marker.remove();
      resolve(picked);
    };
    const point = (element: Element | null): void => {
      current = element;
      marker.show(element);
    };
    const listen = <Name extends keyof WindowEventMap>(
      name: Name,
      heard: (event: WindowEventMap[Name]) => void,
    ): void => {
      const once = (event: WindowEventMap[Name]): void => {
        if (!event.isTrusted) return; // a page's own events choose nothing
        if (name !== 'mousemove') {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
        heard(event);
      };
      document.defaultView?.addEventListener(name, once, { capture: true, signal: stop.signal, passive: false });
    };
    listen('mousemove', ({ clientX, clientY }) => point(elementAt(document, clientX, clientY)));
    listen('click', ({ clientX, clientY }) => {
      const element = elementAt(document, clientX, clientY);
      if (element) finish(describe(element));
    });
    for (const name of BLOCKED) listen(name, () => undefined);
    listen('keydown', ({ key }) => {
      if (key === 'Escape') return finish(null);
      if (key === 'Enter') return current ? finish(describe(current)) : undefined;
      const move = KEYS[key];
      return move ? point(step(document, current, move)) : undefined;
    });
    signal.addEventListener('abort', () => finish(null), { signal: stop.signal });
    point(step(document, null, 'next'));
  });
}

/** The innermost element at a point, through open shadow roots. */
function elementAt(document: Document, x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  for (;;) {
    const inner: Element | null = found?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (!inner || inner === found) return found;
    found = inner;
  }
}

function step(
  document: Document,
  current: Element | null,
  move: 'wider' | 'narrower' | 'next' | 'before',
): Element | null {
  if (current && move === 'wider') return parentOf(current) ?? current;
  if (current && move === 'narrower') return (current.shadowRoot ?? current).firstElementChild ?? current;
  const values = valuesOf(document.body);
  if (!current) return values[0] ?? null;
  const at = values.indexOf(current);
  const from = at >= 0 ? at : values.findIndex((value) => current.contains(value));
  const next = values[from + (move === 'next' ? 1 : -1)] ?? current;
  next.scrollIntoView({ block: 'nearest' });
  return next;
}

/** What a person may mean: controls, and the innermost elements that hold a text, in the order of the page. */
function valuesOf(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element): Element[] => {
    const inner = element.shadowRoot ? valuesOf(element.shadowRoot) : [];
    const isValue = element.matches('input:not([type=hidden]), textarea, select') || isInnermost(element);
    return isValue && element.checkVisibility() ? [element, ...inner] : inner;
  });
}

function isInnermost(element: Element): boolean {
  return element.childElementCount === 0 && !element.shadowRoot && shownText(element) !== '';
}

type Marker = { show: (element: Element | null) => void; remove: () => void };

/** A frame around what is pointed at, and a line that says what to do; both out of the page's reach. */
function showMarker(document: Document, label: string): Marker {
  const host = document.createElement('div');
  const box = document.createElement('div');
  const hint = document.createElement('div');
  hint.setAttribute('role', 'status');
  hint.textContent = `Click: ${label}. Arrow keys move, Enter picks, Escape gives up.`;
  style(host, { ...OURS, inset: '0' });
  style(box, { position: 'fixed', border: '2px solid #0a6570', background: '#0a657033', 'border-radius': '3px' });
  style(hint, {
    position: 'fixed',
    left: '50%',
    bottom: '24px',
    transform: 'translateX(-50%)',
    padding: '10px 16px',
    'border-radius': '8px',
    background: '#16191d',
    color: '#e8ecf0',
    font: '14px/1.4 system-ui, sans-serif',
    'max-width': 'calc(100vw - 32px)',
  });
  host.attachShadow({ mode: 'closed' }).append(box, hint);
  document.documentElement.append(host);
  return {
    show: (element) => {
      const { x, y, width, height } = element?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 };
      const sides = { left: `${x - 4}px`, top: `${y - 4}px`, width: `${width + 4}px`, height: `${height + 4}px` };
      for (const [name, value] of Object.entries(sides)) box.style.setProperty(name, value);
      box.style.setProperty('display', element ? 'block' : 'none');
    },
    remove: () => host.remove(),
  };
}

function style(element: HTMLElement, rules: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, 'important');
}
