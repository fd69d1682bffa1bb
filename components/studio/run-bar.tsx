import type { JSX } from 'react';
import type { BulkRun } from '@/lib/queries/use-recorded-deals';
import { useWords } from '@/lib/queries/use-words';

/** Starts a computation over all deals, shows how far it is, and stops it. */
export function RunBar({ run, label, ready }: { run: BulkRun<unknown>; label: string; ready: boolean }): JSX.Element {
  const { t } = useWords();
  const { progress, problem, start, cancel } = run;
  return (
    <>
      <div className="studio-actions">
        <button type="button" className="button primary" disabled={!ready || progress !== null} onClick={start}>
          {label}
        </button>
        {progress !== null && (
          <button type="button" className="button" onClick={cancel}>
            {t('studio.stop')}
          </button>
        )}
        {progress !== null && (
          <progress
            aria-label={t('studio.progress')}
            max={progress.total || 1}
            {...(progress.total > 0 ? { value: progress.done } : {})}
          />
        )}
      </div>
      <p role="status" className="muted">
        {progress !== null && t('studio.progress.of', { done: progress.done, total: progress.total })}
        {problem !== null && t('studio.problem', { problem })}
      </p>
    </>
  );
}
