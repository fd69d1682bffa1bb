import type { JSX } from 'react';
import type { StepResult } from '@/lib/domain/assessment';
import { dealName } from '@/lib/domain/deal';
import { taskDraft } from '@/lib/domain/task-draft';
import type { Fixing } from '@/lib/queries/use-fixing';
import { currentClock } from '@/lib/messaging/current-clock';
import { valueText } from '../texts';
import { GuardedButton } from './guarded-button';

/** The task that would do a step, as the CRM would hold it; one click makes it. */
export function StepTask({ step, fixing }: { step: StepResult; fixing: Fixing }): JSX.Element | null {
  const { deal, writes, canTask, labelOf } = fixing;
  if (!step.task || !deal || !canTask) return null;
  const task = taskDraft(step.task, deal, labelOf, currentClock().today);
  const make = (): void => {
    void writes.write({ dealId: deal.id, dealName: dealName(deal), edits: [], task }).catch(() => undefined);
  };
  return (
    <p className="buttons">
      <GuardedButton className="button" onPress={make} disabled={writes.busy}>
        Make task: {task.subject}
        {task.due && `, by ${valueText(task.due)}`}
      </GuardedButton>
    </p>
  );
}
