import { useContext, useState, type JSX, type ReactNode } from 'react';
import { LazyQueue } from '@/components/queue/lazy-queue';
import { DealContext } from './deal-context';

/** A deal with the way to the rep's queue, which takes its place until he goes back or on to another deal. */
export function WithQueue({ dealId, children }: { dealId: string; children: ReactNode }): JSX.Element {
  const [shownOn, setShownOn] = useState<string | null>(null);
  const tenant = useContext(DealContext)?.tenant ?? null;
  if (tenant === null) return <>{children}</>;
  if (shownOn === dealId) {
    return (
      <section aria-label="My queue">
        <p className="queue-link">
          <button type="button" className="link-button" onClick={() => setShownOn(null)}>
            Back to the deal
          </button>
        </p>
        <LazyQueue tenant={tenant} />
      </section>
    );
  }
  return (
    <>
      {children}
      <p className="queue-link">
        <button type="button" className="link-button" onClick={() => setShownOn(dealId)}>
          My queue
        </button>
      </p>
    </>
  );
}
