import { useEffect, useRef, useState, type JSX, type ReactNode, type RefObject } from 'react';

/** How long a control must have been truly visible before it writes. */
const VISIBLE_MS = 500;

type GuardedButtonProps = {
  className: string;
  disabled?: boolean;
  onPress: () => void;
  children: ReactNode;
  /** Takes the focus, and Ctrl or Cmd with Enter from anywhere in the panel. */
  main?: boolean;
};

/**
 * A button that writes. It is inert until it has been truly visible for half a second, so that a page cannot cover the panel,
 * or make it transparent, to steal a click. Browsers that cannot tell (Firefox) leave it live.
 */
export function GuardedButton({
  className,
  disabled = false,
  onPress,
  children,
  main = false,
}: GuardedButtonProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const element = button.current;
    return element ? watchTrulyVisible(element, setVisible) : undefined;
  }, []);
  useMainButton(button, main);
  return (
    <button
      ref={button}
      type="button"
      className={className}
      disabled={disabled}
      aria-disabled={!visible}
      onClick={() => visible && onPress()}
    >
      {children}
    </button>
  );
}

function useMainButton(button: RefObject<HTMLButtonElement | null>, main: boolean): void {
  useEffect(() => {
    if (!main) return undefined;
    const stop = new AbortController();
    button.current?.focus();
    const inView = button.current ? keepInView(button.current) : undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) button.current?.click();
    };
    window.addEventListener('keydown', press, { signal: stop.signal });
    return () => {
      stop.abort();
      inView?.disconnect();
    };
  }, [button, main]);
}

/** What appears above a focused button pushes it out of the panel's view, where it stays inert: it is fetched back. */
function keepInView(button: HTMLElement): IntersectionObserver {
  const fetchBack = ([entry]: IntersectionObserverEntry[]): void => {
    if (entry && entry.intersectionRatio < 1 && document.activeElement === button)
      button.scrollIntoView({ block: 'nearest' });
  };
  const observer = new IntersectionObserver(fetchBack, { threshold: [0, 0.5, 0.9, 1] });
  observer.observe(button);
  return observer;
}

/** Reports whether an element has been visible, as the browser itself paints it, for long enough. Returns the end of it. */
function watchTrulyVisible(element: Element, report: (visible: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries.at(-1);
      clearTimeout(timer);
      const { isVisible } = entry as IntersectionObserverEntry & { isVisible?: boolean };
      if (entry?.isIntersecting === true && isVisible !== false) timer = setTimeout(() => report(true), VISIBLE_MS);
      else report(false);
    },
    { threshold: 1, trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  );
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
