import type { JSX } from 'react';
import type { Assessment, CriterionResult } from '@/lib/domain/assessment';
import type { Fixing } from '@/lib/queries/use-fixing';
import { Icon } from '@/components/ui/icon';
import { Section } from '@/components/ui/section';
import { Dispute } from './dispute';
import { EvidenceList } from './evidence';
import { StageMove } from './fix/stage-move';
import { dayText, metCount, missingText, verdictText } from './texts';

type CriteriaProps = { assessment: Assessment; fixing: Fixing; onReview: () => void };

/** The criteria for leaving this stage and entering the next, each with its verdict and its why. */
export function Criteria({ assessment, fixing, onReview }: CriteriaProps): JSX.Element | null {
  const { criteria, stage } = assessment;
  if (criteria.length === 0) return null;
  const { met, of } = metCount(criteria);
  const title = stage.next ? `Before ${stage.next.title}` : 'Before closing';
  return (
    <Section title={title} note={`${met} of ${of} met`}>
      <ul className="rows">
        {criteria.map((criterion) => (
          <li key={criterion.id}>
            <Criterion criterion={criterion} />
          </li>
        ))}
      </ul>
      <StageMove assessment={assessment} fixing={fixing} onReview={onReview} />
    </Section>
  );
}

function Criterion({ criterion }: { criterion: CriterionResult }): JSX.Element {
  const { verdict } = criterion;
  return (
    <details className="row" data-verdict={verdict.kind}>
      <summary>
        <span className="row-icon">
          <Icon name={verdict.kind} />
        </span>
        <span className="row-title">
          {criterion.title}
          {verdict.kind === 'unknown' && (
            <span className="row-sub small muted">
              Could not read: {verdict.inputs.map((input) => input.label).join(', ')}
            </span>
          )}
          {criterion.regressed && (
            <span className="row-sub small regressed">
              Was met on {dayText(criterion.regressed.lastMet)}, and no longer is
            </span>
          )}
        </span>
        <span className="row-state">
          {verdictText(verdict)}
          {criterion.enforce === 'block' && verdict.kind === 'notMet' && ' · required'}
        </span>
      </summary>
      <div className="row-more small muted">
        <p>{criterion.why}</p>
        {verdict.kind === 'unknown' && verdict.inputs.map((input) => <p key={input.input}>{missingText(input)}</p>)}
        {verdict.kind === 'broken' && <p>{verdict.reason}</p>}
        {criterion.edge === 'entry' && <p>Checked on entering the next stage.</p>}
        {criterion.exception && verdict.kind === 'notMet' && <p>Exceptions are granted by {criterion.exception}.</p>}
        {criterion.evidence && <EvidenceList evidence={criterion.evidence} />}
        {verdict.kind === 'notMet' && <Dispute kind="criterion" id={criterion.id} title={criterion.title} />}
      </div>
    </details>
  );
}
