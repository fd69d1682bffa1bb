import { browser } from 'wxt/browser';
import type { CallName, Calls, Reply } from './contract';

/** Calls that a page answers itself. */
export type OwnAnswers = {
  [Name in CallName]?: (input: Calls[Name]['input']) => Promise<Calls[Name]['output']>;
};

let shown: { tab: number; origin: string } | null = null;
let own: OwnAnswers = {};

/** From now on calls are made for this tab: by the side panel, which is in none. */
export function callFor(tab: { tab: number; origin: string } | null): void {
  shown = tab;
}

/** From now on this page answers these calls itself: nothing of them leaves it. */
export function answerHere(answers: OwnAnswers): void {
  own = answers;
}

/** Calls the background. Rejects with the background's own reason when it refuses or fails. */
export async function call<Name extends CallName>(
  name: Name,
  input: Calls[Name]['input'],
): Promise<Calls[Name]['output']> {
  const here = own[name];
  if (here) return here(input);
  const reply = await browser.runtime.sendMessage<unknown, Reply<Name> | undefined>({
    call: name,
    input,
    ...(shown ? { on: shown } : {}),
  });
  if (!reply) throw new Error('The extension’s background did not answer.', { cause: name });
  if (!reply.ok) throw new Error(reply.error, { cause: name });
  return reply.output;
}
