import 'fake-indexeddb/auto';
import type { CachedPack } from '@/lib/cache/pack-cache';
import type { KeptPolicy } from '@/lib/cache/policy-cache';
import type { BundledPacks } from '@/lib/channels/install';
import { newSource } from '@/lib/channels/new-source';
import { bring, isBrought } from '@/lib/crm/import/bring';
import { adapterFaults } from '@/lib/crm/import/pack-adapters';
import { NOTHING_INSTALLED, type Installed } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import type { World } from '@/lib/channels/world';
import { NO_NEWS, type PackNews } from '@/lib/domain/pack-news';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';
import type { SourceRow } from '@/lib/store/rows-6';
import { putSource } from '@/lib/store/sources';

/** What a browser would keep for the extension: it outlives the worker. */
export type Disk = {
  database: FairleadDatabase;
  pack: CachedPack | null;
  /** A form that is not in use. */
  spare: string | null;
  news: PackNews;
  policy: KeptPolicy | null;
  installed: Installed;
};

export const NOW = Date.parse('2026-06-15T12:00:00Z');
export const DAY = 86_400_000;

/** The bundled pack of these tests: what is there when nothing else is. */
const BUNDLED = { fairlead: 1, id: 'meddpicc', version: 1, title: 'Bundled' };

let databases = 0;

export function newDisk(): Disk {
  databases += 1;
  // Loopback http is what the servers of these tests speak.
  const policy = { subscriptions: [], allowLoopbackHttp: true, adapters: [], locked: [], sessionCookie: false };
  return {
    database: openDatabase(`channels-${databases}`),
    pack: null,
    spare: null,
    news: NO_NEWS,
    policy: { policy, gone: false, problem: null },
    installed: NOTHING_INSTALLED,
  };
}

/** A world on a disk; several of them are several windows, or workers one after the other. */
export function worldOn(disk: Disk, more: Partial<World> = {}): World {
  return {
    database: disk.database,
    now: () => NOW,
    random: () => 0.5,
    fetch: (input, init) => fetch(input, init),
    bundled: async (ids): Promise<BundledPacks> =>
      new Map(ids.filter((id) => id === 'meddpicc').map((id) => [id, BUNDLED])),
    readPack: async () => structuredClone(disk.pack),
    readPackEntry: async () => structuredClone(disk.pack),
    layForm: async (form) => {
      disk.spare = form;
      return 'packForm';
    },
    switchPack: async (entry) => {
      [disk.pack, disk.spare] = [{ ...structuredClone(entry), form: disk.spare ?? '' }, disk.pack?.form ?? null];
    },
    dropSpareForm: async () => void (disk.spare = null),
    readNews: async () => disk.news,
    writeNews: async (news) => void (disk.news = news),
    readKeptPolicy: async () => disk.policy,
    keepPolicy: async (policy) => void (disk.policy = policy),
    installId: async () => 'an-install',
    bringAdapters: async (given) => {
      const brought = { ...given, reader: '1' };
      if (isBrought(disk.installed, brought)) return null;
      const settled = bring(disk.installed, brought, ADAPTERS);
      disk.installed = settled.installed;
      return settled;
    },
    adapterFaults,
    adapterProblems: async () => disk.installed.problems ?? [],
    exclusively: lockOf(disk),
    onSwitch: () => undefined,
    ...more,
  };
}

const locks = new WeakMap<Disk, Promise<unknown>>();

/** One at a time, as the browser's own locks; a worker that is killed lets go of them. */
function lockOf(disk: Disk): World['exclusively'] {
  return (work) => {
    const before = locks.get(disk) ?? Promise.resolve();
    const mine = before.then(work, work);
    locks.set(
      disk,
      mine.catch(() => undefined),
    );
    return mine;
  };
}

/** Subscribes a disk to a channel without asking it yet. */
export async function subscribed(
  disk: Disk,
  setting: Partial<SourceRow> & Pick<SourceRow, 'url' | 'keys'>,
): Promise<string> {
  const { url, keys, threshold = 1, by = 'subscription', ring = 100 } = setting;
  const row = newSource(
    { by, order: 0, name: 'Acme', channel: 'acme', url, keys, threshold, ring, groups: [], everyMinutes: 60 },
    NOW,
  );
  const full = { ...row, ...setting };
  await putSource(disk.database, full);
  return full.id;
}

/** The lines of the audit log, oldest first. */
export async function log(disk: Disk): Promise<string[]> {
  const rows = await disk.database.audit.toArray();
  return rows.map(({ kind, message }) => `${kind}: ${message}`);
}
