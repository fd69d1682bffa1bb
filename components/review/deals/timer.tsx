import { useEffect, useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';

/** Thirty deals in half an hour. */
const A_DEAL_S = 60;

/** How long this deal has been on screen; it speaks up by colour alone, and is read out only when asked. */
export function Timer(): JSX.Element {
  const { t } = useWords();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const since = performance.now();
    const tick = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1000)), 1000);
    return () => clearInterval(tick);
  }, []);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <span
      className="review-timer"
      role="timer"
      aria-live="off"
      aria-label={t('review.timer', { time: text })}
      data-late={seconds > A_DEAL_S}
    >
      {text}
    </span>
  );
}
