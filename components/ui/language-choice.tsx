import { useEffect, useId, useState, type JSX } from 'react';
import { onLanguage, readLanguage, writeLanguage } from '@/lib/cache/words';
import { asChoice, LANGUAGE_NAMES, LANGUAGES, type Choice } from '@/lib/i18n/languages';
import { useWords } from '@/lib/queries/use-words';

/** Which language Fairlead speaks: the browser's, or one of ours; every open panel follows at once. */
export function LanguageChoice(): JSX.Element {
  const id = useId();
  const { t } = useWords();
  const [choice, setChoice] = useState<Choice>(null);
  useEffect(() => {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      const stored = await readLanguage();
      if (!stop.signal.aborted) setChoice(stored);
    };
    void read();
    onLanguage(() => void read(), stop.signal);
    return () => stop.abort();
  }, []);
  return (
    <p className="language-choice">
      <label htmlFor={id}>{t('ui.language')}</label>{' '}
      <select
        id={id}
        className="input"
        value={choice ?? ''}
        onChange={(event) => void writeLanguage(asChoice(event.target.value))}
      >
        <option value="">{t('ui.browserLanguage')}</option>
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </p>
  );
}
