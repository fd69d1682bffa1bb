import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { Model } from '@/lib/risk/model';
import { leftOut } from '@/lib/risk/weights';

/** What the learning does not count, and why: first what would give the answer away, since somebody may be misled by it. */
export function LeftOut({ model }: { model: Model }): JSX.Element | null {
  const { t } = useWords();
  const { leaks, silent } = leftOut(model);
  if (leaks.length + silent.length === 0) return null;
  return (
    <section className="studio-left-out">
      {leaks.length > 0 && (
        <div className="notice notice-warn">
          <h2>{t('studio.score.leaks', { count: leaks.length })}</h2>
          <p className="small">{t('studio.score.leaks.more')}</p>
          <Reasons of={leaks} />
        </div>
      )}
      {silent.length > 0 && (
        <details>
          <summary>{t('studio.score.silent', { count: silent.length })}</summary>
          <Reasons of={silent} />
        </details>
      )}
    </section>
  );
}

function Reasons({ of }: { of: Model['dropped'] }): JSX.Element {
  const { said } = useWords();
  return (
    <ul className="studio-reasons">
      {of.map(({ id, sentence }) => (
        <li key={id}>{said(sentence)}</li>
      ))}
    </ul>
  );
}
