import type { JSX } from 'react';
import { useLearning, type Report } from '@/lib/queries/use-learning';
import { BacktestView } from './backtest-view';
import { DisputeLedger, RuleTable } from './rule-tables';
import { StepCounts } from './step-counts';

/** What the team's own closed deals say: of the score, of each rule, of the disputes. */
export function Learning(): JSX.Element {
  const { reports, progress, refit, cancel, problem } = useLearning();
  return (
    <div className="learning">
      <p className="muted">Learned anew each night, in this browser, from the deals it has seen.</p>
      <div className="admin-actions">
        <button type="button" className="button" onClick={refit} disabled={progress !== null}>
          Learn now
        </button>
        {progress !== null && (
          <button type="button" className="button" onClick={cancel}>
            Cancel
          </button>
        )}
      </div>
      <p role="status" aria-live="polite">
        {progress !== null && `${progress.phase}… ${progress.total > 0 ? `${progress.done} of ${progress.total}` : ''}`}
        {progress === null && problem !== null && `Nothing was changed: ${problem}`}
      </p>
      {reports.length === 0 && progress === null && <p className="muted">Nothing has been learned yet.</p>}
      {reports.map((report) => (
        <TenantReport key={report.tenant} report={report} />
      ))}
      <StepCounts />
    </div>
  );
}

function TenantReport({ report }: { report: Report }): JSX.Element {
  const { counts, model } = report;
  return (
    <article className="tenant-report">
      <h3>{report.tenant}</h3>
      <p>
        {counts.won} won, {counts.lost} lost, {counts.open} open; pack “{report.packTitle}”,{' '}
        {new Date(report.at).toLocaleString()}.
        {counts.fromStart > 0 && ` Of ${counts.fromStart} deals only what they were made with is known.`}
        {counts.unseen > 0 && ` ${counts.unseen} were first seen when they had closed.`}
      </p>
      {model === null ? (
        <p className="muted">
          Below 30 closed deals, or 5 of a kind, there is no model: the pack’s own weights give a band.
        </p>
      ) : (
        <BacktestView model={model} />
      )}
      <RuleTable backtest={report.rules} />
      <DisputeLedger lines={report.disputes} />
    </article>
  );
}
