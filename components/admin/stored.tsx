import { useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { RETENTION_DAYS } from '@/lib/domain/policy-rules';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useWords } from '@/lib/queries/use-words';
import { useTenantCall } from '@/lib/queries/use-tenants';

/** Deleting all that the extension keeps, in two steps. */
export function Stored(): JSX.Element {
  const { t, said } = useWords();
  const [sure, setSure] = useState(false);
  const client = useQueryClient();
  const rules = usePolicyRules();
  const days = rules.retentionDays ?? RETENTION_DAYS;
  const forget = useTenantCall('forgetEverything');
  const run = (): void =>
    forget.mutate(null, {
      onSuccess: () => {
        setSure(false);
        void client.invalidateQueries();
      },
    });
  return (
    <>
      <p>{t('admin.stored.what')}</p>
      <p>{rules.retentionDays === null ? t('admin.stored.days', { days }) : t('admin.stored.daysPolicy', { days })}</p>
      <div className="admin-actions">
        {sure ? (
          <>
            <button type="button" className="button button-bad" onClick={run} disabled={forget.isPending}>
              {t('admin.stored.delete')}
            </button>
            <button type="button" className="button" onClick={() => setSure(false)}>
              {t('admin.keep')}
            </button>
          </>
        ) : (
          <button type="button" className="button" onClick={() => setSure(true)}>
            {t('admin.stored.forget')}
          </button>
        )}
      </div>
      <div role="status">
        {forget.isSuccess && <p className="good">{t('admin.stored.done')}</p>}
        {forget.error && <p className="bad">{said(forget.error.message)}</p>}
      </div>
    </>
  );
}
