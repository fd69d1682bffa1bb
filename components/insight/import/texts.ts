import type { PlanNote, Remark } from '@/lib/insight/import/plan';
import type { Words } from '@/lib/i18n/words';

/** What is said of a row, with the text it is about where there is one. */
export function remarkText({ code, text }: Remark, { t }: Words): string {
  const said = t(`insight.remark.${code}`);
  return text === undefined || text === '' ? said : t('insight.import.quoted', { said, text: text.slice(0, 80) });
}

/** What holds for a file as a whole. */
export function noteText(note: PlanNote, { t, list }: Words): string {
  switch (note.code) {
    case 'severalCurrencies':
      return t('insight.note.severalCurrencies', {
        list: list(note.currencies.map((currency) => currency ?? t('insight.noCurrency'))),
      });
    case 'blankRows':
      return t('insight.note.blankRows', { count: note.n });
    case 'dateOrder':
      return t('insight.note.dateOrder', { column: note.text });
    case 'noClosedDeals':
    case 'noIdColumn':
    case 'noOutcomeColumn':
    case 'noCreatedColumn':
      return t(`insight.note.${note.code}`);
  }
}
