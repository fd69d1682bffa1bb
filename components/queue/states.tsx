import type { JSX, ReactNode } from 'react';
import { useWords } from '@/lib/queries/use-words';

function State({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <div className="message" role="status">
      <p className="message-title">{title}</p>
      <div className="small muted">{children}</div>
    </div>
  );
}

/** Not the same as nothing due: there is nothing that could be. */
export function NothingRead({ closed = 0 }: { closed?: number }): JSX.Element {
  const { t } = useWords();
  return (
    <State title={t('queue.noneRead.title')}>
      {closed > 0 && <p>{t('queue.noneRead.closed', { count: closed })}</p>}
      <p>{t('queue.noneRead.opened')}</p>
      <p>{t('queue.noneRead.api')}</p>
    </State>
  );
}

export function NoRules(): JSX.Element {
  const { t } = useWords();
  return (
    <State title={t('queue.noRules.title')}>
      <p>{t('queue.noRules.more')}</p>
    </State>
  );
}

export function NoneMine({ known }: { known: number }): JSX.Element {
  const { t } = useWords();
  return (
    <State title={t('queue.noneMine.title')}>
      <p>{t('queue.noneMine.more', { count: known })}</p>
    </State>
  );
}

export function NoneDue({ checked }: { checked: number }): JSX.Element {
  const { t } = useWords();
  return checked === 0 ? (
    <State title={t('queue.noneChecked.title')}>
      <p>{t('queue.noneChecked.more')}</p>
    </State>
  ) : (
    <State title={t('queue.noneDue.title')}>
      <p>{t('queue.noneDue.more', { count: checked })}</p>
    </State>
  );
}

export function Unreadable({ problem, onRetry }: { problem: string; onRetry: () => void }): JSX.Element {
  const { t } = useWords();
  return (
    <div className="message" role="alert">
      <p className="message-title">{t('queue.unreadable')}</p>
      <p className="small muted">{problem}</p>
      <button type="button" className="button" onClick={onRetry}>
        {t('queue.again')}
      </button>
    </div>
  );
}
