import type { JSX } from 'react';
import { useAllowedHosts } from '@/lib/queries/host-permissions';
import { useCatalog } from '@/lib/queries/use-catalog';
import { useFrontTab } from '@/lib/queries/use-front-tab';
import { usePaused } from '@/lib/queries/use-paused';
import { useWords } from '@/lib/queries/use-words';
import { AddSite } from './add-site';
import { CrmSite } from './crm-site';
import { Links } from './links';
import { PackLine } from './pack-line';
import { siteAt } from './site';

/** The toolbar button's popup: what this tab is to us, what can be done here, and the ways to all the rest. */
export function Popup(): JSX.Element {
  const { t } = useWords();
  return (
    <main className="popup">
      <h1 className="visually-hidden">{t('start.popup.title')}</h1>
      <ThisTab />
      <PackLine />
      <Links />
    </main>
  );
}

function ThisTab(): JSX.Element | null {
  const { t } = useWords();
  const tab = useFrontTab();
  const catalog = useCatalog();
  const allowed = useAllowedHosts();
  const paused = usePaused();
  if (tab === undefined || !catalog || !allowed || !paused) return <p className="muted">{t('start.popup.looking')}</p>;
  const site = siteAt({ catalog, url: tab?.url ?? null, allowed, paused });
  switch (site.kind) {
    case 'none':
      return (
        <section className="popup-part">
          <h2>{t('start.popup.noCrm')}</h2>
          <p className="muted small">{t('start.popup.openDeal')}</p>
        </section>
      );
    case 'unknown':
      return <AddSite url={site.url} catalog={catalog} />;
    case 'crm':
      return tab && <CrmSite site={site} tab={tab} />;
  }
}
