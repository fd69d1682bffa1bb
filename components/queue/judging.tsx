import { useEffect, useState, type JSX } from 'react';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import { useWords } from '@/lib/queries/use-words';

/** What takes longer than this is shown with its progress. */
const PATIENCE_MS = 1_000;

/** How far the judging of deals has come, and the way to stop it. */
export function Judging({
  progress,
  onCancel,
}: {
  progress: QueueAnswer['progress'];
  onCancel: () => void;
}): JSX.Element | null {
  const { t, number } = useWords();
  const shown = useLasting(progress !== null);
  if (!shown || progress === null) return null;
  const { done, total } = progress;
  return (
    <div className="queue-judging">
      <progress aria-label={t('queue.judging.label')} {...(total === 0 ? {} : { value: done, max: total })} />
      <p className="small" role="status">
        {t('queue.judging.text', { done: number(done), total: number(total) })}
      </p>
      <button type="button" className="button" onClick={onCancel}>
        {t('queue.judging.stop')}
      </button>
    </div>
  );
}

/** True once `on` has been so for a while: what is over at once must not flicker. */
function useLasting(on: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(on), on ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [on]);
  return lasting;
}
