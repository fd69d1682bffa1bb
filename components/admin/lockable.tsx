import type { JSX, ReactNode } from 'react';
import { isLocked, LOCKED, type Lock } from '@/lib/domain/policy-rules';
import { usePolicyRules } from '@/lib/queries/use-policy';
import './policy.css';

/** What each lock takes out of the users' hands, in words. */
export const LOCKS: Readonly<Record<Lock, string>> = {
  packFiles: 'putting in packs from files',
  subscriptions: 'subscribing to channels and ending subscriptions',
  bundledPack: 'going back to the bundled pack',
  adapters: 'adding, changing and removing CRMs',
  connections: 'signing in to CRMs and signing out',
  writes: 'writing to CRMs',
};

/** Controls that the managed policy may lock: then they are shown, do nothing, and it is said why. */
export function Lockable({ lock, children }: { lock: Lock; children: ReactNode }): JSX.Element {
  const locked = isLocked(usePolicyRules(), lock);
  return (
    <fieldset className="lockable" disabled={locked}>
      {locked && (
        <p className="small muted" data-locked={lock}>
          {LOCKED} Locked: {LOCKS[lock]}.
        </p>
      )}
      {children}
    </fieldset>
  );
}
