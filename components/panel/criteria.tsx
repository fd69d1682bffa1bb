import type { JSX } from 'react';
import type { Assessment, CriterionResult } from '@/lib/domain/assessment';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';
import { Icon } from '@/components/ui/icon';
import { Section } from '@/components/ui/section';
import { AfterPaint } from './after-paint';
import { Dispute } from './dispute';
import { EvidenceList } from './evidence';
import { StageMove } from './fix/stage-move';
import { ClockDoubt } from './clock-doubt';
import { LookedAt } from './looked-at';
import { metCount, missingText } from './texts';

type CriteriaProps = { assessment: Assessment; fixing: Fixing; onReview: () => void };

/** The criteria for leaving this stage and entering the next, each with its verdict and its why. */
export function Criteria({ assessment, fixing, onReview }: CriteriaProps): JSX.Element | null {
  const { t } = useWords();
  const { criteria, stage } = assessment;
  if (criteria.length === 0 && (!stage.next || !fixing.deal || !fixing.canWrite('stage.label'))) return null;
  const { met, of } = metCount(criteria);
  const title = stage.next
    ? t('panel.criteria.before', { stage: stage.next.title })
    : t('panel.criteria.beforeClosing');
  return (
    <Section title={title} note={of === 0 ? t('panel.criteria.nothing') : t('panel.criteria.met', { met, of })}>
      <CriteriaList criteria={criteria} />
      <StageMove assessment={assessment} fixing={fixing} onReview={onReview} />
    </Section>
  );
}

/** Criteria with their verdicts; each unfolds to its why. */
export function CriteriaList({ criteria }: { criteria: readonly CriterionResult[] }): JSX.Element {
  return (
    <ul className="rows">
      {criteria.map((criterion) => (
        <li key={criterion.id}>
          <Criterion criterion={criterion} />
        </li>
      ))}
    </ul>
  );
}

function Criterion({ criterion }: { criterion: CriterionResult }): JSX.Element {
  const words = useWords();
  const { t, list, said, day } = words;
  const { verdict } = criterion;
  const state = t(`panel.verdict.${verdict.kind}`);
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
              {t('panel.criteria.couldNotRead', { inputs: list(verdict.inputs.map((input) => said(input.label))) })}
            </span>
          )}
          <ClockDoubt rule={{ kind: 'criterion', id: criterion.id }} />
          {criterion.regressed && (
            <span className="row-sub small regressed">
              {t('panel.criteria.regressed', { day: day(criterion.regressed.lastMet) })}
            </span>
          )}
        </span>
        <span className="row-state">
          {criterion.enforce === 'block' && verdict.kind === 'notMet'
            ? t('panel.criteria.required', { verdict: state })
            : state}
        </span>
      </summary>
      <div className="row-more small muted">
        <AfterPaint>
          <p>{criterion.why}</p>
          {verdict.kind === 'unknown' &&
            verdict.inputs.map((input) => <p key={input.input}>{missingText(words, input)}</p>)}
          {verdict.kind === 'broken' && <p>{words.said(verdict.reason)}</p>}
          {criterion.edge === 'entry' && <p>{t('panel.criteria.entry')}</p>}
          {criterion.exception && verdict.kind === 'notMet' && (
            <p>{t('panel.criteria.exception', { who: criterion.exception })}</p>
          )}
          {criterion.evidence && <EvidenceList evidence={criterion.evidence} />}
          <div className="ways">
            <LookedAt rule={{ kind: 'criterion', id: criterion.id }} title={criterion.title} />
            {isFlag(verdict) && <Dispute kind="criterion" id={criterion.id} title={criterion.title} />}
          </div>
        </AfterPaint>
      </div>
    </details>
  );
}

/** What speaks against the deal may be disputed; so may what is said not to be readable. */
function isFlag({ kind }: CriterionResult['verdict']): boolean {
  return kind === 'notMet' || kind === 'unknown';
}
