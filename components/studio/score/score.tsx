import type { JSX } from 'react';
import { Learning } from '@/components/admin/learning';
import { useWords } from '@/lib/queries/use-words';
import type { Desk } from '../desk';
import { Factors } from './factors';
import { LeftOut } from './left-out';

/** What the risk is made of: the factors with the weights that the rules give them and those that the team's deals fitted. */
export function Score({ desk }: { desk: Desk }): JSX.Element {
  const { t } = useWords();
  const { model } = desk;
  return (
    <section className="studio-main" aria-label={t('studio.tab.score')}>
      <p className="muted">{t('studio.score.about')}</p>
      {model === null ? (
        <p>{t('studio.score.none')}</p>
      ) : (
        <>
          <Factors model={model} desk={desk} />
          <LeftOut model={model} />
        </>
      )}
      <h2>{t('admin.learned')}</h2>
      <Learning />
    </section>
  );
}
