import type { Field, FieldValue } from '@/lib/domain/deal';
import type { CriterionResult, Evidence, Gap, MissingInput } from '@/lib/domain/assessment';
import { DEAL_FIELDS, type FieldKey, type FieldType } from '@/lib/domain/fields';
import type { Words } from '@/lib/i18n/words';

/** "Close date reads “31 Foo”: not readable as a value". */
export function missingText({ t, said }: Words, { label, raw, reason }: MissingInput): string {
  const named = { label: said(label), reason: t(`panel.unread.reason.${reason}`) };
  return raw ? t('panel.unread.raw', { ...named, raw }) : t('panel.unread.plain', named);
}

export function gapText(words: Words, { field, kind, value }: Pick<Gap, 'field' | 'kind' | 'value'>): string {
  const { t } = words;
  const what = t(`panel.gap.${kind}`);
  return value === null ? what : t('panel.gap.withValue', { what, value: heldText(words, field, value) });
}

/** What a doubtful field holds, as the assessment tells it: days, numbers and amounts in the reader's own form. */
function heldText(words: Words, field: FieldKey, held: string): string {
  const [, digits = '', currency] = /^(-?\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/.exec(held) ?? [];
  const known: Readonly<Record<string, { type: FieldType }>> = DEAL_FIELDS;
  if (digits !== '' && known[field]?.type === 'money') return words.money(Number(digits), currency ?? null);
  return valueText(words, held);
}

/** "−9 points", with a true minus; "0 points". */
export function pointsText({ t, signed }: Words, points: number): string {
  return t('panel.points', { count: Math.abs(points), signed: signed(points) });
}

/** How many criteria are met, of those that apply. */
export function metCount(criteria: readonly CriterionResult[]): { met: number; of: number } {
  const applying = criteria.filter((criterion) => criterion.verdict.kind !== 'notApplicable');
  return { met: applying.filter((criterion) => criterion.verdict.kind === 'met').length, of: applying.length };
}

/** A calendar day, `YYYY-MM-DD`, in the reader's own form. */
export function dateText({ day }: Words, date: string): string {
  return day(Date.parse(`${date}T00:00:00Z`));
}

/** A value in the reader's own form. */
export function valueText(words: Words, value: FieldValue): string {
  if (typeof value === 'number') return words.number(value);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? dateText(words, value) : value;
  return words.money(value.value, value.currency);
}

/** A field as read, for people: empty and unknown say so. */
export function fieldText(words: Words, field: Field): string {
  const { t } = words;
  if (field.state === 'empty') return t('panel.value.empty');
  if (field.state !== 'value') return t('panel.value.notReadable');
  const value = valueText(words, field.value);
  return field.approximate ? t('panel.value.about', { value }) : value;
}

/** "Signed off by Ann, 12 days ago, counts until 3 Jan 2027". */
export function evidenceText({ t, said, day }: Words, { label, ageDays, expiresAt }: Evidence): string {
  const what = said(label);
  if (ageDays === null) return expiresAt === null ? what : t('panel.evidence.until', { what, day: day(expiresAt) });
  const aged = t('panel.evidence.age', { what, days: ageDays });
  return expiresAt === null ? aged : t('panel.evidence.until', { what: aged, day: day(expiresAt) });
}
