import { changeInstalled, readInstalled } from '@/lib/cache/adapters';
import { checkAdapter } from '@/lib/crm/import/check-file';
import { confirmed, withAdapter, withAddress, withoutAdapter, withoutAddress } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import { dropConnectionsOf } from '@/lib/store/connections';
import type { FairleadDatabase } from '@/lib/store/database';
import type { ImportAnswer } from './admin-calls';
import { refuseLocked } from './policy-guard';
import type { Caller, Handlers } from './service';
import { adminOnly } from './admin-only';
import { alignSites } from './sites';

type AdapterCalls = 'importAdapter' | 'removeAdapter' | 'confirmAdapter' | 'addAddress' | 'removeAddress';

/** Adding CRMs and taking them out again: for the extension's own tabs only. */
export function adapterHandlers(database: () => FairleadDatabase, now: () => number): Pick<Handlers, AdapterCalls> {
  const mayChange = async (caller: Caller): Promise<void> => {
    adminOnly(caller);
    await refuseLocked(database(), 'adapters', now());
  };
  return {
    importAdapter: async ({ text, name, override }, caller) => {
      await mayChange(caller);
      const answer = await importFile(text, name, override, now());
      // The new document says where tokens are sent: none that was given to the one before goes there.
      if (answer.ok) await dropConnectionsOf(database(), answer.id);
      return answer;
    },
    removeAdapter: async ({ id }, caller) => {
      await mayChange(caller);
      await dropConnectionsOf(database(), id);
      const shipped = ADAPTERS.map(({ route }) => route.adapter);
      return changed((installed) => withoutAdapter(installed, id, shipped));
    },
    confirmAdapter: async ({ id, source }, caller) => {
      await mayChange(caller);
      await dropConnectionsOf(database(), id);
      return changed((installed) => confirmed(installed, id, source));
    },
    addAddress: async (address, caller) => {
      await mayChange(caller);
      return changed((installed) => withAddress(installed, { ...address, at: now() }));
    },
    removeAddress: async (address, caller) => {
      await mayChange(caller);
      return changed((installed) => withoutAddress(installed, address));
    },
  };
}

async function importFile(text: string, from: string, override: boolean, at: number): Promise<ImportAnswer> {
  const installed = await readInstalled();
  const checked = checkAdapter(text, { shipped: ADAPTERS, installed, source: 'file' });
  if (!checked.ok) return checked;
  const { adapter, takesOver } = checked;
  if (takesOver.length > 0 && !override) return { ok: false, errors: takesOver.map(takeOverError) };
  await changed((before) => withAdapter(before, { adapter, source: 'file', from, at, override }));
  return { ok: true, id: adapter.route.adapter, title: adapter.title };
}

async function changed(change: Parameters<typeof changeInstalled>[0]): Promise<null> {
  await changeInstalled(change);
  await alignSites();
  return null;
}

function takeOverError({ what, name, of }: { what: string; name: string; of: string }): {
  path: string;
  message: string;
} {
  return { path: what === 'id' ? 'route.adapter' : 'route.hosts', message: `“${name}” belongs to ${of}` };
}
