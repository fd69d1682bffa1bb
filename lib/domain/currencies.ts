import type { Format } from './hints';

const CODES = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY ' +
    'COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
    'IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR ' +
    'MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD ' +
    'SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF ' +
    'YER ZAR ZMW'
  ).split(' '),
);

/** Marks that stand for one currency everywhere. */
const MARKS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  usd: 'USD',
  dollars: 'USD',
  us$: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  sg$: 'SGD',
  nt$: 'TWD',
  mx$: 'MXN',
  r$: 'BRL',
  chf: 'CHF',
  'fr.': 'CHF',
  'sfr.': 'CHF',
  '₹': 'INR',
  'rs.': 'INR',
  rs: 'INR',
  '₩': 'KRW',
  원: 'KRW',
  円: 'JPY',
  jpy: 'JPY',
  元: 'CNY',
  rmb: 'CNY',
  'cn¥': 'CNY',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  '₽': 'RUB',
  '₺': 'TRY',
  '₫': 'VND',
  '฿': 'THB',
  '₪': 'ILS',
  '₴': 'UAH',
  '₦': 'NGN',
  '₱': 'PHP',
  lei: 'RON',
  'лв.': 'BGN',
  'руб.': 'RUB',
};

/** Marks that several countries share: by region first, then by language, else unknown or the commonest. */
const SHARED: Readonly<Record<string, { by: Readonly<Record<string, string>>; else: string | null }>> = {
  $: {
    by: {
      CA: 'CAD',
      AU: 'AUD',
      NZ: 'NZD',
      MX: 'MXN',
      SG: 'SGD',
      HK: 'HKD',
      TW: 'TWD',
      CL: 'CLP',
      CO: 'COP',
      AR: 'ARS',
    },
    else: 'USD',
  },
  '¥': { by: { CN: 'CNY', zh: 'CNY' }, else: 'JPY' },
  kr: { by: { sv: 'SEK', da: 'DKK', nb: 'NOK', nn: 'NOK', no: 'NOK', is: 'ISK' }, else: null },
};

export type CurrencyMark = { mark: string; code: (format: Format) => string | null };

/** Every mark (lower case) with the currency it stands for, longest first. */
export const CURRENCY_MARKS: readonly CurrencyMark[] = [
  ...Object.entries(MARKS).map(([mark, code]): CurrencyMark => ({ mark, code: () => code })),
  ...['$', '¥', 'kr', 'kr.'].map((mark): CurrencyMark => ({
    mark,
    code: (format) => sharedCode(mark.replace('.', ''), format),
  })),
].toSorted((a, b) => b.mark.length - a.mark.length);

/** Whether the text is an ISO 4217 code in use. */
export function isCurrencyCode(text: string): boolean {
  return CODES.has(text);
}

/** Whether a mark such as `$` may stand for that code, so that `$ 5 CAD` is one currency, not two. */
export function mayMean(mark: string, code: string): boolean {
  const shared = SHARED[mark.replace('.', '')];
  return (
    shared !== undefined &&
    (shared.else === null || shared.else === code || Object.values(shared.by).includes(code) || mark === '$')
  );
}

function sharedCode(mark: string, format: Format): string | null {
  const shared = SHARED[mark];
  if (!shared) return null;
  if (format.currency !== null) return format.currency;
  return shared.by[format.region ?? ''] ?? shared.by[format.language ?? ''] ?? shared.else;
}
