import type { Page } from '@playwright/test';
import { trytonMissing } from '../../crms/tryton/install.mjs';
import { startTryton } from '../../crms/tryton/serve.mjs';
import { test as base } from './fixtures';

export type Tryton = Awaited<ReturnType<typeof startTryton>>;

/** Why the tests on Tryton are skipped on this machine; null where they run. */
export const missing: string | null = trytonMissing();

/** The tests of one worker share a server: each of them changes deals of its own only. */
export const test = base.extend<object, { tryton: Tryton }>({
  tryton: [
    async ({}, use) => {
      const server = await startTryton();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

/** Signs in over the CRM's own protocol and leaves the session where its client looks for it. */
export async function signIn(page: Page, tryton: Tryton): Promise<void> {
  const [userId, session] = await login(tryton);
  const stored = JSON.stringify({ login: tryton.user, user_id: userId, session });
  await page.addInitScript(
    // Other frames of the page, ours among them, may have no storage.
    ([host, key, value]) => location.host === host && localStorage.setItem(key ?? '', value ?? ''),
    [new URL(tryton.origin).host, `sao_session_${tryton.database}`, stored],
  );
}

async function login({ local, database, user, password }: Tryton): Promise<[number, string]> {
  const answer = await fetch(`${local}/${database}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 0, method: 'common.db.login', params: [user, { password }, 'en'] }),
  });
  const { result } = (await answer.json()) as { result: [number, string] };
  return result;
}
