import { createContext, useContext, useEffect, useState, type JSX, type ReactNode } from 'react';
import { loadWords, onLanguage, type Part } from '@/lib/cache/words';
import type { Words } from '@/lib/i18n/words';

const WordsContext = createContext<Words | null>(null);

type WordsProviderProps = {
  /** Asked for before anything is rendered, so that no time is lost. */
  first: Promise<Words>;
  /** Which messages to load again when another language is chosen. */
  parts?: readonly Part[];
  children: ReactNode;
};

/**
 * Gives the words to what is inside, and the page its language. Renders its children at once: what shows a text waits for
 * `useLoadedWords` or stands in `WhenWorded`.
 */
export function WordsProvider({ first, parts, children }: WordsProviderProps): JSX.Element {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const show = (loaded: Words): void => {
      if (!stop.signal.aborted) setWords(loaded);
    };
    void first.then(show);
    onLanguage(() => void loadWords(parts).then(show), stop.signal);
    return () => stop.abort();
  }, [first, parts]);
  useEffect(() => {
    if (words === null) return;
    document.documentElement.lang = words.locale;
    document.documentElement.dir = words.dir;
  }, [words]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** Shows its children once there are words for them. */
export function WhenWorded({ children }: { children: ReactNode }): ReactNode {
  return useLoadedWords() === null ? null : children;
}

/** The words, or null until they are loaded. */
export function useLoadedWords(): Words | null {
  return useContext(WordsContext);
}

/** The words of the reader's language. Only below what waits for them. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('No words yet: wait for useLoadedWords above.');
  return words;
}
