import { useState, type JSX } from 'react';
import type { Assessment, CriterionResult } from '@/lib/domain/assessment';
import { fieldOf } from '@/lib/domain/deal';
import type { Fixing } from '@/lib/queries/use-fixing';
import { plural } from '../texts';

type StageMoveProps = { assessment: Assessment; fixing: Fixing; onReview: () => void };

/** Moves the deal to the next stage through the CRM: what is missing is listed first, and a required criterion holds it. */
export function StageMove({ assessment, fixing, onReview }: StageMoveProps): JSX.Element | null {
  const [asked, setAsked] = useState(false);
  const { next } = assessment.stage;
  const { deal, stageLabel } = fixing;
  if (!next || !deal || !fixing.canWrite('stage.label')) return null;
  const open = assessment.criteria.filter(({ verdict }) => verdict.kind === 'notMet' || verdict.kind === 'unknown');
  const held = open.filter(({ enforce, verdict }) => enforce === 'block' && verdict.kind === 'notMet');
  const move = (): void => {
    fixing.type('stage.label', stageLabel(next), fieldOf(deal, 'stage.label'));
    setAsked(false);
    onReview();
  };
  return (
    <div className="stage-move">
      <button
        type="button"
        className="button"
        aria-expanded={open.length > 0 ? asked : undefined}
        disabled={fixing.writes.busy}
        onClick={() => (open.length === 0 ? move() : setAsked(!asked))}
      >
        Move to {next.title}
      </button>
      {asked && open.length > 0 && (
        <div className="notice" role="status">
          {held.length > 0 ? <Held criteria={held} /> : <Open criteria={open} onMove={move} />}
        </div>
      )}
    </div>
  );
}

function Held({ criteria }: { criteria: readonly CriterionResult[] }): JSX.Element {
  const grants = [...new Set(criteria.flatMap(({ exception }) => (exception === undefined ? [] : [exception])))];
  return (
    <>
      <p>
        <strong>{plural(criteria.length, 'required criterion is', 'required criteria are')} not met:</strong>
      </p>
      <CriterionList criteria={criteria} />
      {grants.length > 0 && <p className="small">Exceptions are granted by {grants.join(', ')}.</p>}
    </>
  );
}

function Open({ criteria, onMove }: { criteria: readonly CriterionResult[]; onMove: () => void }): JSX.Element {
  return (
    <>
      <p>
        <strong>{plural(criteria.length, 'criterion is', 'criteria are')} not known to be met:</strong>
      </p>
      <CriterionList criteria={criteria} />
      <p className="buttons">
        <button type="button" className="button" onClick={onMove}>
          Move anyway
        </button>
      </p>
    </>
  );
}

function CriterionList({ criteria }: { criteria: readonly CriterionResult[] }): JSX.Element {
  return (
    <ul className="plain-list small">
      {criteria.map(({ id, title, verdict }) => (
        <li key={id}>
          {title}
          {verdict.kind === 'unknown' && ' (could not be read)'}
        </li>
      ))}
    </ul>
  );
}
