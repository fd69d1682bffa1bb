import type { Clock } from './clock';
import type { Field } from './deal';
import type { Edit } from './edits';
import type { FieldKey, FieldType } from './fields';
import type { FormatHints } from './hints';
import { parseText, typeOf, type FieldTypes } from './parse';

/** What the user has typed for a deal and not yet saved: the text, and the field as it was when he began. */
export type Draft = Readonly<Partial<Record<FieldKey, { text: string; from: Field }>>>;

/** What a draft would write, and the texts that are not of their field's type, each with what to type instead. */
export type DraftEdits = { edits: Edit[]; problems: Partial<Record<FieldKey, string>> };

const INSTEAD: Readonly<Record<FieldType, string>> = {
  text: 'Type a text.',
  longText: 'Type a text.',
  picklist: 'Type or choose one of the CRM’s options.',
  number: 'Type a number, such as 12 or 3.5.',
  percent: 'Type a percentage, such as 40.',
  money: 'Type an amount, such as 25000 or 25k.',
  date: 'Type a date.',
  instant: 'Type a date and a time.',
};

/** The edits of a draft. A blank text edits nothing: erasing what one has typed must not clear the CRM's field. */
export function draftEdits(draft: Draft, types: FieldTypes, hints: FormatHints, clock: Clock): DraftEdits {
  const edits: Edit[] = [];
  const problems: Partial<Record<FieldKey, string>> = {};
  for (const [field, entry] of Object.entries(draft) as [FieldKey, { text: string; from: Field }][]) {
    const { text, from } = entry;
    if (text.trim() === '') continue;
    const type = typeOf(field, types);
    const read = parseText(text, type, hints, clock);
    if (read.state === 'odd') problems[field] = INSTEAD[type];
    else edits.push({ field, from, to: read.value });
  }
  return { edits, problems };
}
