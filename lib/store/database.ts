import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Assessment } from '@/lib/domain/assessment';
import type { Change, Deal } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import type { WriteEntry } from '@/lib/domain/writes';
import type { ConnectionRow } from './connections';
import type { HealthRow } from './health';
import { version1 } from './migrations/version-1';
import { version2 } from './migrations/version-2';
import { version3 } from './migrations/version-3';
import { version4 } from './migrations/version-4';
import { version5 } from './migrations/version-5';
import type { AssessmentLogRow, DisputeRow, HistoryRow, ModelRow, PackFormRow } from './rows-4';
import { version6 } from './migrations/version-6';
import { version7 } from './migrations/version-7';
import type { AuditRow, PackHealthRow, ReleaseRow, SourceRow } from './rows-6';
import { version8 } from './migrations/version-8';
import { version9 } from './migrations/version-9';
import { version10 } from './migrations/version-10';
import { version11 } from './migrations/version-11';
import { version12 } from './migrations/version-12';
import { version13 } from './migrations/version-13';
import type { PackVersionRow } from './pack-versions';
import type { AlertRow } from './alerts';
import type { ImportPartRow, ImportRow } from './imports';
import type { InsightTableRow } from './insight-tables';
import type { QueueRow } from './queue';
import type { CommitmentRow, ReviewRow } from './reviews';
import type { StepStateRow } from './step-states';

/**
 * A deal as last read, by tenant. `known` holds what this reading could not read, as it was before (see `lastKnown`); rows of
 * earlier versions hold every field there.
 */
export type DealRow = {
  tenant: string;
  id: string;
  deal: Deal;
  known: Deal['fields'];
  hash: string;
  firstSeenAt: number;
  lastSeenAt: number;
  /** Whether the CRM says that it is closed; absent where it was not asked. */
  outcome?: 'open' | 'won' | 'lost' | null;
  /** The fields that the CRM itself keeps a history of, as far as it was read. */
  crmHistory?: readonly FieldKey[];
};
/** A reading that differed from the one before. */
type SnapshotRow = { key?: number; tenant: string; dealId: string; at: number; hash: string; deal: Deal };
/** A change that was seen here, between two readings. */
export type ChangeRow = Change & { key?: number; tenant: string; dealId: string };
/** The history that the CRM itself keeps of a deal, as it was told at `readAt`; it takes the place of what was seen of the same fields. */
type CrmHistoryRow = { tenant: string; dealId: string; readAt: number; changes: readonly Change[] };
/** The latest assessment of each deal and snapshot; it carries its pack's and snapshot's hash. */
type AssessmentRow = { tenant: string; dealId: string; assessment: Assessment };
/** The text of a pack as it came. */
type PackRow = { channel: 'file'; id: string; text: string; installedAt: number };

/** A pull as it stands; its shape is `lib/crm/pull`'s, which the store does not look into. */
export type PullRow = { tenant: string; status: string; updatedAt: number };

export type FairleadDatabase = Dexie & {
  deals: Table<DealRow, [string, string]>;
  snapshots: EntityTable<SnapshotRow, 'key'>;
  changes: EntityTable<ChangeRow, 'key'>;
  crmHistories: Table<CrmHistoryRow, [string, string]>;
  assessments: Table<AssessmentRow, [string, string]>;
  packs: Table<PackRow, [string, string]>;
  writes: EntityTable<WriteEntry & { key?: number }, 'key'>;
  pulls: Table<PullRow, string>;
  health: Table<HealthRow, [string, string]>;
  connections: Table<ConnectionRow, string>;
  disputes: EntityTable<DisputeRow, 'key'>;
  assessmentLog: EntityTable<AssessmentLogRow, 'key'>;
  histories: Table<HistoryRow, [string, string, string]>;
  packForms: Table<PackFormRow, string>;
  models: Table<ModelRow, [string, string]>;
  sources: Table<SourceRow, string>;
  releases: Table<ReleaseRow, [string, number]>;
  packHealth: Table<PackHealthRow, string>;
  audit: EntityTable<AuditRow, 'key'>;
  queue: Table<QueueRow, [string, string]>;
  alerts: EntityTable<AlertRow, 'key'>;
  stepStates: Table<StepStateRow, [string, string, string]>;
  imports: Table<ImportRow, string>;
  importParts: Table<ImportPartRow, [string, number]>;
  insightTables: Table<InsightTableRow, [string, number]>;
  reviews: Table<ReviewRow, [string, string, string]>;
  commitments: Table<CommitmentRow, [string, string, string]>;
  packVersions: Table<PackVersionRow, string>;
};

/** Opens (or makes) the extension's database. Only the background calls this: elsewhere IndexedDB may be denied. */
export function openDatabase(name = 'fairlead'): FairleadDatabase {
  const database = new Dexie(name) as FairleadDatabase; // the tables come from the migrations
  version1(database);
  version2(database);
  version3(database);
  version4(database);
  version5(database);
  version6(database);
  version7(database);
  version8(database);
  version9(database);
  version10(database);
  version11(database);
  version12(database);
  version13(database);
  return database;
}
