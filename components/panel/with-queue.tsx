import { useContext, useState, type JSX, type ReactNode } from 'react';
import { LazyQueue } from '@/components/queue/lazy-queue';
import { useWords } from '@/lib/queries/use-words';
import { DealContext } from './deal-context';

/** A deal with the way to the rep's queue, which takes its place until he goes back or on to another deal. */
export function WithQueue({ dealId, children }: { dealId: string; children: ReactNode }): JSX.Element {
  const { t } = useWords();
  const [shownOn, setShownOn] = useState<string | null>(null);
  const { tenant = null, alone = false } = useContext(DealContext) ?? {};
  if (tenant === null || alone) return <>{children}</>;
  if (shownOn === dealId) {
    return (
      <section aria-label={t('queue.title')}>
        <p className="queue-link">
          <button type="button" className="link-button" onClick={() => setShownOn(null)}>
            {t('queue.back')}
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
          {t('queue.title')}
        </button>
      </p>
    </>
  );
}
