export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What is known of how a page writes numbers and dates: from the adapter, the CRM's settings or the page's language. */
export type FormatHints = {
  /** BCP 47 tag of the page, such as `de-CH` */
  language?: string | null;
  decimal?: '.' | ',';
  dateOrder?: DateOrder;
  /** ISO 4217 code that `$`, `kr` and `¥` stand for here; without it they follow the language */
  currency?: string | null;
};

/** Hints with the language's customs filled in; null where nothing tells. */
export type Format = {
  language: string | null;
  region: string | null;
  decimal: '.' | ',' | null;
  dateOrder: DateOrder | null;
  currency: string | null;
};

const COMMA = words(
  'af bg bs ca cs da de el es et eu fi fr gl hr hu id is it ka lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk vi',
);
const POINT = words('en ja zh ko th he hi');
const POINT_REGIONS = words('de-CH de-LI it-CH es-MX es-US es-PR es-GT es-HN es-NI es-PA es-PE es-SV es-DO');
const COMMA_REGIONS = words('en-ZA');
const YEAR_FIRST = words('ja zh ko hu lt sv mn');
const MONTH_FIRST = words('en-US en-PH en-PR es-US es-PR');
/** English alone, and Canada's, are written in either order. */
const UNDECIDED = words('en en-CA');

/** Completes hints from the language; what an adapter says goes before what the language suggests. */
export function resolveFormat(hints: FormatHints): Format {
  const [language = '', region = ''] = splitTag(hints.language ?? '');
  const tag = region === '' ? language : `${language}-${region}`;
  return {
    language: language === '' ? null : language,
    region: region === '' ? null : region,
    decimal: hints.decimal ?? decimalOf(language, tag),
    dateOrder: hints.dateOrder ?? orderOf(language, tag),
    currency: hints.currency ?? null,
  };
}

function splitTag(tag: string): string[] {
  const [language = '', ...rest] = tag.trim().split(/[-_]/);
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part)) ?? '';
  return [language.toLowerCase(), region.toUpperCase()];
}

function decimalOf(language: string, tag: string): '.' | ',' | null {
  if (POINT_REGIONS.has(tag)) return '.';
  if (COMMA_REGIONS.has(tag)) return ',';
  if (POINT.has(language)) return '.';
  return COMMA.has(language) ? ',' : null;
}

function orderOf(language: string, tag: string): DateOrder | null {
  if (language === '' || UNDECIDED.has(tag)) return null;
  if (MONTH_FIRST.has(tag)) return 'mdy';
  if (YEAR_FIRST.has(language)) return 'ymd';
  return COMMA.has(language) || POINT.has(language) ? 'dmy' : null;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
