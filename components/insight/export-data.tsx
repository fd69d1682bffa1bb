import { useId, type JSX } from 'react';
import { useExport } from '@/lib/queries/use-export';
import { useWords } from '@/lib/queries/use-words';

/** All that is kept of the chosen CRM's deals, as a file that the command line reads. */
export function ExportData({ tenant }: { tenant: string | null }): JSX.Element | null {
  const { t } = useWords();
  const title = useId();
  const { run, done, cancel } = useExport();
  if (tenant === null) return null;
  const start = (): void => run.mutate(tenant, { onSuccess: (file) => save(file, 'fairlead-data.json') });
  return (
    <section className="insight-card" aria-labelledby={title}>
      <h2 id={title}>{t('insight.export.title')}</h2>
      <p className="muted">{t('insight.export.about')}</p>
      <p className="import-actions">
        <button type="button" className="button" disabled={run.isPending} onClick={start}>
          {t('insight.export.start')}
        </button>
        {run.isPending && (
          <button type="button" className="button" onClick={cancel}>
            {t('insight.export.cancel')}
          </button>
        )}
      </p>
      <div role="status">
        {run.isPending && (
          <>
            <progress className="export-progress" aria-label={t('insight.export.title')} />
            <p>{t('insight.export.progress', { count: done })}</p>
          </>
        )}
        {run.isSuccess && <p>{t('insight.export.done', { count: done })}</p>}
        {run.error && <p className="insight-problem">{t('insight.export.stopped', { reason: run.error.message })}</p>}
      </div>
    </section>
  );
}

/** Lets the person keep the file; nothing leaves the machine. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
