import type { JSX } from 'react';
import type { Pull } from '@/lib/crm/pull/plan';
import type { Words } from '@/lib/i18n/words';
import { usePulls } from '@/lib/queries/use-pulls';
import { useWords } from '@/lib/queries/use-words';

/** Pulling a whole pipeline from each CRM whose API can be called, with its progress. */
export function Pulls(): JSX.Element | null {
  const { t, said } = useWords();
  const { tenants, pulls, start, cancel, error } = usePulls();
  if (tenants.length === 0) return null;
  return (
    <section aria-labelledby="pull-title">
      <h2 id="pull-title">{t('admin.pull')}</h2>
      <p className="muted">{t('admin.pull.about')}</p>
      {error && <p className="notice">{said(error.message)}</p>}
      {tenants.map(({ tenant, title }) => {
        const pull = pulls.find((each) => each.tenant === tenant) ?? null;
        const goes = pull?.status === 'running' || pull?.status === 'waiting';
        return (
          <section key={tenant} className="admin-pull" aria-label={title}>
            <h3>{title}</h3>
            {pull && <Progress pull={pull} title={title} />}
            <div className="admin-actions">
              <button type="button" className="button" disabled={goes} onClick={() => start(tenant)}>
                {t(startKey(pull))}
              </button>
              {goes && (
                <button type="button" className="button" onClick={() => cancel(tenant)}>
                  {t('admin.cancel')}
                </button>
              )}
            </div>
          </section>
        );
      })}
    </section>
  );
}

function Progress({ pull, title }: { pull: Pull; title: string }): JSX.Element {
  const words = useWords();
  const { deals, total, status } = pull;
  return (
    <>
      {(status === 'running' || status === 'waiting') && (
        <progress
          aria-label={words.t('admin.pull.of', { title })}
          {...(total === null ? {} : { value: deals, max: Math.max(total, 1) })}
        />
      )}
      <p role="status">{statusText(pull, words)}</p>
    </>
  );
}

function statusText(pull: Pull, { t, said, time, moment }: Words): string {
  const { deals, total, status, resumeAt } = pull;
  const problem = pull.problem === null ? null : said(pull.problem);
  const count =
    total === null || total <= deals
      ? t('admin.pull.count', { count: deals })
      : t('admin.pull.countOf', { done: deals, count: total });
  switch (status) {
    case 'running':
      return t('admin.pull.running', { count });
    case 'waiting':
      return t('admin.pull.waiting', { count, time: time(resumeAt ?? pull.updatedAt), problem: problem ?? '' });
    case 'stopped':
      return t('admin.pull.stopped', { count });
    case 'failed':
      return t('admin.pull.failed', { count, problem: problem ?? t('admin.pull.unknown') });
    case 'done':
      return t('admin.pull.done', { count, when: moment(pull.updatedAt) });
  }
}

function startKey(pull: Pull | null): 'admin.pull.start' | 'admin.pull.goOn' | 'admin.pull.again' {
  if (pull === null) return 'admin.pull.start';
  return pull.status === 'stopped' || pull.status === 'failed' ? 'admin.pull.goOn' : 'admin.pull.again';
}
