import type { JSX } from 'react';
import { useStepCounts } from '@/lib/queries/use-step-counts';
import { Figures } from './figures';

type Count = NonNullable<ReturnType<typeof useStepCounts>>[number];

/** What reps say of suggested steps, rule by rule: one that mostly does not apply asks for a better condition. */
export function StepCounts(): JSX.Element | null {
  const counts = useStepCounts();
  if (counts === undefined || counts.length === 0) return null;
  return (
    <details>
      <summary>Suggested steps: what reps say of {counts.length === 1 ? 'one rule' : `${counts.length} rules`}</summary>
      <Figures caption="Suggested steps">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Deals</th>
            <th scope="col">Done</th>
            <th scope="col">Not now</th>
            <th scope="col">Does not apply</th>
            <th scope="col">Last reasons</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.step}>
              <th scope="row">{count.title}</th>
              <td>{count.deals}</td>
              <td>{count.done}</td>
              <td>{count.notNow}</td>
              <td>{count.doesNotApply}</td>
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
  if (reasons.length === 0) return <span className="muted">–</span>;
  return (
    <ul>
      {reasons.map(({ reason, at }) => (
        <li key={`${step} ${at}`}>
          <bdi>{reason}</bdi> <span className="muted">{new Date(at).toLocaleDateString()}</span>
        </li>
      ))}
    </ul>
  );
}
