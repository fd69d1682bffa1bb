import type { JSX } from 'react';
import { usePackNotices } from '@/lib/queries/use-pack-notices';
import { useWords } from '@/lib/queries/use-words';

/** What the rep has to know about the rules themselves: out of date, taken back, refused, a wrong clock. */
export function PackNotices(): JSX.Element | null {
  const notices = usePackNotices();
  const { said } = useWords();
  if (notices.length === 0) return null;
  return (
    <div role="status" className="pack-notices">
      {notices.map((notice) => (
        <p key={notice} className="notice">
          {said(notice)}
        </p>
      ))}
    </div>
  );
}
