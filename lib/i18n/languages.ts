/** The languages with a whole catalog; the first is the one that stands in where none is wanted. */
export const LANGUAGES = ['en', 'de', 'fr', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, as the choice offers it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  ja: '日本語',
};

/** Made of English to try the interface: `en-XA` is longer and accented, `ar-XB` runs from right to left. */
const PSEUDO = ['en-XA', 'ar-XB'] as const;

export type Pseudo = (typeof PSEUDO)[number];

/** What a user may have chosen: a language, or one of the two for trying; null: the browser's. */
export type Choice = Language | Pseudo | null;

/** A stored choice; null for anything that is none. */
export function asChoice(value: unknown): Choice {
  return [...LANGUAGES, ...PSEUDO].find((known) => known === value) ?? null;
}

export function isPseudo(choice: Choice): choice is Pseudo {
  return PSEUDO.some((known) => known === choice);
}

/** The first of the wanted languages (BCP 47, best first) that has a catalog. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => language === languageOf(tag));
    if (found) return found;
  }
  return LANGUAGES[0];
}

/** The locale for numbers and dates: the wanted one of this language (`en-GB`), else the language itself. */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => languageOf(tag) === language && isLocale(tag)) ?? language;
}

function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
