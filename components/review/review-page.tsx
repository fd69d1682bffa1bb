import { Suspense, useId, useState, type JSX } from 'react';
import { LanguageChoice } from '@/components/ui/language-choice';
import { useQueueTenants } from '@/lib/queries/use-queue';
import { useWords } from '@/lib/queries/use-words';
import { addressOf, useRoute } from './route';
import { SECTIONS, type Section } from './sections';
import './review.css';

/** The page of managers: sections by address, all of the one CRM that is chosen at the top. */
export function ReviewPage({ wanted }: { wanted: string | null }): JSX.Element {
  const { t } = useWords();
  const tenants = useQueueTenants();
  const [chosen, setChosen] = useState(wanted);
  const [name, ...path] = useRoute();
  const section = SECTIONS.find(({ id }) => id === name) ?? SECTIONS[0];
  const tenant = tenants?.find((each) => each.tenant === chosen)?.tenant ?? tenants?.[0]?.tenant ?? null;
  return (
    <div className="review-page" data-scroller="">
      <header className="review-head">
        <h1>{t('review.title')}</h1>
        <Sections current={section} />
        <div className="review-head-end">
          {tenants && tenants.length > 1 && <Crm tenants={tenants} tenant={tenant} onChoose={setChosen} />}
          <LanguageChoice />
        </div>
      </header>
      <main className="review-main">
        <Suspense fallback={<Waiting />}>
          {tenants && section && <section.View key={tenant} tenant={tenant} path={path} />}
        </Suspense>
      </main>
    </div>
  );
}

function Sections({ current }: { current: Section | undefined }): JSX.Element {
  const { t } = useWords();
  return (
    <nav className="review-nav" aria-label={t('review.sections')}>
      {SECTIONS.map((section) => (
        <a key={section.id} href={addressOf(section.id)} aria-current={section === current ? 'page' : undefined}>
          {t(section.title)}
        </a>
      ))}
    </nav>
  );
}

type CrmProps = {
  tenants: NonNullable<ReturnType<typeof useQueueTenants>>;
  tenant: string | null;
  onChoose: (tenant: string) => void;
};

function Crm({ tenants, tenant, onChoose }: CrmProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  return (
    <p className="review-choice">
      <label htmlFor={id}>{t('queue.crm')}</label>
      <select id={id} className="input" value={tenant ?? ''} onChange={(event) => onChoose(event.target.value)}>
        {tenants.map((each) => (
          <option key={each.tenant} value={each.tenant}>
            {each.title}, {each.host}
          </option>
        ))}
      </select>
    </p>
  );
}

/** While something is being read for the first time. */
export function Waiting(): JSX.Element {
  const { t } = useWords();
  return (
    <div className="message" role="status" aria-busy="true">
      <span className="spinner" aria-hidden="true" />
      <p className="message-title">{t('review.looking')}</p>
    </div>
  );
}
