import { useEffect, type JSX, type ReactNode } from 'react';
import { browser } from 'wxt/browser';
import { LanguageChoice } from '@/components/ui/language-choice';
import { useWords } from '@/lib/queries/use-words';
import { Channels } from './channels';
import { Crms } from './crms/crms';
import { Health } from './health';
import { Learning } from './learning';
import { Packs } from './packs';
import { QuietRules } from './quiet-rules';
import { Policy } from './policy';
import { Pulls } from './pull';
import { PastAssessments } from './replay';
import { Stored } from './stored';

/** The admin page: rules, CRMs, what can be read of them, and what is stored. */
export function Admin(): JSX.Element {
  const { t } = useWords();
  const title = t('admin.title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="admin">
      <header className="admin-head">
        <h1>Fairlead</h1>
        <Sections />
        <LanguageChoice />
      </header>
      <Part id="packs" title={t('admin.packs')} about={t('admin.packs.about')}>
        <Packs />
        <Channels />
      </Part>
      <Part id="crms" title={t('admin.crms')} about={t('admin.crms.about')}>
        <Crms />
        <Pulls />
      </Part>
      <Part id="health" title={t('admin.health')} about={t('admin.health.about')}>
        <Health />
      </Part>
      <Part id="learned" title={t('admin.learned')} about={t('admin.learned.about')}>
        <Learning />
      </Part>
      <Part id="quiet" title={t('admin.quiet')} about={t('admin.quiet.about')}>
        <QuietRules />
      </Part>
      <Part id="why-then" title={t('admin.then')} about={t('admin.then.about')}>
        <PastAssessments />
      </Part>
      <Part id="policy" title={t('admin.policy')} about={t('admin.policy.about')}>
        <Policy />
      </Part>
      <Part id="stored" title={t('admin.stored')} about={t('admin.stored.about')}>
        <Stored />
      </Part>
    </main>
  );
}

function Sections(): JSX.Element {
  const { t } = useWords();
  return (
    <nav aria-label={t('admin.sections')}>
      <a href="studio.html">{t('admin.nav.studio')}</a>
      <a href="#packs">{t('admin.packs')}</a>
      <a href="#crms">{t('admin.crms')}</a>
      <a href="#learned">{t('admin.nav.learned')}</a>
      <a href="#health">{t('admin.health')}</a>
      <a href="#quiet">{t('admin.quiet')}</a>
      <a href="#why-then">{t('admin.then')}</a>
      <a href="#policy">{t('admin.nav.policy')}</a>
      <a href="#stored">{t('admin.stored')}</a>
      <a href={browser.runtime.getURL('/welcome.html')}>{t('admin.nav.welcome')}</a>
    </nav>
  );
}

type PartProps = { id: string; title: string; about: string; children: ReactNode };

function Part({ id, title, about, children }: PartProps): JSX.Element {
  return (
    <section id={id} className="part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="muted">{about}</p>
      {children}
    </section>
  );
}
