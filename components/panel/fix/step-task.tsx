import type { JSX } from 'react';
import type { StepResult } from '@/lib/domain/assessment';
import { dealName } from '@/lib/domain/deal';
import { taskDraft, taskMark } from '@/lib/domain/task-draft';
import type { WriteEntry } from '@/lib/domain/writes';
import type { Fixing } from '@/lib/queries/use-fixing';
import { currentClock } from '@/lib/messaging/current-clock';
import { useWords } from '@/lib/queries/use-words';
import { dateText } from '../texts';
import { GuardedButton } from './guarded-button';

/** The task that would do a step, as the CRM would hold it; one click makes it. A second one the same day is asked for expressly. */
export function StepTask({ step, fixing }: { step: StepResult; fixing: Fixing }): JSX.Element | null {
  const words = useWords();
  const { deal, writes, canTask, labelOf } = fixing;
  if (!step.task || !deal || !canTask) return null;
  const { today } = currentClock();
  const made = madeToday(writes.entries, taskMark(step.id, today));
  const task = { ...taskDraft(step.task, deal, labelOf, today), mark: taskMark(step.id, today, made) };
  const make = (): void => {
    void writes.write({ dealId: deal.id, dealName: dealName(deal), edits: [], task }).catch(() => undefined);
  };
  return (
    <p className="buttons">
      {made > 0 && <span>{words.t('fix.task.made')} </span>}
      <GuardedButton className={made > 0 ? 'link-button' : 'button'} onPress={make} disabled={writes.busy}>
        {task.due
          ? words.t(made > 0 ? 'fix.task.anotherBy' : 'fix.task.makeBy', {
              subject: task.subject,
              day: dateText(words, task.due),
            })
          : words.t(made > 0 ? 'fix.task.another' : 'fix.task.make', { subject: task.subject })}
      </GuardedButton>
    </p>
  );
}

/** How many of the tasks that this step asked for today are in the CRM. */
function madeToday(entries: readonly WriteEntry[], mark: string): number {
  return entries.filter(({ task, state }) => task?.mark?.split('#')[0] === mark && state === 'done').length;
}
