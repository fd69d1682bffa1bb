import {
  dropSpareForm,
  layForm,
  readPack,
  readPackEntry,
  switchPack,
  type CachedPack,
  type PackEntry,
  type Slot,
} from '@/lib/cache/pack-cache';
import { readNews, writeNews } from '@/lib/cache/news-cache';
import { keepPolicy, readInstallId, readKeptPolicy, type KeptPolicy } from '@/lib/cache/policy-cache';
import { adapterFaults, adapterProblems, bringAdapters, type Bring } from '@/lib/cache/brought-adapters';
import type { PackNews } from '@/lib/domain/pack-news';
import type { FairleadDatabase } from '@/lib/store/database';
import { bundledPacks } from './bundled';
import type { BundledPacks } from './install';

/** Everything that channels touch of the world, so that tests can stop it at any step. */
export type World = {
  database: FairleadDatabase;
  now: () => number;
  /** from 0 up to 1 */
  random: () => number;
  fetch: typeof fetch;
  bundled: (ids: readonly string[]) => Promise<BundledPacks>;
  readPack: () => Promise<CachedPack | null>;
  readPackEntry: () => Promise<PackEntry | null>;
  layForm: (form: string) => Promise<Slot>;
  switchPack: (entry: PackEntry, slot: Slot) => Promise<void>;
  dropSpareForm: () => Promise<void>;
  readNews: () => Promise<PackNews>;
  writeNews: (news: PackNews) => Promise<void>;
  readKeptPolicy: () => Promise<KeptPolicy | null>;
  keepPolicy: (policy: KeptPolicy) => Promise<void>;
  installId: () => Promise<string>;
  /** Adapters that a policy or pack brings: put in, or what is wrong with one, or with all. */
  bringAdapters: Bring;
  adapterFaults: typeof adapterFaults;
  adapterProblems: typeof adapterProblems;
  /** Runs work while no other is running, in any context of the extension. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** After another pack came into use: what was learned is valid for one pack. */
  onSwitch: () => void;
};

/** The browser's own. */
export function browserWorld(
  database: FairleadDatabase,
  now: () => number = Date.now,
  onSwitch: () => void = () => undefined,
): World {
  return {
    database,
    now,
    random: Math.random,
    fetch: (input, init) => fetch(input, init),
    bundled: bundledPacks,
    readPack,
    readPackEntry,
    layForm,
    switchPack,
    dropSpareForm,
    readNews,
    writeNews,
    readKeptPolicy,
    keepPolicy,
    installId: () => readInstallId(() => crypto.randomUUID()),
    bringAdapters,
    adapterFaults,
    adapterProblems,
    onSwitch,
    exclusively: (work) => navigator.locks.request('fairlead-packs', work),
  };
}
