import type { JSX, ReactNode } from 'react';
import type { Assessment } from '@/lib/domain/assessment';
import { dayText, plural } from './texts';

/** A state of the whole panel in which there is no assessment to show. */
export function Message({
  title,
  children,
  busy = false,
}: {
  title: string;
  children?: ReactNode;
  busy?: boolean;
}): JSX.Element {
  return (
    <div className="message" role="status" aria-busy={busy}>
      {busy && <span className="spinner" aria-hidden="true" />}
      <p className="message-title">{title}</p>
      {children && <div className="small muted">{children}</div>}
    </div>
  );
}

export function Reading(): JSX.Element {
  return (
    <Message title="Reading the deal…" busy>
      <p>Waiting for the CRM to show it.</p>
    </Message>
  );
}

export function NotReadable(): JSX.Element {
  return (
    <Message title="Cannot read this deal">
      <p>No field was found where Fairlead looks on this page. Nothing is judged: no gap, no risk.</p>
      <p>
        If the page is still loading, it is read as soon as it appears. Otherwise your CRM’s layout may have changed.
      </p>
    </Message>
  );
}

export function NotADeal({ deals }: { deals: number | null }): JSX.Element {
  return (
    <Message title="Not a deal page">
      {deals !== null && <p>{plural(deals, 'deal', 'deals')} on this page.</p>}
      <p>Open a deal, and its criteria, gaps and risk appear here.</p>
    </Message>
  );
}

export function NoPack({ problem }: { problem: string | null }): JSX.Element {
  return (
    <Message title="No rule pack">
      <p>{problem ?? 'There are no rules to check this deal against.'}</p>
      <p>Open Fairlead’s options to put a pack in or to restore the bundled one.</p>
    </Message>
  );
}

/** Above an assessment: what of it is limited, and why. */
export function Notices({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const { stage, broken, pack } = assessment;
  return (
    <>
      {!assessment.applies && (
        <p className="notice" role="note">
          The rule pack “{pack.title}” is not for this kind of deal, so nothing is checked.
        </p>
      )}
      {assessment.applies && stage.state === 'notInPack' && (
        <p className="notice" role="note">
          The stage “{stage.label}” is not in the rule pack, so no stage criteria are checked. Sales operations can add
          it to a stage’s <code>match</code>.
        </p>
      )}
      {assessment.applies && stage.state === 'unreadable' && (
        <p className="notice" role="note">
          The stage could not be read, so no stage criteria are checked.
        </p>
      )}
      <Passed assessment={assessment} />
      {broken.length > 0 && (
        <details className="notice" data-kind="broken">
          <summary>{plural(broken.length, 'rule is', 'rules are')} broken; the others were checked</summary>
          <ul className="plain-list small">
            {broken.map((rule) => (
              <li key={rule.id}>
                <strong>{rule.title}</strong> (<code>{rule.id}</code>): {rule.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Stages that the deal went past without their criteria, and what of the stages behind it no longer holds. */
function Passed({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const bypassed = assessment.bypassed ?? [];
  const shown = new Set(assessment.criteria.map((criterion) => criterion.id));
  const lapsed = (assessment.regressions ?? []).filter((criterion) => !shown.has(criterion.id));
  if (bypassed.length + lapsed.length === 0) return null;
  return (
    <details className="notice" data-kind="passed">
      <summary>
        {bypassed.length > 0 && `${plural(bypassed.length, 'stage was', 'stages were')} passed with criteria open`}
        {bypassed.length > 0 && lapsed.length > 0 && '; '}
        {lapsed.length > 0 && `${plural(lapsed.length, 'earlier criterion', 'earlier criteria')} no longer met`}
      </summary>
      <ul className="plain-list small">
        {bypassed.map(({ stage, criteria, since }) => (
          <li key={stage.id}>
            <strong>{stage.title}</strong>
            {since === null ? '' : ` (passed on ${dayText(since)})`}:{' '}
            {criteria.map((criterion) => criterion.title).join(', ')}
          </li>
        ))}
        {lapsed.map((criterion) => (
          <li key={criterion.id}>{criterion.title}: met before, and no longer</li>
        ))}
      </ul>
    </details>
  );
}
