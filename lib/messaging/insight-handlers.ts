import { readPackStatus } from '@/lib/cache/pack-cache';
import { packInUse } from '@/lib/cache/pack-in-use';
import { plainLabel } from '@/lib/rules/plain-label';
import type { FairleadDatabase } from '@/lib/store/database';
import { dropAllLooks } from '@/lib/cache/last-look';
import { allImports, deleteImport, endImport, importPart, putImportPart, startImport } from '@/lib/store/imports';
import { putTablesPart, stampOf, tablesAbout, tablesPart } from '@/lib/store/insight-tables';
import { keptPart, type StageKnown } from '@/lib/store/kept';
import { adminOnly } from './admin-only';
import type { InsightCalls } from './insight-calls';
import { crmAllowed } from './policy-guard';
import type { Caller, Handlers } from './service';

/** Answers the insight page: what is kept of deals, and what was put in from files. */
export function insightHandlers(
  database: () => FairleadDatabase,
  now: () => number,
): Pick<Handlers, keyof InsightCalls> {
  return {
    ...tablesHandlers(database),
    keptPart: async (asked, caller) => {
      await allowed(asked.tenant, caller);
      return keptPart(database(), asked, await stagesKnown());
    },
    imports: async (_input, caller) => {
      adminOnly(caller);
      return allImports(database());
    },
    startImport: async (input, caller) => {
      adminOnly(caller);
      const id = crypto.randomUUID();
      await startImport(database(), { ...input, id, importedAt: now() });
      return id;
    },
    putImportPart: async ({ id, part, text }, caller) => {
      adminOnly(caller);
      await putImportPart(database(), { importId: id, part, text });
      return null;
    },
    endImport: async ({ id }, caller) => {
      adminOnly(caller);
      await endImport(database(), id);
      return null;
    },
    importPart: async ({ id, part }, caller) => {
      adminOnly(caller);
      return importPart(database(), id, part);
    },
    deleteImport: async ({ id }, caller) => {
      adminOnly(caller);
      await deleteImport(database(), id);
      await dropAllLooks();
      return null;
    },
  };
}

function tablesHandlers(
  database: () => FairleadDatabase,
): Pick<Handlers, 'keptTables' | 'keptStamp' | 'keptTablesPart' | 'putTablesPart'> {
  return {
    keptTables: async ({ tenant }, caller) => {
      await allowed(tenant, caller);
      return tablesAbout(database(), tenant);
    },
    keptStamp: async ({ tenant }, caller) => {
      await allowed(tenant, caller);
      return stampOf(database(), tenant, (await readPackStatus())?.hash ?? '');
    },
    keptTablesPart: async ({ tenant, part }, caller) => {
      await allowed(tenant, caller);
      return tablesPart(database(), tenant, part);
    },
    putTablesPart: async (row, caller) => {
      await allowed(row.tenant, caller);
      await putTablesPart(database(), row);
      return null;
    },
  };
}

/** The extension's own tabs only, and no CRM that the policy forbids. */
async function allowed(tenant: string, caller: Caller): Promise<void> {
  adminOnly(caller);
  if (!(await crmAllowed(tenant))) throw new Error('this CRM is not allowed here');
}

/** The stages of the pack in use, in its order; without a pack nothing is known of any. */
async function stagesKnown(): Promise<StageKnown> {
  const pack = await packInUse();
  if (pack === null) return () => null;
  const places = new Map<string, ReturnType<StageKnown>>();
  pack.stages
    .filter(({ closed }) => closed === null)
    .forEach(({ match }, at) => match.forEach((label) => places.set(label, { position: at + 1 })));
  for (const { closed, match } of pack.stages)
    if (closed !== null) for (const label of match) places.set(label, { ended: closed });
  const seen = new Map<string, ReturnType<StageKnown>>();
  return (label) => {
    if (!seen.has(label)) seen.set(label, places.get(plainLabel(label)) ?? null);
    return seen.get(label) ?? null;
  };
}
