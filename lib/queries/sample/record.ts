import { addDays } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import type { FieldKey } from '@/lib/domain/fields';
import type { RawField, RawList, RawReading, RawRow } from '@/lib/domain/raw-reading';

/** The sample deal as its page holds it: each field's text as a CRM's form would, and its related lists. */
export type SampleRecord = {
  fields: Readonly<Partial<Record<FieldKey, string>>>;
  contacts: readonly SampleRow[];
  activities: readonly SampleRow[];
};

export type SampleRow = Readonly<Record<string, string>>;

/** What of the sample is said in the reader's language. */
export type SampleTexts = Record<
  | 'name'
  | 'description'
  | 'owner'
  | 'pain'
  | 'operations'
  | 'finance'
  | 'champion'
  | 'buyer'
  | 'call'
  | 'visit'
  | 'offer',
  string
>;

/** Nothing answers there, ever: the name is kept free for such uses (RFC 2606). */
export const SAMPLE_URL = 'https://sample.invalid/deals/1';
export const SAMPLE_ID = '1';
const CURRENCY = 'EUR';

/** A deal with something of everything: an overdue date, a placeholder, blanks, a contact gone quiet. `stage`: as the CRM calls it. */
export function sampleRecord(texts: SampleTexts, stage: string, { today }: Clock): SampleRecord {
  const day = (days: number): string => addDays(today, days) ?? today;
  return {
    fields: {
      name: texts.name,
      'account.name': 'Kestrel Logistics',
      'owner.name': texts.owner,
      'stage.label': stage,
      amount: '48000',
      closeDate: day(-4),
      nextStep: 'tbd',
      nextStepDate: '',
      description: texts.description,
      createdAt: day(-96),
      stageEnteredAt: day(-41),
      'custom.identified_pain': texts.pain,
      'custom.customer_need': texts.pain,
      'custom.metrics': 'tbd',
    },
    contacts: [
      { id: '1', name: 'Ines Duarte', title: texts.operations, role: texts.champion, lastActivityAt: day(-19) },
      { id: '2', name: 'Paul Okafor', title: texts.finance, role: texts.buyer, lastActivityAt: day(-64) },
    ],
    activities: [
      { id: '1', type: 'Call', subject: texts.call, at: day(-70), done: 'true' },
      { id: '2', type: 'Meeting', subject: texts.visit, at: day(-44), done: 'true' },
      { id: '3', type: 'Email', subject: texts.offer, at: day(-19), done: 'true' },
    ],
  };
}

/** The record as a page's reader would tell of it. */
export function readingOf({ fields, contacts, activities }: SampleRecord, now: number): RawReading {
  const all = Object.entries(fields).map(([key, text = '']) => [key, fieldOf(key, text)] as const);
  return {
    source: 'page',
    url: SAMPLE_URL,
    recordId: SAMPLE_ID,
    readAt: now,
    language: null,
    fields: Object.fromEntries(all),
    lists: { contacts: listOf(contacts), activities: listOf(activities) },
  };
}

function fieldOf(key: string, text: string): RawField {
  if (text.trim() === '') return { state: 'empty' };
  return { state: 'value', text: key === 'amount' && /\d$/.test(text) ? `${text} ${CURRENCY}` : text };
}

function listOf(rows: readonly SampleRow[]): RawList {
  const rawRow = (row: SampleRow): RawRow =>
    Object.fromEntries(Object.entries(row).map(([key, text]) => [key, fieldOf('', text)]));
  return { state: 'rows', rows: rows.map(rawRow), complete: true };
}
