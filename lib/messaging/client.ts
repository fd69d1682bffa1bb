import { browser } from 'wxt/browser';
import type { CallName, Calls, Reply } from './contract';

let shown: { tab: number; origin: string } | null = null;

/** From now on calls are made for this tab: by the side panel, which is in none. */
export function callFor(tab: { tab: number; origin: string } | null): void {
  shown = tab;
}

/** Calls the background. Rejects with the background's own reason when it refuses or fails. */
export async function call<Name extends CallName>(
  name: Name,
  input: Calls[Name]['input'],
): Promise<Calls[Name]['output']> {
  const reply = await browser.runtime.sendMessage<unknown, Reply<Name> | undefined>({
    call: name,
    input,
    ...(shown ? { on: shown } : {}),
  });
  if (!reply) throw new Error(`${name}: the extension’s background did not answer`);
  if (!reply.ok) throw new Error(`${name}: ${reply.error}`);
  return reply.output;
}
