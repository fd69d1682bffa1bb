import { DEAL_FIELDS } from '@/lib/domain/fields';
import { z } from '@/lib/domain/zod';
import { attribute, css, text } from './adapter-parts';

const target = z
  .strictObject({
    css: css.describe(
      'The control, inside the form; `{id}` is the record’s id. In `custom`, `{crm}` is the field’s name',
    ),
    control: z
      .enum(['input', 'textarea', 'select', 'combobox', 'checkbox', 'radio', 'date', 'path'])
      .describe(
        'input, textarea, date: text, then `input` and `change` · select: a native one · combobox: the control is pressed with the whole pointer sequence (pointerdown, mousedown, pointerup, mouseup, click), then `option` · checkbox, radio: clicked where not so already · path: one `option` of the control is clicked',
      ),
    option: css
      .exactOptional()
      .describe(
        'combobox, radio, path: the choice, in the whole document as lists hang on the body; `{value}` is the CRM’s own value, `{label}` the visible one. Where neither is in it, the visible choice whose text is the label',
      ),
    choices: z
      .record(text, css)
      .exactOptional()
      .describe('path: visible label → what is clicked inside the form, where each move has a button of its own'),
    type: css
      .exactOptional()
      .describe('combobox that searches: the input that the label is typed into before `option` is looked for'),
    confirm: css.exactOptional().describe('Clicked after the choice, where one more click makes it count'),
    reveal: css.exactOptional().describe('Clicked first where the control is not there, such as the tab that holds it'),
    called: z
      .array(text)
      .exactOptional()
      .describe('What the CRM calls the field in its errors, name or label; labels compare as the label rules say'),
    chosen: css
      .exactOptional()
      .describe(
        'Visible once the choice has been taken up; only then is `confirm` clicked. `{value}` and `{label}` as in `option`',
      ),
    outside: z
      .literal(true)
      .exactOptional()
      .describe(
        'It is not part of the form: worked without opening it where every field to be written has such a control with the choice, and passed over otherwise',
      ),
    saves: z.literal(true).exactOptional().describe('The CRM stores this at once, without `save`'),
    stored: css
      .exactOptional()
      .describe('Visible once the CRM has stored it, where it `saves`; `{value}` and `{label}` as in `option`'),
  })
  .describe('One control of the form, and how it is worked');

const proof = z
  .strictObject({ shown: css.exactOptional(), gone: css.exactOptional() })
  .refine(({ shown, gone }) => shown !== undefined || gone !== undefined, 'shown or gone')
  .describe('`shown` is visible and `gone` is not; both where both are named');

const failure = z
  .strictObject({
    css: css.describe('A visible error, in the whole document'),
    message: css.exactOptional().describe('Inside it, the CRM’s words; absent: its whole text'),
    having: css
      .exactOptional()
      .describe('It is an error only while this is visible inside it, and then the CRM’s words are this one’s text'),
    field: z
      .strictObject({ css: css.exactOptional(), value: z.union([z.literal('text'), attribute]) })
      .exactOptional()
      .describe('Inside it (absent `css`: the error itself), what names the field; compared with `called`'),
  })
  .describe('Where the CRM says why it did not save');

const page = z.strictObject({
  open: css.exactOptional().describe('Clicked to reach the form; absent: the form is always editable'),
  form: css
    .exactOptional()
    .describe(
      'The element that holds the form, in the whole document, the last visible one; absent: the record’s pane',
    ),
  ready: css.describe('Inside the form, there once it can be filled in'),
  dirty: css.exactOptional().describe('Inside the form or the pane, visible while there are unsaved edits'),
  fields: z
    .partialRecord(
      z.enum(Object.keys(DEAL_FIELDS) as (keyof typeof DEAL_FIELDS)[]),
      z.union([target, z.array(target).min(1).max(4)]),
    )
    .describe('Where each field is; of several controls the first that is there is used'),
  custom: z.array(target).exactOptional().describe('Where a pack’s own field is; the first that is there is used'),
  dismiss: css
    .exactOptional()
    .describe('Clicked before saving where it is visible: what an earlier save left on screen'),
  save: css.exactOptional().describe('Inside the form, else in the document; absent only with `autosave`'),
  saved: proof.describe('What proves that it was stored, looked for again and again after `save`'),
  errors: z.array(failure).describe('Looked for together with `saved`; the first that is visible wins'),
  cancel: css.exactOptional().describe('Leaves the form as it was; used after a refusal and where a control fails'),
  discard: css.exactOptional().describe('Clicked where `cancel` asks whether the edits may go'),
  dateFormat: z
    .enum(['iso', 'locale'])
    .exactOptional()
    .describe('What date controls take; absent: locale. An `<input type=date>` takes iso in any case'),
  dateDigits: z
    .enum(['two', 'plain'])
    .exactOptional()
    .describe('Whether days and months below ten are typed with a leading zero, unless the page shows; absent: two'),
  dateExample: z
    .strictObject({ css, value: z.union([z.literal('text'), attribute]) })
    .exactOptional()
    .describe('Where the page itself shows or names its date format, such as “Format: 12/31/2024” or `MM/DD/YYYY`'),
  numberFormat: z
    .enum(['plain', 'locale'])
    .exactOptional()
    .describe('What number controls take; absent: plain digits with a point'),
  autosave: z.literal(true).exactOptional().describe('Each control is stored when it is left; there is no save'),
});

/** How values are put into the CRM's own form. */
export const writeBlock = z
  .strictObject({
    page: page
      .refine(({ save, autosave }) => (save === undefined) === (autosave === true), '`save`, or else `autosave`')
      .exactOptional()
      .describe('Filling the page’s form; absent: this CRM is written to by its API alone'),
  })
  .describe('Writing');

export type PageWrite = z.output<typeof page>;
export type WriteTarget = z.output<typeof target>;
