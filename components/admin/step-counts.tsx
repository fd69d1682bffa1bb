import type { JSX } from 'react';
import { useStepCounts } from '@/lib/queries/use-step-counts';
import { useWords } from '@/lib/queries/use-words';
import { Figures } from './figures';

type Count = NonNullable<ReturnType<typeof useStepCounts>>[number];

/** What reps say of suggested steps, rule by rule: one that mostly does not apply asks for a better condition. */
export function StepCounts(): JSX.Element | null {
  const { t, number } = useWords();
  const counts = useStepCounts();
  if (counts === undefined || counts.length === 0) return null;
  return (
    <details>
      <summary>{t('learned.steps.summary', { count: counts.length })}</summary>
      <Figures caption={t('learned.steps.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('learned.steps.step')}</th>
            <th scope="col">{t('learned.deals')}</th>
            <th scope="col">{t('learned.steps.done')}</th>
            <th scope="col">{t('learned.steps.notNow')}</th>
            <th scope="col">{t('learned.steps.doesNotApply')}</th>
            <th scope="col">{t('learned.steps.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.step}>
              <th scope="row">{count.title}</th>
              <td>{number(count.deals)}</td>
              <td>{number(count.done)}</td>
              <td>{number(count.notNow)}</td>
              <td>{number(count.doesNotApply)}</td>
              <td>
                <Reasons count={count} />
              </td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}

function Reasons({ count: { reasons, step } }: { count: Count }): JSX.Element {
  const { localDay } = useWords();
  if (reasons.length === 0) return <span className="muted">–</span>;
  return (
    <ul>
      {reasons.map(({ reason, at }) => (
        <li key={`${step} ${at}`}>
          <bdi>{reason}</bdi> <span className="muted">{localDay(at)}</span>
        </li>
      ))}
    </ul>
  );
}
