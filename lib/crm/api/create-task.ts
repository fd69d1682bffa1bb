import type { Adapter } from '@/lib/crm/adapter-schema';
import { failure, problemOf } from './answer';
import { callSteps, open } from './client';
import { find, plainText } from './path';
import type { Connection, NewTask, Send, TaskOutcome } from './types';

/** Puts a task on the deal. A refusal carries the CRM's own words. */
export async function createTask(
  adapter: Adapter,
  connection: Connection,
  dealId: string,
  task: NewTask,
  send: Send,
): Promise<TaskOutcome> {
  const opened = open(adapter, connection, send, [dealId]);
  if (!opened.ok) return { kind: 'problem', problem: problemOf(opened.failure) };
  const { client } = opened;
  const plan = client.block.task;
  if (!plan) return { kind: 'problem', problem: problemOf(failure('odd', 'Tasks are not made over this CRM’s API.')) };
  const variables = { id: dealId, subject: task.subject, due: task.due ?? undefined, note: task.note, key: task.key };
  const called = await callSteps(client, plan.steps, variables);
  if (!called.ok) {
    if (plan.keyed && called.failure.kind === 'conflict') return { kind: 'created', id: task.key };
    const refused = called.failure.kind === 'refused' || called.failure.kind === 'conflict';
    return refused
      ? { kind: 'refused', message: called.failure.message }
      : { kind: 'problem', problem: problemOf(called.failure) };
  }
  const found = plan.id === undefined ? null : find(called.answers.at(-1), plan.id);
  return { kind: 'created', id: found?.state === 'value' ? plainText(found.value) : null };
}
