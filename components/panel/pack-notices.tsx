import type { JSX } from 'react';
import { useDeskWords } from '@/lib/queries/use-desk-words';
import { usePackNotices } from '@/lib/queries/use-pack-notices';

/** What the rep has to know about the rules themselves: out of date, taken back, refused and why, a wrong clock. */
export function PackNotices(): JSX.Element | null {
  const notices = usePackNotices();
  // Why an update was refused may be anything that is wrong with a pack.
  const words = useDeskWords(notices.length > 0);
  if (notices.length === 0 || words === null) return null;
  return (
    <div role="status" className="pack-notices">
      {notices.map((notice) => (
        <p key={notice} className="notice">
          {words.said(notice)}
        </p>
      ))}
    </div>
  );
}
