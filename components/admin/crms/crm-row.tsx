import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { State } from './crm-card';
import type { CrmLine } from './lines';

/** A shipped CRM that is not in use yet, in one line. */
export function CrmRow({ line }: { line: CrmLine }): JSX.Element {
  const { t } = useWords();
  return (
    <li data-crm={line.id} data-source={line.source}>
      <details>
        <summary>
          <span className="row-title">{line.title}</span> <State line={line} />
        </summary>
        <p className="muted small">{line.places.length === 0 ? t('crms.place.own') : t('crms.place.works')}</p>
        <ul className="places">
          {line.places.map((place) => (
            <li key={place.pattern}>
              <code>{place.pattern}</code>
            </li>
          ))}
        </ul>
        <p className="muted small">{t(`crms.proof.${line.proof}`)}</p>
      </details>
    </li>
  );
}
