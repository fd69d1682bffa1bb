import { useState, type JSX } from 'react';
import type { Assessment, CriterionResult } from '@/lib/domain/assessment';
import { fieldOf } from '@/lib/domain/deal';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';

type StageMoveProps = { assessment: Assessment; fixing: Fixing; onReview: () => void };

/** Moves the deal to the next stage through the CRM: what is missing is listed first, and a required criterion holds it. */
export function StageMove({ assessment, fixing, onReview }: StageMoveProps): JSX.Element | null {
  const { t } = useWords();
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
        {t('fix.move.to', { stage: next.title })}
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
  const { t, list } = useWords();
  const grants = [...new Set(criteria.flatMap(({ exception }) => (exception === undefined ? [] : [exception])))];
  return (
    <>
      <p>
        <strong>{t('fix.move.held', { count: criteria.length })}</strong>
      </p>
      <CriterionList criteria={criteria} />
      <p className="small">
        {grants.length > 0 ? t('panel.criteria.exception', { who: list(grants) }) : t('proposal.noException')}
      </p>
    </>
  );
}

function Open({ criteria, onMove }: { criteria: readonly CriterionResult[]; onMove: () => void }): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <p>
        <strong>{t('fix.move.open', { count: criteria.length })}</strong>
      </p>
      <CriterionList criteria={criteria} />
      <p className="buttons">
        <button type="button" className="button" onClick={onMove}>
          {t('fix.move.anyway')}
        </button>
      </p>
    </>
  );
}

function CriterionList({ criteria }: { criteria: readonly CriterionResult[] }): JSX.Element {
  const { t } = useWords();
  return (
    <ul className="plain-list small">
      {criteria.map(({ id, title, verdict }) => (
        <li key={id}>{verdict.kind === 'unknown' ? t('fix.move.unread', { title }) : title}</li>
      ))}
    </ul>
  );
}
