/** Numbers, money, days and lists in the reader's own form. */
export type Formats = {
  number: (value: number) => string;
  /** Without a currency, a plain number. */
  money: (value: number, currency: string | null) => string;
  /** The same without the part behind the point. */
  roundMoney: (value: number, currency: string | null) => string;
  /** A share of 1, in whole per cent. */
  percent: (share: number) => string;
  /** A share of 1, in tenths of per cent. */
  permille: (share: number) => string;
  /** A number with at most so many decimals. */
  decimal: (value: number, digits: number) => string;
  /** A number with exactly so many decimals: figures of one column, one below the other. */
  fixed: (value: number, digits: number) => string;
  /** A large number in a few letters, for the axis of a chart. */
  compact: (value: number) => string;
  /** A day; times in assessments are midnight UTC for calendar days. */
  day: (ms: number) => string;
  /** The day of a moment, by the reader's own clock. */
  localDay: (ms: number) => string;
  /** Hours and minutes of the reader's own clock. */
  time: (ms: number) => string;
  /** A day and a time of the reader's own clock. */
  moment: (ms: number) => string;
  /** "a, b and c". */
  list: (items: readonly string[]) => string;
  /** A number with its sign, a true minus; 0 has none. */
  signed: (value: number) => string;
};

/** Formatters of a locale, each made when it is first used: making one costs far more than using it. */
export function formatsOf(locale: string): Formats {
  const number = once(() => new Intl.NumberFormat(locale));
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));
  const permille = once(
    () => new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  const decimals = [0, 1, 2, 3].map((digits) =>
    once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })),
  );
  const fixeds = [0, 1, 2, 3].map((digits) =>
    once(() => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })),
  );
  const compact = once(() => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }));
  const day = once(() => new Intl.DateTimeFormat(locale, { ...DAY, timeZone: 'UTC' }));
  const localDay = once(() => new Intl.DateTimeFormat(locale, DAY));
  const time = once(() => new Intl.DateTimeFormat(locale, CLOCK));
  const moment = once(() => new Intl.DateTimeFormat(locale, { ...DAY, ...CLOCK }));
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const currencies = new Map<string, Intl.NumberFormat | null>();
  const rounded = new Map<string, Intl.NumberFormat | null>();
  return {
    number: (value) => number().format(value),
    money: (value, currency) => {
      if (currency === null) return number().format(value);
      if (!currencies.has(currency)) currencies.set(currency, currencyFormat(locale, currency));
      const format = currencies.get(currency);
      return minus(format ? format.format(value) : `${number().format(value)} ${currency}`);
    },
    roundMoney: (value, currency) => {
      if (currency === null) return number().format(Math.round(value));
      if (!rounded.has(currency)) rounded.set(currency, currencyFormat(locale, currency, 0));
      const format = rounded.get(currency);
      return minus(format ? format.format(value) : `${number().format(Math.round(value))} ${currency}`);
    },
    percent: (share) => percent().format(share),
    permille: (share) => permille().format(share),
    decimal: (value, digits) => (decimals[digits] ?? number)().format(value),
    fixed: (value, digits) => (fixeds[digits] ?? number)().format(value),
    compact: (value) => compact().format(value),
    day: (ms) => day().format(ms),
    localDay: (ms) => localDay().format(ms),
    time: (ms) => time().format(ms),
    moment: (ms) => moment().format(ms),
    list: (items) => list().format(items),
    signed: (value) => `${value < 0 ? '−' : value > 0 ? '+' : ''}${number().format(Math.abs(value))}`,
  };
}

/** With the sign that `signed` writes: a hyphen is shorter than a plus, and may stand at a line's end. */
function minus(amount: string): string {
  return amount.replace('-', '−');
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

/** Null for a code that is no currency's: it came from a CRM. */
function currencyFormat(locale: string, currency: string, digits = 2): Intl.NumberFormat | null {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: digits });
  } catch {
    return null;
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
