import { lazy, Suspense, type JSX } from 'react';

// Not part of a deal's first paint.
const Queue = lazy(async () => ({ default: (await import('./queue')).Queue }));

/** The queue, loaded when it is first looked at. */
export function LazyQueue({ tenant }: { tenant: string }): JSX.Element {
  return (
    <Suspense fallback={null}>
      <Queue tenant={tenant} />
    </Suspense>
  );
}
