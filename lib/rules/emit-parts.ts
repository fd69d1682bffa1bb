import type { FieldKey } from '@/lib/domain/fields';
import type { Wanted } from './cel/check';
import type { Code } from './cel/code';
import type { Placed } from './draft';
import type { EvidenceSource, FreshnessSource } from './evidence-schema';
import { fieldKey } from './field-names';
import { plainLabel } from './plain-label';
import type { CompiledEvidence } from './types';

/** Compiles one expression of something placed in a document; flaws are reported there. */
export type Expression = (at: Placed<unknown>, path: string, source: string, wanted: Wanted) => Code;

const DAYS: Readonly<Record<string, number>> = { D: 1, W: 7, M: 30, Y: 365 };

/** Days of a period such as P60D; months count 30, years 365. */
export function periodDays(period: string): number {
  return Number(period.slice(1, -1)) * (DAYS[period.slice(-1)] ?? 1);
}

/** The key of a field name that the reference check has seen or will report. */
export function keyOf(name: string): FieldKey {
  return fieldKey(name) ?? `custom.${name}`;
}

/** Evidence as it is looked for. */
export function evidenceOf(source: EvidenceSource): CompiledEvidence {
  const withinDays = !('within' in source) || source.within === undefined ? null : periodDays(source.within);
  if ('contact' in source) {
    const { role, named } = source.contact;
    return { kind: 'contact', roles: texts(role), named: named === undefined ? null : keyOf(named), withinDays };
  }
  if ('activity' in source) {
    const { type, direction } = source.activity;
    return { kind: 'activity', types: texts(type), directions: texts(direction), withinDays };
  }
  if ('change' in source) return { kind: 'change', field: keyOf(source.change), withinDays };
  if ('date' in source) return { kind: 'date', field: keyOf(source.date), withinDays };
  return { kind: 'link', field: keyOf(source.link), withinDays: null };
}

/** How long a value counts as confirmed, and by what. */
export function freshnessOf(source: FreshnessSource): { freshDays: number; confirmedBy: readonly CompiledEvidence[] } {
  if (typeof source === 'string') return { freshDays: periodDays(source), confirmedBy: [] };
  const freshDays = periodDays(source.within);
  return { freshDays, confirmedBy: source.by.map((by) => ({ ...evidenceOf(by), withinDays: freshDays })) };
}

function texts(written: string | readonly string[] | undefined): string[] {
  return written === undefined ? [] : [written].flat().map(plainLabel);
}
