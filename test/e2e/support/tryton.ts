import { trytonMissing } from '../../crms/tryton/install.mjs';
import { startTryton } from '../../crms/tryton/serve.mjs';
import { test as base } from './fixtures';

export { signIn } from '../../crms/tryton/session.mjs';

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
