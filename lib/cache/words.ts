import { browser } from 'wxt/browser';
import type { Catalog } from '@/lib/i18n/catalog';
import { asChoice, isPseudo, languageFor, localeFor, type Choice, type Language } from '@/lib/i18n/languages';
import { wordsOf, type Words } from '@/lib/i18n/words';

const KEY = 'language';

/** The language the user chose; null: none, the browser's is used. */
export async function readLanguage(): Promise<Choice> {
  return asChoice((await browser.storage.local.get(KEY))[KEY]);
}

export async function writeLanguage(choice: Choice): Promise<void> {
  if (choice === null) await browser.storage.local.remove(KEY);
  else await browser.storage.local.set({ [KEY]: choice });
}

/** Calls back when another language is chosen, until aborted. */
export function onLanguage(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

/** Which messages a page needs: those a rep sees, or also those of the review and admin pages. */
export type Part = 'rep' | 'desk';

/** The words of the chosen language, else of the first one the browser prefers (`wanted`) that we have. */
export async function loadWords(
  parts: readonly Part[] = ['rep'],
  wanted: readonly string[] = navigator.languages,
): Promise<Words> {
  // Most have chosen none: their file is on its way while that is looked up.
  const usual = languageFor(wanted);
  const ahead = catalog(parts, usual);
  ahead.catch(() => undefined); // heard of below, where it is waited for
  const choice = await readLanguage();
  if (isPseudo(choice)) {
    const [{ pseudoCatalog }, english] = await Promise.all([import('@/lib/i18n/pseudo'), catalog(parts, 'en')]);
    return choice === 'ar-XB' ? wordsOf(english, 'en', 'rtl') : wordsOf(pseudoCatalog(english), 'en');
  }
  const language = choice ?? usual;
  return wordsOf(await (language === usual ? ahead : catalog(parts, language)), localeFor(language, wanted));
}

async function catalog(parts: readonly Part[], language: Language): Promise<Catalog> {
  const files = await Promise.all(parts.map((part) => catalogFile(part, language)));
  return Object.assign({}, ...files) as Catalog; // the parts share no key
}

async function catalogFile(part: Part, language: Language): Promise<Catalog> {
  const answer = await fetch(`${browser.runtime.getURL('/')}words/${part}-${language}.json`);
  return (await answer.json()) as Catalog; // shipped with the extension
}
