import type { JSX } from 'react';
import { usePackStatus } from '@/lib/queries/use-pack-status';
import { useWords } from '@/lib/queries/use-words';

/** By which rules deals are judged, and where those came from. */
export function PackLine(): JSX.Element {
  const { t } = useWords();
  const pack = usePackStatus();
  return (
    <section className="popup-part">
      <h2>{t('start.pack.title')}</h2>
      {pack ? (
        <p className="small">
          <bdi>{pack.title}</bdi>, {t('start.pack.version', { version: String(pack.version) })}
          <span className="muted">
            {' '}
            – {t(`start.pack.from.${pack.channel}`)}
            {pack.source !== undefined && (
              <>
                : <bdi>{pack.source}</bdi>
              </>
            )}
          </span>
        </p>
      ) : (
        pack === null && <p className="small bad">{t('start.pack.none')}</p>
      )}
    </section>
  );
}
