import type { Deal } from './deal';

/** How often a field was readable on a CRM's pages: one letter a reading, the newest last. */
export type FieldHealth = { field: string; readings: string; lastReadableAt: number | null };

/** So many readings are remembered. */
const READINGS = 50;
/** A field counts as one that pages show when it was readable in this share of at least so many readings. */
const RELIABLE_SHARE = 0.9;
const RELIABLE_LEAST = 5;

/** Which fields of a page reading were readable; fields that the adapter does not look for are left out. Empty is readable. */
export function readableFields(page: Deal): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(page.fields).flatMap(([key, field]): [string, boolean][] =>
      field === undefined ||
      (field.state === 'unknown' && (field.reason === 'notCovered' || field.reason === 'notGiven'))
        ? []
        : [[key, field.state !== 'unknown']],
    ),
  );
}

/** A field's health with one more reading. */
export function afterReading(
  before: FieldHealth | undefined,
  field: string,
  readable: boolean,
  at: number,
): FieldHealth {
  const readings = `${before?.readings ?? ''}${readable ? 'y' : 'n'}`.slice(-READINGS);
  return { field, readings, lastReadableAt: readable ? at : (before?.lastReadableAt ?? null) };
}

/** In how many of how many last readings a field was readable. */
export function readableShare({ readings }: FieldHealth): { readable: number; of: number } {
  return { readable: readings.replaceAll('n', '').length, of: readings.length };
}

/**
 * Whether the pages of this CRM can be relied on to show the field. The latest run of failures is left out: when a field stops being
 * readable, it stays one that was, until the page is mended or the readings before are forgotten.
 */
export function isReliable({ readings, field }: FieldHealth): boolean {
  const before = readings.replace(/n+$/, '');
  const { readable, of } = readableShare({ field, readings: before, lastReadableAt: null });
  return of >= RELIABLE_LEAST && readable >= of * RELIABLE_SHARE;
}

/** The fields that pages of this CRM used to show and this one does not: the page has changed, the deal has not. */
export function changedOnPage(page: Deal, reliable: ReadonlySet<string>): string[] {
  return Object.entries(readableFields(page)).flatMap(([field, readable]) =>
    !readable && reliable.has(field) ? [field] : [],
  );
}
