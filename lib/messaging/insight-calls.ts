import { z } from '@/lib/domain/zod';
import type { TablesAbout } from '@/lib/store/insight-tables';
import type { ImportRow } from '@/lib/store/imports';
import type { KeptPart } from '@/lib/store/kept';

export type ImportInfo = ImportRow;
export type NewImport = Omit<ImportRow, 'complete' | 'id' | 'importedAt'>;

/** What the insight page asks for; the extension's own tabs only. Large things come and go in parts, for a message has a limit. */
export type InsightCalls = {
  /** A thousand deals of a CRM with their history, as `lib/insight/kept.ts` has them, from after an id on. */
  keptPart: { input: { tenant: string; after: string | null; whole: boolean }; output: KeptPart };
  /** The tables of a CRM as they were last made; null where they never were. */
  keptTables: { input: { tenant: string }; output: TablesAbout | null };
  /** What tables would rest on now: with another stamp they are outdated. Takes a while where there is much. */
  keptStamp: { input: { tenant: string }; output: string };
  keptTablesPart: { input: { tenant: string; part: number }; output: string | null };
  /** Keeps a part of new tables; the first part comes last, with what makes them count. */
  putTablesPart: { input: { tenant: string; part: number; text: string; about: TablesAbout | null }; output: null };
  imports: { input: null; output: readonly ImportInfo[] };
  /** Begins to keep a file's deals; gives the import's id. Nothing counts until `endImport`. */
  startImport: { input: NewImport; output: string };
  putImportPart: { input: { id: string; part: number; text: string }; output: null };
  endImport: { input: { id: string }; output: null };
  /** A part of an import's tables; null beyond the last. */
  importPart: { input: { id: string; part: number }; output: string | null };
  deleteImport: { input: { id: string }; output: null };
};

const tenant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
  .max(400);
const id = z.string().regex(/^[0-9a-f-]{36}$/);
const part = z.int().min(0).max(1_000);

export const INSIGHT_INPUTS = {
  keptPart: z.strictObject({ tenant, after: z.string().max(200).nullable(), whole: z.boolean() }),
  keptTables: z.strictObject({ tenant }),
  keptStamp: z.strictObject({ tenant }),
  keptTablesPart: z.strictObject({ tenant, part }),
  putTablesPart: z.strictObject({
    tenant,
    part,
    text: z.string().max(8_000_000),
    about: z
      .strictObject({
        stamp: z.string().max(400),
        parts: z.int().min(1).max(1_000),
        withoutOutcome: z.int().min(0),
        fresh: z.strictObject({ oldest: z.number(), latest: z.number(), overApi: z.int(), deals: z.int() }).nullable(),
      })
      .nullable(),
  }),
  imports: z.null(),
  startImport: z.strictObject({
    name: z.string().max(300),
    encoding: z.string().max(40),
    delimiter: z.string().max(4),
    taken: z.int().min(0),
    left: z.int().min(0),
    remarks: z.record(z.string().max(40), z.int().min(0)),
    notes: z.array(z.unknown()).max(50),
    mapping: z.unknown(),
    parts: z.int().min(1).max(1_000),
  }),
  putImportPart: z.strictObject({ id, part, text: z.string().max(8_000_000) }),
  endImport: z.strictObject({ id }),
  importPart: z.strictObject({ id, part }),
  deleteImport: z.strictObject({ id }),
} satisfies Record<keyof InsightCalls, z.ZodType>;
