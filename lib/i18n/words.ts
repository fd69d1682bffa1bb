import { formatToParts, type Formatters } from 'intl-messageformat';
import type { Catalog } from './catalog';
import { formatsOf, type Formats } from './formats';
import { listenerOf } from './said';

/** Keys of messages that are text, and of those with marked-up parts; both with their arguments, from the English catalogs. */
export type MessageKey = Extract<keyof FairleadMessages, string>;
type RichKey = Extract<keyof FairleadRichMessages<unknown>, string>;

type Args<A> = [A] extends [null] ? [] : [args: A];

/** The text of a message in the reader's language. */
export type Translate = <K extends MessageKey>(key: K, ...args: Args<FairleadMessages[K]>) => string;

/** A message with marked-up parts (`<strong>…</strong>` in the catalog), each made by the function of its name. */
export type TranslateRich = <K extends RichKey, T>(key: K, args: FairleadRichMessages<T>[K]) => (string | T)[];

/** Everything that is said to the reader, and how. */
export type Words = Formats & {
  /** For the `lang` of a page (BCP 47). */
  locale: string;
  dir: 'ltr' | 'rtl';
  t: Translate;
  rich: TranslateRich;
  /** A sentence of the engine, which speaks English; any other text (of a pack, a CRM, a person) as it is. */
  said: (sentence: string) => string;
};

/** Words of one language. Plurals, numbers and dates follow `locale`; `dir` is the direction of the script. */
export function wordsOf(catalog: Catalog, locale: string, dir: Words['dir'] = 'ltr'): Words {
  const formatters = formattersOf();
  const partsOf = (key: string, values: Values): unknown[] => {
    const message = catalog[key];
    // A key without a message shows itself: a hole in the words must not take the panel down.
    if (message === undefined || typeof message === 'string') return [message ?? key];
    const given = dir === 'rtl' ? isolated(values) : values;
    return formatToParts(message, locale, formatters, FORMATS, given).map(({ value }) => value);
  };
  const t = (key: string, values: Values = {}): string => partsOf(key, values).join('');
  // What a key wants is known to the compiler only; the messages themselves are checked by their tests.
  const formats = formatsOf(locale);
  const listen = listenerOf(catalog, formats);
  const said = (sentence: string): string => {
    const found = listen(sentence);
    if (found === null) return sentence;
    const values = Object.entries(found.values).map(([name, value]) => [name, NESTED.has(name) ? said(value) : value]);
    return t(found.key, Object.fromEntries(values) as Values); // texts, as they were found
  };
  return { ...formats, locale, dir, t: t as Translate, rich: partsOf as TranslateRich, said };
}

type Values = Record<string, string | number>;

/** What is put in under these names is a sentence of the engine itself. */
const NESTED: ReadonlySet<string> = new Set(['why', 'problem', 'needed', 'condition', 'input']);

const FORMATS = { number: {}, date: {}, time: {} };

/** Names from a CRM keep their own direction inside a text that runs from right to left. */
function isolated(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]),
  );
}

function formattersOf(): Formatters {
  const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>();
  const keep = <T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>(
    kind: string,
    make: () => T,
    options: unknown,
  ): T => {
    const key = `${kind} ${JSON.stringify(options)}`;
    const found = made.get(key) ?? make();
    made.set(key, found);
    return found as T; // kept under its kind
  };
  return {
    getNumberFormat: (locale, options) => keep('number', () => new Intl.NumberFormat(locale, options), options),
    getDateTimeFormat: (locale, options) => keep('date', () => new Intl.DateTimeFormat(locale, options), options),
    getPluralRules: (locale, options) => keep('plural', () => new Intl.PluralRules(locale, options), options),
  };
}
