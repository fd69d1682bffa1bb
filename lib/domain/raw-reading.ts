import { LIST_FIELDS, type ListName } from './fields';
import { z } from './zod';

/** Bounds of one reading: what a page may make us hold. */
const READING_LIMITS = { text: 10_000, fields: 500, rows: 5_000, rowFields: 50, key: 120 } as const;

const listNames = Object.keys(LIST_FIELDS) as ListName[];
const reasons = ['notOnPage', 'ambiguous', 'odd', 'notCovered'] as const;
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const text = z.string().max(READING_LIMITS.text);
const key = z.string().min(1).max(READING_LIMITS.key);
const reason = z.enum(reasons);

const rawFieldSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('value'), text, approximate: z.literal(true).exactOptional() }),
  z.object({ state: z.literal('empty') }),
  z.object({ state: z.literal('unknown'), reason }),
]);

const rawRowSchema = z
  .record(key, rawFieldSchema)
  .refine((row) => Object.keys(row).length <= READING_LIMITS.rowFields, 'too many fields in a row');

const rawListSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('rows'), rows: z.array(rawRowSchema).max(READING_LIMITS.rows), complete: z.boolean() }),
  z.object({ state: z.literal('unknown'), reason }),
]);

const rawReadingShape = z.strictObject({
  source: z.enum(['page', 'api']),
  url: z.string().max(8_000),
  recordId: z.string().min(1).max(200),
  /** ms since the epoch */
  readAt: z.number().int().min(0).max(8.64e15),
  /** BCP 47 tag of the page */
  language: z.string().max(60).nullable(),
  fields: z
    .record(key, rawFieldSchema)
    .refine((fields) => Object.keys(fields).length <= READING_LIMITS.fields, 'too many fields'),
  lists: z
    .partialRecord(z.enum(listNames), rawListSchema)
    .refine((lists) => countRows(lists) <= READING_LIMITS.rows, 'too many rows'),
  /** Fields with unsaved edits in the CRM's own form; empty: there are some, and which is not known */
  unsaved: z.array(key).max(READING_LIMITS.fields).exactOptional(),
});

const rawRowsSchema = z
  .unknown()
  .superRefine(refuseReservedKeys)
  .pipe(z.strictObject({ kind: z.enum(['list', 'board']), rows: z.array(rawRowSchema).max(READING_LIMITS.rows) }));

/** What the content script sends: plain texts, nothing judged. Hostile until it has passed here. */
const rawReadingSchema = z.unknown().superRefine(refuseReservedKeys).pipe(rawReadingShape);

export type RawReading = z.output<typeof rawReadingShape>;
export type RawField = z.output<typeof rawFieldSchema>;
/** The deals on a list or board page, in the page's order; what a row does not show is left out of it. */
export type RawRows = z.output<typeof rawRowsSchema>;
export type RawRow = z.output<typeof rawRowSchema>;
export type RawList = z.output<typeof rawListSchema>;

/** Parses a reading that came over a port; null with the reasons when it is none. */
export function readRawReading(input: unknown): { reading: RawReading } | { reading: null; errors: readonly string[] } {
  const result = rawReadingSchema.safeParse(input);
  if (result.success) return { reading: result.data };
  return {
    reading: null,
    errors: result.error.issues.slice(0, 10).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  };
}

/** Parses the deals of a list page that came over a port; null when they are none. */
export function readRawRows(input: unknown): RawRows | null {
  return rawRowsSchema.safeParse(input).data ?? null;
}

function countRows(lists: Partial<Record<ListName, RawList>>): number {
  return Object.values(lists).reduce((sum, list) => sum + (list.state === 'rows' ? list.rows.length : 0), 0);
}

/** Zod leaves `__proto__` out in silence; a reading that has it is refused instead. */
function refuseReservedKeys(input: unknown, context: z.RefinementCtx): void {
  if (hasReservedKey(input, 0)) context.addIssue({ code: 'custom', message: 'reserved key', continue: false });
}

function hasReservedKey(input: unknown, depth: number): boolean {
  if (typeof input !== 'object' || input === null || depth > 6) return false;
  if (Array.isArray(input))
    return input.slice(0, READING_LIMITS.rows + 1).some((item) => hasReservedKey(item, depth + 1));
  return Object.entries(input).some(([name, value]) => RESERVED.has(name) || hasReservedKey(value, depth + 1));
}
