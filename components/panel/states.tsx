import type { JSX, ReactNode } from 'react';
import type { Assessment } from '@/lib/domain/assessment';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';

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
  const { t } = useWords();
  return (
    <Message title={t('panel.reading.title')} busy>
      <p>{t('panel.reading.more')}</p>
    </Message>
  );
}

export function NotReadable(): JSX.Element {
  const { t } = useWords();
  return (
    <Message title={t('panel.notReadable.title')}>
      <p>{t('panel.notReadable.nothing')}</p>
      <p>{t('panel.notReadable.loading')}</p>
    </Message>
  );
}

/** On a CRM that the managed policy does not allow. */
export function NotAllowed(): JSX.Element {
  const { t } = useWords();
  return (
    <Message title={t('panel.status.notAllowed')}>
      <p>{t('policy.crm')}</p>
      <p>{t('policy.crmMore')}</p>
    </Message>
  );
}

/** Where the managed policy locks writing: what is missing is still said. */
export function WritesLocked(): JSX.Element {
  const { t } = useWords();
  return (
    <p className="notice" role="note" data-kind="locked">
      {t('policy.writes')}
    </p>
  );
}

export function NoPack({ problem }: { problem: string | null }): JSX.Element {
  const { t } = useWords();
  return (
    <Message title={t('panel.noPack.title')}>
      <p>{problem ?? t('panel.noPack.none')}</p>
      <p>{t('panel.noPack.more')}</p>
    </Message>
  );
}

/** Above an assessment: what of it is limited, and why. */
export function Notices({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const { stage, broken, pack } = assessment;
  const { t, rich, said } = useWords();
  return (
    <>
      {!assessment.applies && (
        <p className="notice" role="note">
          {t('panel.notices.applies', { pack: pack.title })}
        </p>
      )}
      {assessment.applies && stage.state === 'notInPack' && (
        <p className="notice" role="note">
          <Rich parts={rich('panel.notices.notInPack', { stage: stage.label ?? '', code: mark('code') })} />
        </p>
      )}
      {assessment.applies && stage.state === 'unreadable' && (
        <p className="notice" role="note">
          {t('panel.notices.stageUnreadable')}
        </p>
      )}
      <Passed assessment={assessment} />
      {broken.length > 0 && (
        <details className="notice" data-kind="broken">
          <summary>{t('panel.notices.broken', { count: broken.length })}</summary>
          <ul className="plain-list small">
            {broken.map((rule) => (
              <li key={rule.id}>
                <strong>{rule.title}</strong> (<code>{rule.id}</code>): {said(rule.reason)}
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
  const { t, list, day } = useWords();
  const bypassed = assessment.bypassed ?? [];
  const shown = new Set(assessment.criteria.map((criterion) => criterion.id));
  const lapsed = (assessment.regressions ?? []).filter((criterion) => !shown.has(criterion.id));
  if (bypassed.length + lapsed.length === 0) return null;
  const stages = t('panel.passed.stages', { count: bypassed.length });
  const earlier = t('panel.passed.lapsed', { count: lapsed.length });
  const both = bypassed.length > 0 && lapsed.length > 0;
  return (
    <details className="notice" data-kind="passed">
      <summary>
        {both ? t('panel.passed.both', { stages, lapsed: earlier }) : bypassed.length > 0 ? stages : earlier}
      </summary>
      <ul className="plain-list small">
        {bypassed.map(({ stage, criteria, since }) => (
          <li key={stage.id}>
            <strong>{stage.title}</strong>
            {since === null ? '' : ` ${t('panel.passed.on', { day: day(since) })}`}:{' '}
            {list(criteria.map((criterion) => criterion.title))}
          </li>
        ))}
        {lapsed.map((criterion) => (
          <li key={criterion.id}>{t('panel.passed.metBefore', { criterion: criterion.title })}</li>
        ))}
      </ul>
    </details>
  );
}
