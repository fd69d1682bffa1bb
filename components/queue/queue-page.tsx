import { useId, useState, type JSX } from 'react';
import { useQueueTenants } from '@/lib/queries/use-queue';
import { useWords } from '@/lib/queries/use-words';
import { Queue } from './queue';
import { NothingRead } from './states';

/** The queue on a page of its own: of the one CRM there is, or of the one that is chosen. */
export function QueuePage({ wanted }: { wanted: string | null }): JSX.Element {
  const { t } = useWords();
  const tenants = useQueueTenants();
  const id = useId();
  const [chosen, setChosen] = useState(wanted);
  const tenant = tenants?.find((each) => each.tenant === chosen)?.tenant ?? tenants?.[0]?.tenant ?? null;
  return (
    <main className="queue-page" data-scroller="">
      <div className="queue-page-inner">
        <header className="queue-page-head">
          <h1>{t('queue.title')}</h1>
          {tenants && tenants.length > 1 && (
            <p className="queue-who">
              <label htmlFor={id}>{t('queue.crm')}</label>
              <select
                id={id}
                className="input"
                value={tenant ?? ''}
                onChange={(event) => setChosen(event.target.value)}
              >
                {tenants.map((each) => (
                  <option key={each.tenant} value={each.tenant}>
                    {each.title}, {each.host}
                  </option>
                ))}
              </select>
            </p>
          )}
        </header>
        {tenants && tenant === null && <NothingRead />}
        {tenant !== null && <Queue key={tenant} tenant={tenant} settings />}
      </div>
    </main>
  );
}
