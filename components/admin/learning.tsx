import type { JSX } from 'react';
import { splitTenant } from '@/lib/domain/tenant';
import { useLearning, type Report } from '@/lib/queries/use-learning';
import { useWords } from '@/lib/queries/use-words';
import { BacktestView } from './backtest-view';
import { DisputeLedger, RuleTable } from './rule-tables';
import { StepCounts } from './step-counts';

/** What the team's own closed deals say: of the score, of each rule, of the disputes. */
export function Learning(): JSX.Element {
  const { t, said } = useWords();
  const { reports, progress, refit, cancel, problem } = useLearning();
  return (
    <div className="learning">
      <p className="muted">{t('learned.about')}</p>
      <div className="admin-actions">
        <button type="button" className="button" onClick={refit} disabled={progress !== null}>
          {t('learned.now')}
        </button>
        {progress !== null && (
          <button type="button" className="button" onClick={cancel}>
            {t('learned.cancel')}
          </button>
        )}
      </div>
      <p role="status" aria-live="polite">
        {progress !== null && <Progress {...progress} />}
        {progress === null && problem !== null && t('learned.unchanged', { problem: said(problem) })}
      </p>
      {reports.length === 0 && progress === null && <p className="muted">{t('learned.nothing')}</p>}
      {reports.map((report) => (
        <TenantReport key={report.tenant} report={report} />
      ))}
      <StepCounts />
    </div>
  );
}

type ProgressProps = { phase: string; done: number; total: number };

function Progress({ phase, done, total }: ProgressProps): JSX.Element {
  const { t, said } = useWords();
  return (
    <>
      {total > 0
        ? t('learned.phaseOf', { phase: said(phase), done, total })
        : t('learned.phase', { phase: said(phase) })}
    </>
  );
}

function TenantReport({ report }: { report: Report }): JSX.Element {
  const { t, moment } = useWords();
  const { counts, model, packTitle, at } = report;
  const { won, lost, open } = counts;
  return (
    <article className="tenant-report">
      <h3>{new URL(splitTenant(report.tenant).origin).host}</h3>
      <p>
        {t('learned.counts', { won, lost, open, pack: packTitle, when: moment(at) })}
        {counts.fromStart > 0 && ` ${t('learned.fromStart', { count: counts.fromStart })}`}
        {counts.unseen > 0 && ` ${t('learned.unseen', { count: counts.unseen })}`}
      </p>
      {model === null ? <p className="muted">{t('learned.tooFew')}</p> : <BacktestView model={model} />}
      <RuleTable backtest={report.rules} />
      <DisputeLedger lines={report.disputes} />
    </article>
  );
}
