import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type JSX } from 'react';
import type { Catalog } from '@/lib/crm/catalog';
import { readAddress, recognise, type Likely } from '@/lib/crm/recognise';
import { call } from '@/lib/messaging/client';
import { askForHosts } from '@/lib/queries/host-permissions';
import { useWords } from '@/lib/queries/use-words';
import { hostPattern } from './site';

/** A tab of no known CRM: it may be one on a firm's own server. */
export function AddSite({ url, catalog }: { url: URL; catalog: Catalog }): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const likely = recognise(catalog.adapters, url);
  const [adapter, setAdapter] = useState(likely[0]?.adapter ?? '');
  const connect = useMutation({ mutationFn: (site: Likely & { origin: string }) => call('addAddress', site) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (adapter === '') return;
    // Asked in the click itself; the browser may close the popup with its question, so the address is kept at once.
    void askForHosts([hostPattern(url)]).catch(() => false);
    const where = likely.find((one) => one.adapter === adapter) ?? { adapter, path: '/' };
    connect.mutate({ ...where, origin: url.origin });
  };
  if (!readAddress(url.href).ok) {
    return (
      <section className="popup-part">
        <h2>{t('start.popup.noCrm')}</h2>
        <p className="muted small">{t('start.add.plainHttp')}</p>
      </section>
    );
  }
  return (
    <section className="popup-part">
      <h2>{t('start.add.title')}</h2>
      <p className="muted small">
        <bdi>{url.host}</bdi> – {t(likely.length > 0 ? 'start.add.recognised' : 'start.add.ask')}
      </p>
      <form onSubmit={submit}>
        <label className="small" htmlFor={id}>
          {t('start.add.which')}
        </label>
        <select id={id} className="input" value={adapter} onChange={(event) => setAdapter(event.target.value)}>
          <option value="">{t('start.add.choose')}</option>
          {catalog.adapters.map(({ title, route }) => (
            <option key={route.adapter} value={route.adapter}>
              {title}
            </option>
          ))}
        </select>
        <div className="buttons">
          <button type="submit" className="button" disabled={adapter === ''}>
            {t('start.add.connect')}
          </button>
        </div>
      </form>
      {connect.error && (
        <p className="bad small" role="alert">
          {connect.error.message}
        </p>
      )}
    </section>
  );
}
