import type { JSX, ReactNode } from 'react';
import { isLocked, type Lock } from '@/lib/domain/policy-rules';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { useWords } from '@/lib/queries/use-words';
import './policy.css';

/** Controls that the managed policy may lock: then they are shown, do nothing, and it is said why. */
export function Lockable({ lock, children }: { lock: Lock; children: ReactNode }): JSX.Element {
  const { t } = useWords();
  const locked = isLocked(usePolicyRules(), lock);
  return (
    <fieldset className="lockable" disabled={locked}>
      {locked && (
        <p className="small muted" data-locked={lock}>
          {t('admin.locked', { what: t(`admin.lock.${lock}`) })}
        </p>
      )}
      {children}
    </fieldset>
  );
}
