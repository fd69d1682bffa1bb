import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';

const KEYS = ['j', 'k', 'decide', 'n', 'q', 'p', 'o', 'esc'] as const;
const SHOWN: Readonly<Record<(typeof KEYS)[number], string>> = {
  j: 'J',
  k: 'K',
  decide: '1–4',
  n: 'N',
  q: 'Q',
  p: 'P',
  o: 'O',
  esc: 'Esc',
};

/** The keys that do things here, and the way to turn them off. */
export function KeysHelp({ on, setOn }: { on: boolean; setOn: (on: boolean) => void }): JSX.Element {
  const { t } = useWords();
  return (
    <footer className="review-keys small muted">
      <label className="review-check">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        {t('review.keys.on')}
      </label>
      {on && (
        <ul aria-label={t('review.keys.label')}>
          {KEYS.map((key) => (
            <li key={key}>
              <kbd>{SHOWN[key]}</kbd> {t(`review.keys.${key}`)}
            </li>
          ))}
        </ul>
      )}
    </footer>
  );
}
