import { atEnd } from './at-end';

/** How often the address is looked at where the browser lacks the Navigation API. */
const POLL_MS = 1_000;

/**
 * Calls back once now and after every in-page navigation (path, query or hash), until aborted.
 * `currententrychange` is the one event that sees a page's own `pushState` from a content script.
 */
export function followNavigation(window: Window, callback: () => void, signal: AbortSignal): void {
  let last = '';
  const check = (): void => {
    if (window.location.href === last) return;
    last = window.location.href;
    callback();
  };
  const navigation: EventTarget | undefined = 'navigation' in window ? window.navigation : undefined;
  if (navigation) navigation.addEventListener('currententrychange', check, { signal });
  else {
    const timer = window.setInterval(check, POLL_MS);
    atEnd(signal, () => window.clearInterval(timer));
  }
  check();
}
