import type { JSX } from 'react';
import { AddCrm } from '@/components/admin/add/add-crm';
import { Health } from '@/components/admin/health';
import { Lockable } from '@/components/admin/lockable';
import { useInstalled } from '@/lib/queries/use-installed';
import { useWords } from '@/lib/queries/use-words';

/** What rules can be judged by at all: which fields can be read of each CRM, and a new CRM's adapter, made by pointing. */
export function Crms(): JSX.Element {
  const { t } = useWords();
  const installed = useInstalled();
  return (
    <section className="studio-main studio-crms" aria-label={t('studio.tab.crms')}>
      <h2>{t('studio.crms.health')}</h2>
      <p className="muted">{t('studio.crms.health.about')}</p>
      <Health />
      <h2>{t('studio.crms.add')}</h2>
      <p className="muted">
        {t('studio.crms.add.about')} <a href="admin.html#crms">{t('studio.crms.settings')}</a>
      </p>
      {installed && (
        <Lockable lock="adapters">
          <AddCrm installed={installed} />
        </Lockable>
      )}
    </section>
  );
}
