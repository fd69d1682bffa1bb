import { useDeferredValue, type ReactNode } from 'react';

/**
 * Renders its children right after the first paint instead of in it: what lies folded or below what a new panel shows first.
 * Once there, it is drawn with the rest.
 */
export function AfterPaint({ children }: { children: ReactNode }): ReactNode {
  return useDeferredValue(true, false) ? children : null;
}
