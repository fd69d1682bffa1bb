import { useId, type JSX } from 'react';
import { useAlerts, useMayNotify, type AlertsToday } from '@/lib/queries/use-alerts';
import { alertText } from '@/lib/messaging/alert-text';
import { useWords } from '@/lib/queries/use-words';

type ToldProps = {
  tenant: string;
  open: (dealId: string) => void;
  /** On a page of the extension's own, where settings may be changed. */
  settings: boolean;
};

/** What was told today, in the panel even where the browser shows no notifications. */
export function Told({ tenant, open, settings }: ToldProps): JSX.Element | null {
  const { t } = useWords();
  const { today, setLimit } = useAlerts(tenant);
  if (!today || (today.told.length === 0 && !settings)) return null;
  return (
    <section className="queue-told" aria-label={t('queue.news.label')}>
      {today.told.length > 0 && (
        <ul className="rows">
          {today.told.map((alert) => (
            <li key={alert.key}>
              <button type="button" className="queue-news" onClick={() => open(alert.dealId)}>
                <strong>
                  <bdi>{alert.name}</bdi>
                </strong>{' '}
                <span className="small">{alertText(alert, t)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {settings && <Settings today={today} setLimit={setLimit} />}
    </section>
  );
}

type SettingsProps = { today: AlertsToday; setLimit: (limit: number | null) => void };

function Settings({ today: { perDay }, setLimit }: SettingsProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const { may, ask, stop } = useMayNotify();
  const numbers = Array.from({ length: perDay.pack + 1 }, (_, n) => n);
  return (
    <p className="queue-who small muted">
      <label htmlFor={id}>{t('queue.news.limit')}</label>
      <select
        id={id}
        className="input queue-limit"
        value={Math.min(perDay.rep ?? perDay.pack, perDay.pack)}
        onChange={(event) => setLimit(Number(event.target.value))}
      >
        {numbers.map((n) => (
          <option key={n}>{n}</option>
        ))}
      </select>
      {may !== undefined && (
        <button type="button" className="link-button" onClick={may ? stop : ask}>
          {may ? t('queue.news.stop') : t('queue.news.ask')}
        </button>
      )}
    </p>
  );
}
