import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Assessment } from '@/lib/domain/assessment';
import type { Change, Deal } from '@/lib/domain/deal';
import type { WriteEntry } from '@/lib/domain/writes';
import { version1 } from './migrations/version-1';
import { version2 } from './migrations/version-2';

/** A deal as last read, by tenant. `known` holds each field's last reading that was not unknown, to tell changes by. */
type DealRow = {
  tenant: string;
  id: string;
  deal: Deal;
  known: Deal['fields'];
  hash: string;
  firstSeenAt: number;
  lastSeenAt: number;
};
/** A reading that differed from the one before. */
type SnapshotRow = { key?: number; tenant: string; dealId: string; at: number; hash: string; deal: Deal };
type ChangeRow = Change & { key?: number; tenant: string; dealId: string };
/** The latest assessment of each deal and snapshot; it carries its pack's and snapshot's hash. */
type AssessmentRow = { tenant: string; dealId: string; assessment: Assessment };
/** The text of a pack as it came. */
type PackRow = { channel: 'file'; id: string; text: string; installedAt: number };

export type FairleadDatabase = Dexie & {
  deals: Table<DealRow, [string, string]>;
  snapshots: EntityTable<SnapshotRow, 'key'>;
  changes: EntityTable<ChangeRow, 'key'>;
  assessments: Table<AssessmentRow, [string, string]>;
  packs: Table<PackRow, [string, string]>;
  writes: EntityTable<WriteEntry & { key?: number }, 'key'>;
};

/** Opens (or makes) the extension's database. Only the background calls this: elsewhere IndexedDB may be denied. */
export function openDatabase(name = 'fairlead'): FairleadDatabase {
  const database = new Dexie(name) as FairleadDatabase; // the tables come from the migrations
  version1(database);
  version2(database);
  return database;
}
