import { useEffect, useRef, type JSX } from 'react';
import { browser } from 'wxt/browser';
import { setPaused } from '@/lib/cache/paused';
import type { TenantLine } from '@/lib/messaging/admin-calls';
import { hasSidePanel, openSidePanel } from '@/lib/messaging/side-panel';
import { askForHosts } from '@/lib/queries/host-permissions';
import { useHealth } from '@/lib/queries/use-health';
import type { FrontTab } from '@/lib/queries/use-front-tab';
import { useTenants } from '@/lib/queries/use-tenants';
import { useWords } from '@/lib/queries/use-words';
import { hostPattern, readBy, type Site } from './site';

type Crm = Extract<Site, { kind: 'crm' }>;

/** A tab of a CRM: what is read there and how, what is wrong, and what can be done. */
export function CrmSite({ site, tab }: { site: Crm; tab: FrontTab }): JSX.Element {
  const { t } = useWords();
  const line = useTenants()?.find(({ tenant }) => tenant === site.tenant);
  const state = site.paused ? 'paused' : site.allowed ? 'on' : 'notAllowed';
  return (
    <section className="popup-part">
      <h2>
        {site.adapter.title} <span className={`state state-${state}`}>{t(`start.site.${state}`)}</span>
      </h2>
      <p className="muted small">
        <bdi>{site.url.host}</bdi>
      </p>
      {state === 'on' && <HowRead site={site} line={line} />}
      {state === 'paused' && <p className="small">{t('start.site.pausedMeans')}</p>}
      {state === 'notAllowed' && <p className="small">{t('start.site.notAllowedMeans')}</p>}
      <Actions site={site} tab={tab} />
    </section>
  );
}

function HowRead({ site, line }: { site: Crm; line: TenantLine | undefined }): JSX.Element {
  const { t } = useWords();
  const changed = (useHealth() ?? []).filter((field) => field.tenant === site.tenant && field.changed).length;
  const by = readBy(site.adapter, line);
  return (
    <ul className="small popup-list">
      <li className={by === 'signedOut' ? 'bad' : undefined}>{t(`start.read.${by}`)}</li>
      {line && line.deals > 0 && <li className="muted">{t('start.site.deals', { count: line.deals })}</li>}
      {changed > 0 && <li className="bad">{t('start.site.changed', { count: changed })}</li>}
    </ul>
  );
}

function Actions({ site, tab }: { site: Crm; tab: FrontTab }): JSX.Element {
  const { t } = useWords();
  // The button that was pressed goes with what it did: the keyboard goes on from the one in its place.
  const first = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  const pause = (paused: boolean): void => {
    pressed.current = true;
    void setPaused(site.url.origin, paused);
  };
  useEffect(() => {
    if (pressed.current) first.current?.focus();
    pressed.current = false;
  }, [site.paused]);
  const openPanel = async (): Promise<void> => {
    await browser.tabs.sendMessage(tab.id, 'toggle', { frameId: 0 });
    window.close();
  };
  const openSide = async (): Promise<void> => {
    await openSidePanel(tab.windowId);
    window.close();
  };
  if (!site.allowed) {
    return (
      <div className="buttons">
        <button
          type="button"
          className="button primary"
          onClick={() => void askForHosts([hostPattern(site.url)]).catch(() => false)}
        >
          {t('start.site.allow')}
        </button>
      </div>
    );
  }
  if (site.paused) {
    return (
      <div className="buttons">
        <button ref={first} type="button" className="button primary" onClick={() => pause(false)}>
          {t('start.site.resume')}
        </button>
      </div>
    );
  }
  return (
    <div className="buttons">
      <button ref={first} type="button" className="button primary" onClick={() => void openPanel()}>
        {t('start.site.openPanel')}
      </button>
      {hasSidePanel() && (
        <button type="button" className="button" onClick={() => void openSide()}>
          {t('start.site.sidePanel')}
        </button>
      )}
      <button type="button" className="button" onClick={() => pause(true)}>
        {t('start.site.pause')}
      </button>
    </div>
  );
}
