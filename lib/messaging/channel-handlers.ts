import { checkSource } from '@/lib/channels/check-source';
import { installCode } from '@/lib/channels/rollout/ring';
import { planRound } from '@/lib/channels/start';
import { subscribe, unsubscribe } from '@/lib/channels/subscribe';
import { browserWorld, type World } from '@/lib/channels/world';
import { auditLog } from '@/lib/store/audit';
import type { FairleadDatabase } from '@/lib/store/database';
import { allSources } from '@/lib/store/sources';
import type { ChannelCalls, ChannelState } from './channel-calls';
import type { Caller, Handlers } from './service';

/** Channels, for the admin page: no page that is framed in a CRM gets an answer. */
export function channelHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  onSwitch: () => void,
): Pick<Handlers, keyof ChannelCalls> {
  const world = (caller: Caller): World => {
    if (!caller.ownTab) throw new Error('channels are set up in the extension’s own pages only');
    return browserWorld(database(), now, onSwitch);
  };
  return {
    channels: (_input, caller) => stateOf(world(caller)),
    subscribe: async (input, caller) => {
      await subscribe(world(caller), input);
      await planRound(world(caller));
      return null;
    },
    unsubscribe: async ({ id }, caller) => {
      await unsubscribe(world(caller), id);
      await planRound(world(caller));
      return null;
    },
    checkSource: async ({ id }, caller) => {
      await checkSource(world(caller), id);
      await planRound(world(caller));
      return null;
    },
    auditLog: async ({ most }, caller) => {
      const rows = await auditLog(world(caller).database, most);
      return rows.map(({ key: _key, ...line }) => line);
    },
  };
}

async function stateOf(world: World): Promise<ChannelState> {
  const kept = await world.readKeptPolicy();
  const sources = await allSources(world.database);
  return {
    sources: sources.map(({ id, name, by, url, orphan, highest, trust, checkedAt, dueAt, result, failures }) => ({
      id,
      name,
      by,
      url,
      orphan,
      highest,
      trusted: `${trust.threshold} of ${trust.keys.length} keys${trust.version === 0 ? '' : `, root ${trust.version}`}`,
      checkedAt,
      dueAt,
      result,
      failures,
    })),
    installCode: installCode(await world.installId()),
    policy: kept === null ? 'none' : kept.problem === null ? (kept.gone ? 'gone' : 'good') : 'invalid',
  };
}
