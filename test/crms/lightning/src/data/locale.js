import { currency, localeName } from './settings.js';

const patterns = {
  'en-US': {
    date: 'M/d/yyyy',
    time: 'h:mm a',
    between: ', ',
    decimal: '.',
    group: ',',
    money: '¤#,##0.00',
    percent: '#,##0%',
    firstDay: 1,
  },
  de: {
    date: 'dd.MM.yyyy',
    time: 'HH:mm',
    between: ', ',
    decimal: ',',
    group: '.',
    money: '#,##0.00\u00a0¤',
    percent: '#,##0\u00a0%',
    firstDay: 2,
  },
  fr: {
    date: 'dd/MM/yyyy',
    time: 'HH:mm',
    between: ' ',
    decimal: ',',
    group: '\u202f',
    money: '#,##0.00\u00a0¤',
    percent: '#,##0\u00a0%',
    firstDay: 2,
  },
  ja: {
    date: 'yyyy/MM/dd',
    time: 'H:mm',
    between: ' ',
    decimal: '.',
    group: ',',
    money: '¤#,##0.00',
    percent: '#,##0%',
    firstDay: 1,
  },
};

/** An unknown locale is shown as English, so that a typo in a test is seen and not half followed. */
export const locale = patterns[localeName] ? localeName : 'en-US';
export const pattern = patterns[locale];

const symbol = new Intl.NumberFormat(locale, { style: 'currency', currency })
  .formatToParts(0)
  .find((part) => part.type === 'currency').value;

/** The values Salesforce's base components import from `@salesforce/i18n/*`. */
export const i18n = {
  currency,
  'dateTime.mediumDateFormat': pattern.date,
  'dateTime.mediumDateTimeFormat': `${pattern.date} ${pattern.time}`,
  'dateTime.shortDateFormat': pattern.date,
  'dateTime.shortDateTimeFormat': `${pattern.date} ${pattern.time}`,
  'dateTime.shortTimeFormat': pattern.time,
  firstDayOfWeek: pattern.firstDay,
  lang: locale,
  locale,
  'number.currencyFormat': pattern.money,
  'number.currencySymbol': symbol,
  'number.decimalSeparator': pattern.decimal,
  'number.groupingSeparator': pattern.group,
  'number.numberFormat': '#,##0.###',
  'number.percentFormat': pattern.percent,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};
