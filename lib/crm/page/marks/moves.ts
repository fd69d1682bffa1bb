/** A page that changes all the time is followed this often; scrolling is followed frame by frame. */
const CHANGED_MS = 150;
/** What moves without a word (a style sheet that arrives, an image) is noticed this often. */
const BEAT_MS = 1_000;

/**
 * Calls back once, and then whenever something may have moved on the page: it scrolled, was resized, changed, or an animation
 * ended. Passive, at most once a frame. `roots`: where inner scrolling is to be heard of, for it does not leave shadow roots.
 */
export function onMoves(
  document: Document,
  roots: () => readonly Node[],
  callback: () => void,
  signal: AbortSignal,
): void {
  const { defaultView: window } = document;
  if (!window) return;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = new Set<Node>();
  const options = { capture: true, passive: true, signal };
  const soon = (): void => {
    frame ||= window.requestAnimationFrame(run);
  };
  const hear = (): void => {
    for (const root of roots()) {
      if (heard.has(root)) continue;
      heard.add(root);
      root.addEventListener('scroll', soon, options);
    }
  };
  const run = (): void => {
    frame = 0;
    if (signal.aborted) return;
    callback();
    hear();
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      soon();
    }, CHANGED_MS);
  };
  document.addEventListener('scroll', soon, options);
  window.addEventListener('resize', soon, options);
  for (const type of ['transitionend', 'animationend', 'input', 'toggle'])
    document.addEventListener(type, later, options);
  const observer = new MutationObserver(later);
  observer.observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ['class', 'style', 'hidden', 'open'],
  });
  const beat = setInterval(() => document.hidden || run(), BEAT_MS);
  signal.addEventListener('abort', () => {
    clearInterval(beat);
    observer.disconnect();
    clearTimeout(timer);
    window.cancelAnimationFrame(frame);
  });
  run();
}
