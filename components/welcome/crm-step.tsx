import { useId, useState, type JSX } from 'react';
import { AddSite } from '@/components/popup/add-site';
import { hostPattern, siteAt, type Site } from '@/components/popup/site';
import type { Catalog } from '@/lib/crm/catalog';
import { readAddress } from '@/lib/crm/recognise';
import { askForHosts, useAllowedHosts } from '@/lib/queries/host-permissions';
import { useCatalog } from '@/lib/queries/use-catalog';
import { usePaused } from '@/lib/queries/use-paused';
import { useWords } from '@/lib/queries/use-words';

/** Which CRM: by its address, which says the most with the least typing. */
export function CrmStep(): JSX.Element | null {
  const { t } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const catalog = useCatalog();
  const allowed = useAllowedHosts();
  const paused = usePaused();
  if (!catalog || !allowed || !paused) return null;
  const given = text.trim() === '' ? null : readAddress(text);
  const site = given?.ok ? siteAt({ catalog, url: given.url, allowed, paused }) : null;
  return (
    <>
      <p>{t('welcome.crm.about')}</p>
      <div className="welcome-field">
        <label htmlFor={id}>{t('welcome.crm.address')}</label>
        <input
          id={id}
          className="input"
          type="url"
          inputMode="url"
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div id={`${id}-note`} role="status">
        {given?.ok === false && text.includes('.') && <p className="small bad">{t('welcome.crm.noAddress')}</p>}
        {site?.kind === 'crm' && <Known site={site} />}
      </div>
      {site?.kind === 'unknown' && <AddSite key={site.url.origin} url={site.url} catalog={catalog} />}
      <Ready catalog={catalog} />
    </>
  );
}

function Known({ site }: { site: Extract<Site, { kind: 'crm' }> }): JSX.Element {
  const { t } = useWords();
  const { title } = site.adapter;
  if (!site.allowed) {
    return (
      <p className="buttons">
        <span>{t('welcome.crm.notAllowed', { crm: title })}</span>
        <button
          type="button"
          className="button primary"
          onClick={() => void askForHosts([hostPattern(site.url)]).catch(() => false)}
        >
          {t('start.site.allow')}
        </button>
      </p>
    );
  }
  return (
    <p className="welcome-good">
      {t('welcome.crm.known', { crm: title })}{' '}
      <a href={site.url.href} target="_blank" rel="noreferrer">
        {t('welcome.crm.open')}
      </a>
    </p>
  );
}

/** The CRMs there are adapters for: those that live at addresses of their own, and those that firms run themselves. */
function Ready({ catalog: { adapters } }: { catalog: Catalog }): JSX.Element {
  const { t, list } = useWords();
  const names = (own: boolean): string =>
    list(adapters.filter(({ route }) => (route.hosts.length === 0) === own).map(({ title }) => title));
  return (
    <p className="small muted">
      {t('welcome.crm.ready', { crms: names(false) })} {t('welcome.crm.own', { crms: names(true) })}
    </p>
  );
}
