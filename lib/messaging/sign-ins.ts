import { accessToken, tokenRefused } from '@/lib/store/connections';
import type { FairleadDatabase } from '@/lib/store/database';
import type { SignIns } from './crm-access';
import { fetchSend } from './fetch-send';

/** The sign-ins that are kept, as calls to CRMs need them: with a token that is good now. */
export function signInsOf(database: () => FairleadDatabase, now: () => number): SignIns {
  return async (tenant) => {
    const found = await accessToken(database(), tenant, now(), fetchSend);
    if (found.ok) {
      const onRefused = (): Promise<void> => tokenRefused(database(), tenant, found.token);
      return { ok: true, signIn: { ...found.account, token: found.token }, onRefused };
    }
    if (found.kind === 'none') return { ok: true, signIn: null };
    return { ok: false, problem: { kind: found.kind, message: found.message } };
  };
}
