import type { Field, FieldValue } from '@/lib/domain/deal';
import type { CriterionResult, Gap, GapKind, MissingInput, Verdict } from '@/lib/domain/assessment';

const REASONS: Readonly<Record<MissingInput['reason'], string>> = {
  notOnPage: 'not found on the page',
  ambiguous: 'shown more than once with different values',
  odd: 'not readable as a value',
  notGiven: 'not given by the CRM’s API',
  notCovered: 'not shown by this CRM where Fairlead looks',
  noHistory: 'no history yet',
  empty: 'empty',
};

const GAPS: Readonly<Record<GapKind, string>> = {
  missing: 'empty',
  junk: 'placeholder',
  stale: 'out of date',
  invalid: 'not plausible',
  contradictory: 'contradicts',
};

/** "Close date reads “31 Foo”: not readable as a value". */
export function missingText(input: MissingInput): string {
  return input.raw
    ? `${input.label} reads “${input.raw}”: ${REASONS[input.reason]}`
    : `${input.label}: ${REASONS[input.reason]}`;
}

/** The verdict in two or three words; for *cannot tell*, the names of what could not be read. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'met':
      return 'Met';
    case 'notMet':
      return 'Not met';
    case 'unknown':
      return 'Cannot tell';
    case 'notApplicable':
      return 'Does not apply';
    case 'broken':
      return 'Rule broken';
  }
}

export function gapText(gap: Gap): string {
  return gap.value === null ? GAPS[gap.kind] : `${GAPS[gap.kind]} “${gap.value}”`;
}

/** "−9 points", with a true minus; "no change" for 0. */
export function pointsText(points: number): string {
  if (points === 0) return '0 points';
  const amount = `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
  return `${amount} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
}

/** A day in the reader's own form; times in assessments are midnight UTC for calendar days. */
export function dayText(ms: number): string {
  return new Date(ms).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many criteria are met, of those that apply. */
export function metCount(criteria: readonly CriterionResult[]): { met: number; of: number } {
  const applying = criteria.filter((criterion) => criterion.verdict.kind !== 'notApplicable');
  return { met: applying.filter((criterion) => criterion.verdict.kind === 'met').length, of: applying.length };
}

/** A value in the reader's own form. */
export function valueText(value: FieldValue): string {
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(Date.parse(value)) : value;
  if (value.currency === null) return value.value.toLocaleString();
  return value.value.toLocaleString([], { style: 'currency', currency: value.currency, maximumFractionDigits: 2 });
}

/** A field as read, for people: empty and unknown say so. */
export function fieldText(field: Field): string {
  if (field.state === 'value') return `${field.approximate ? 'about ' : ''}${valueText(field.value)}`;
  return field.state === 'empty' ? 'empty' : 'not readable';
}
